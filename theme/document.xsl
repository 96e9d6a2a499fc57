<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:import href="layout.xsl"/>
<xsl:include href="body.xsl"/>

<xsl:template match="document" mode="main">
  <article>
    <header class="title">
      <p class="kind">
        <span class="badge badge-document"/>
        <span><xsl:call-template name="type-words"/></span>
        <span class="facet"><xsl:value-of select="@path"/></span>
      </p>
      <h1 dir="auto">
        <xsl:if test="@title-id"><xsl:attribute name="id"><xsl:value-of select="@title-id"/></xsl:attribute></xsl:if>
        <xsl:value-of select="/page/@title"/>
        <xsl:if test="@title-line"><span class="at" id="L{@title-line}"/></xsl:if>
      </h1>
      <xsl:if test="description/node()"><p class="summary" dir="auto"><xsl:value-of select="description"/></p></xsl:if>
    </header>
    <xsl:apply-templates select="origin"/>
    <xsl:apply-templates select="whole"/>
    <xsl:apply-templates select="metadata[entry]"/>
    <xsl:apply-templates select="body" mode="main"/>
    <div class="left"><xsl:apply-templates select="left/line" mode="body"/></div>
    <xsl:apply-templates select="tree"/>
    <xsl:apply-templates select="diagnostics[diagnostic]"/>
    <xsl:apply-templates select="diagram"/>
  </article>
</xsl:template>

<xsl:template match="origin">
  <p class="notice">
    <xsl:choose>
      <xsl:when test="@kind='rendition_of'">The same text in another form as </xsl:when>
      <xsl:when test="@kind='copy_of'">A copy of </xsl:when>
      <xsl:otherwise>Derived from </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select="ref" mode="plain"/>
    <xsl:text>.</xsl:text>
  </p>
</xsl:template>

<xsl:template match="whole">
  <p class="notice">Part of <xsl:apply-templates select="ref" mode="plain"/>.</p>
</xsl:template>

<!-- The files of a skill, folder by folder. -->
<xsl:template match="tree">
  <section id="files" class="bundle">
    <h2>Files of this skill</h2>
    <ul class="tree"><xsl:apply-templates select="folder | item"/></ul>
    <xsl:if test="more"><p><xsl:apply-templates select="more"/></p></xsl:if>
  </section>
</xsl:template>

<xsl:template match="folder">
  <li class="folder"><code><xsl:value-of select="@name"/>/</code><ul><xsl:apply-templates select="folder | item"/></ul></li>
</xsl:template>

<xsl:template match="tree//item">
  <li>
    <xsl:choose>
      <xsl:when test="@self"><strong><code><xsl:value-of select="@name"/></code></strong></xsl:when>
      <xsl:when test="@href"><a href="{@href}"><code><xsl:value-of select="@name"/></code></a></xsl:when>
      <xsl:otherwise><code><xsl:value-of select="@name"/></code></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="@label and not(@self)"><xsl:text> </xsl:text><span class="about"><xsl:value-of select="@label"/></span></xsl:if>
    <xsl:text> </xsl:text>
    <span class="size">
      <xsl:choose>
        <xsl:when test="@bytes &lt; 1024"><xsl:call-template name="count"><xsl:with-param name="n" select="@bytes"/><xsl:with-param name="one">byte</xsl:with-param></xsl:call-template></xsl:when>
        <xsl:when test="@bytes &lt; 1048576"><xsl:value-of select="format-number(@bytes div 1024, '#,##0.0')"/> KiB</xsl:when>
        <xsl:otherwise><xsl:value-of select="format-number(@bytes div 1048576, '#,##0.0')"/> MiB</xsl:otherwise>
      </xsl:choose>
    </span>
  </li>
</xsl:template>

<xsl:template match="metadata">
  <details class="metadata">
    <xsl:if test="entry[@key!='name' and @key!='description' and @key!='title']"><xsl:attribute name="open">open</xsl:attribute></xsl:if>
    <summary>Front matter</summary>
    <div class="scroll" tabindex="0" role="group" aria-label="Front matter">
      <table>
        <tbody>
          <xsl:for-each select="entry">
            <tr>
              <xsl:copy-of select="@id"/>
              <th scope="row"><xsl:value-of select="@key"/></th>
              <td><xsl:call-template name="entry-value"/></td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
    <xsl:if test="comment">
      <ul class="values">
        <xsl:for-each select="comment">
          <li><xsl:copy-of select="@id"/><code><xsl:value-of select="."/></code></li>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </details>
</xsl:template>

