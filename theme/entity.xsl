<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:import href="layout.xsl"/>

<xsl:template match="entity" mode="main">
  <header class="title">
    <p class="kind">
      <xsl:call-template name="badge"/>
      <span><xsl:call-template name="kind-word"/></span>
      <xsl:if test="@facet"><span class="facet"><xsl:call-template name="facet-words"/></span></xsl:if>
    </p>
    <h1 dir="auto"><xsl:value-of select="@label"/></h1>
    <xsl:if test="alias">
      <p class="aliases">Also called
        <xsl:for-each select="alias">
          <xsl:text> </xsl:text><span class="alias"><xsl:value-of select="."/></span>
        </xsl:for-each>
      </p>
    </xsl:if>
  </header>
  <xsl:call-template name="lead"/>
  <xsl:apply-templates select="says"/>
  <xsl:apply-templates select="versions"/>
  <xsl:call-template name="relations"/>
  <xsl:apply-templates select="examples"/>
  <xsl:apply-templates select="documents"/>
</xsl:template>

<!-- The best definition, with its source. -->
<xsl:template name="lead">
  <xsl:choose>
    <xsl:when test="definition">
      <xsl:for-each select="definition">
        <blockquote class="lead">
          <xsl:apply-templates select="text"/>
          <footer><xsl:apply-templates select="source"/></footer>
        </blockquote>
      </xsl:for-each>
    </xsl:when>
    <xsl:otherwise>
      <p class="lead none">No document says in a sentence what this is. Below is all that they do say.</p>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="text"><p dir="auto"><xsl:apply-templates mode="body"/></p></xsl:template>

<xsl:template match="says">
  <section class="says says-{@role}" id="{@role}">
    <h2><xsl:call-template name="says-words"/></h2>
    <xsl:choose>
      <xsl:when test="@role='step' or @role='solution'">
        <ol class="statements"><xsl:apply-templates select="statement"/></ol>
      </xsl:when>
      <xsl:otherwise>
        <ul class="statements"><xsl:apply-templates select="statement"/></ul>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select="more"/>
  </section>
</xsl:template>

<xsl:template match="statement">
  <li>
    <xsl:apply-templates select="text"/>
    <xsl:apply-templates select="code-block"/>
    <p class="sources">
      <xsl:if test="@agreement"><span class="agree"><xsl:value-of select="@agreement"/> sources agree</span></xsl:if>
      <xsl:apply-templates select="source"/>
      <xsl:if test="ref"><span class="targets"><xsl:apply-templates select="ref" mode="link"/></span></xsl:if>
    </p>
  </li>
</xsl:template>

<xsl:template match="versions">
  <section id="versions">
    <h2>Versions</h2>
    <xsl:if test="version[@versions != current()/version[1]/@versions]"><p class="notice">The documents do not ask for the same version.</p></xsl:if>
    <div class="scroll" tabindex="0" role="group" aria-label="Versions">
      <table>
        <thead><tr><th scope="col">Version</th><th scope="col">Features</th><th scope="col">Asked for by</th></tr></thead>
        <tbody>
          <xsl:for-each select="version">
            <tr>
              <td><xsl:if test="@versions"><code><xsl:value-of select="@versions"/></code></xsl:if></td>
              <td><xsl:if test="@features"><code><xsl:value-of select="@features"/></code></xsl:if></td>
              <td><ul class="sides"><xsl:for-each select="source"><li><xsl:apply-templates select="."/></li></xsl:for-each></ul></td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
  </section>
</xsl:template>

<xsl:template name="relations">
  <xsl:if test="relations or diagram">
    <section id="relations">
      <h2>Relations</h2>
      <xsl:for-each select="relations">
        <div class="scroll" tabindex="0" role="group" aria-label="Relations">
          <table class="relations">
            <thead><tr><th scope="col">Relation</th><th scope="col">To</th></tr></thead>
            <tbody><xsl:apply-templates select="relation"/></tbody>
          </table>
        </div>
      </xsl:for-each>
      <xsl:apply-templates select="diagram">
        <xsl:with-param name="caption">The neighbourhood of <xsl:value-of select="@label"/>.</xsl:with-param>
      </xsl:apply-templates>
    </section>
  </xsl:if>