<xsl:template name="entry-value">
  <xsl:choose>
    <xsl:when test="entry">
      <ul class="values">
        <xsl:for-each select="entry">
          <li>
            <xsl:copy-of select="@id"/>
            <xsl:if test="@key"><span class="key"><xsl:value-of select="@key"/>: </span></xsl:if>
            <xsl:call-template name="entry-value"/>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:when>
    <xsl:when test="@type='string'"><xsl:value-of select="@value"/></xsl:when>
    <xsl:when test="@value"><code><xsl:value-of select="@value"/></code></xsl:when>
    <xsl:otherwise><span class="none">empty</span></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="diagnostics">
  <section id="diagnostics" class="diagnostics">
    <h2>Diagnostics</h2>
    <ul>
      <xsl:for-each select="diagnostic">
        <li>
          <span class="severity severity-{@severity}"><xsl:value-of select="@severity"/></span>
          <xsl:text> </xsl:text>
          <xsl:value-of select="."/>
          <xsl:text> </xsl:text>
          <code><xsl:value-of select="@tag"/></code>
          <xsl:if test="@line"><xsl:text> </xsl:text><a class="line" href="#L{@line}">line <xsl:value-of select="@line"/></a></xsl:if>
        </li>
      </xsl:for-each>
      <xsl:if test="more"><li><xsl:apply-templates select="more"/></li></xsl:if>
    </ul>
  </section>
</xsl:template>

<xsl:template match="document" mode="aside">
  <xsl:if test="outline/item[2]">
    <nav class="outline" aria-label="On this page">
      <h2>On this page</h2>
      <ul>
        <xsl:for-each select="outline/item"><li class="level-{@level}"><a href="{@href}"><xsl:value-of select="."/></a></li></xsl:for-each>
      </ul>
    </nav>
  </xsl:if>
  <section class="facts">
    <h2>Facts</h2>
    <dl>
      <div><dt>Type</dt><dd><xsl:call-template name="type-words"/></dd></div>
      <xsl:if test="@name"><div><dt>Name</dt><dd><code><xsl:value-of select="@name"/></code></dd></div></xsl:if>
      <div><dt>Written as</dt><dd><xsl:value-of select="@syntax"/></dd></div>
      <xsl:if test="@date"><div><dt>Date</dt><dd><xsl:value-of select="@date"/></dd></div></xsl:if>
      <div><dt>Size</dt><dd><xsl:call-template name="count"><xsl:with-param name="n" select="@lines"/><xsl:with-param name="one">line</xsl:with-param></xsl:call-template>, <xsl:call-template name="count"><xsl:with-param name="n" select="@words"/><xsl:with-param name="one">word</xsl:with-param></xsl:call-template></dd></div>
      <div><dt>Context</dt><dd>about <xsl:value-of select="format-number(@tokens, '#,##0')"/> tokens: <xsl:value-of select="format-number(@description-tokens, '#,##0')"/> of description, <xsl:value-of select="format-number(@body-tokens, '#,##0')"/> of body</dd></div>
      <div><dt>Code</dt><dd><xsl:call-template name="count"><xsl:with-param name="n" select="@codes"/><xsl:with-param name="one">block</xsl:with-param></xsl:call-template></dd></div>
      <xsl:if test="@topic"><div><dt>Topic</dt><dd><xsl:value-of select="@topic"/></dd></div></xsl:if>
      <xsl:if test="diagnostics/@count &gt; 0"><div><dt>Diagnostics</dt><dd><a href="#diagnostics"><xsl:value-of select="diagnostics/@count"/></a></dd></div></xsl:if>
      <xsl:if test="place/source/@edit"><div><dt>Source</dt><dd><a class="outside" href="{place/source/@edit}" rel="noopener"><xsl:value-of select="@path"/></a></dd></div></xsl:if>
    </dl>
  </section>
  <xsl:if test="hosts/host">
    <section class="near hosts" id="hosts">
      <h2>Hosts</h2>
      <ul>
        <xsl:for-each select="hosts/host">
          <li>
            <xsl:value-of select="@name"/>
            <xsl:text> </xsl:text>
            <span class="host host-{@verdict}"><xsl:call-template name="host-words"/></span>
            <xsl:if test="text()"><span class="why"><xsl:value-of select="."/></span></xsl:if>
          </li>
        </xsl:for-each>
      </ul>
    </section>
  </xsl:if>
  <xsl:if test="overlaps/overlap">
    <section class="near shared">
      <h2>Shared with</h2>
      <ul>
        <xsl:for-each select="overlaps/overlap">
          <li>
            <xsl:apply-templates select="ref" mode="plain"/>
            <a class="verdict verdict-{@verdict}" href="{@href}"><xsl:call-template name="verdict-words"/><xsl:if test="@share">, <xsl:value-of select="@share"/> %</xsl:if></a>
          </li>
        </xsl:for-each>
        <xsl:if test="overlaps/more"><li><xsl:apply-templates select="overlaps/more"/></li></xsl:if>
      </ul>
    </section>
  </xsl:if>
  <xsl:if test="named/ref">
    <section class="near named">
      <h2>Named here</h2>
      <ul class="refs">
        <xsl:apply-templates select="named/ref[position() &lt;= 16]" mode="item"/>
      </ul>
      <xsl:if test="named/ref[17]">
        <details>
          <summary>All that is named</summary>
          <ul class="refs">
            <xsl:apply-templates select="named/ref[position() &gt; 16]" mode="item"/>
            <xsl:if test="named/more"><li><xsl:apply-templates select="named/more"/></li></xsl:if>
          </ul>
        </details>
      </xsl:if>
    </section>
  </xsl:if>
</xsl:template>

</xsl:stylesheet>