</xsl:template>

<xsl:template match="relation">
  <tr>
    <th scope="row"><xsl:call-template name="relation-words"/></th>
    <td>
      <ul class="refs">
        <xsl:apply-templates select="ref" mode="end"/>
        <xsl:if test="more"><li><xsl:apply-templates select="more"/></li></xsl:if>
      </ul>
    </td>
  </tr>
</xsl:template>

<xsl:template match="ref" mode="end">
  <li>
    <xsl:call-template name="ref"/>
    <xsl:apply-templates select="source" mode="why"/>
  </li>
</xsl:template>

<xsl:template match="examples">
  <section id="examples">
    <h2>Examples</h2>
    <xsl:apply-templates select="code-block[position() &lt;= 2]"/>
    <xsl:if test="code-block[3]">
      <details>
        <summary>Further examples</summary>
        <xsl:apply-templates select="code-block[position() &gt; 2]"/>
        <xsl:apply-templates select="more"/>
      </details>
    </xsl:if>
  </section>
</xsl:template>

<xsl:template match="documents">
  <section id="documents">
    <h2>Where it stands</h2>
    <xsl:for-each select="in">
      <section class="in">
        <xsl:apply-templates select="ref" mode="heading"/>
        <ul class="passages">
          <xsl:apply-templates select="passage"/>
          <xsl:if test="more"><li><xsl:apply-templates select="more"/></li></xsl:if>
        </ul>
      </section>
    </xsl:for-each>
    <xsl:apply-templates select="more"/>
  </section>
</xsl:template>

<xsl:template match="ref" mode="heading"><h3 title="{@path}"><xsl:call-template name="ref"/></h3></xsl:template>

<xsl:template match="passage">
  <li>
    <xsl:choose>
      <xsl:when test="@code"><code><xsl:value-of select="."/></code></xsl:when>
      <xsl:otherwise><q dir="auto"><xsl:apply-templates mode="body"/></q></xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="line"/>
  </li>
</xsl:template>

<xsl:template match="entity" mode="aside">
  <nav class="outline" aria-label="On this page">
    <h2>On this page</h2>
    <ul>
      <xsl:for-each select="says">
        <li><a href="#{@role}"><xsl:call-template name="says-words"/></a></li>
      </xsl:for-each>
      <xsl:if test="versions"><li><a href="#versions">Versions</a></li></xsl:if>
      <xsl:if test="relations or diagram"><li><a href="#relations">Relations</a></li></xsl:if>
      <xsl:if test="examples"><li><a href="#examples">Examples</a></li></xsl:if>
      <li><a href="#documents">Where it stands</a></li>
    </ul>
  </nav>
  <section class="facts">
    <h2>Facts</h2>
    <dl>
      <div>
        <dt>Named in</dt>
        <dd>
          <xsl:choose>
            <xsl:when test="@documents='1'">1 document</xsl:when>
            <xsl:otherwise><xsl:value-of select="format-number(@documents, '#,##0')"/> documents</xsl:otherwise>
          </xsl:choose>
        </dd>
      </div>
      <div><dt>Id</dt><dd><code><xsl:value-of select="@id"/></code></dd></div>
      <xsl:for-each select="topic"><div><dt>Topic</dt><dd><xsl:value-of select="@label"/></dd></div></xsl:for-each>
      <xsl:if test="@reference"><div><dt>Reference</dt><dd><a class="outside" href="{@reference}" rel="noopener"><xsl:value-of select="substring-before(concat(substring-after(@reference, '://'), '/'), '/')"/></a></dd></div></xsl:if>
    </dl>
  </section>
  <xsl:for-each select="topic">
    <xsl:if test="ref">
      <section class="near">
        <h2>In the same topic</h2>
        <ul class="refs"><xsl:apply-templates select="ref" mode="item"/></ul>
      </section>
    </xsl:if>
  </xsl:for-each>
</xsl:template>

</xsl:stylesheet>
