<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:import href="layout.xsl"/>

<xsl:template match="home" mode="main">
  <header class="title home">
    <h1><xsl:value-of select="$site/@title"/></h1>
    <xsl:if test="$site/@description"><p class="summary"><xsl:value-of select="$site/@description"/></p></xsl:if>
    <ul class="figures">
      <li><strong><xsl:value-of select="format-number(@documents, '#,##0')"/></strong> documents</li>
      <li><strong><xsl:value-of select="format-number(@entities, '#,##0')"/></strong> entities</li>
      <li><strong><xsl:value-of select="format-number(@edges, '#,##0')"/></strong> relations</li>
      <li><strong><xsl:value-of select="format-number(@examples, '#,##0')"/></strong> code examples</li>
    </ul>
  </header>
  <section class="found">
    <h2>What was found</h2>
    <xsl:choose>
      <xsl:when test="card[total/@count &gt; 0]">
        <div class="findings">
          <xsl:apply-templates select="card[total/@count &gt; 0][@kind != 'metadata']"/>
          <xsl:apply-templates select="card[total/@count &gt; 0][@kind = 'metadata']"/>
        </div>
      </xsl:when>
      <xsl:otherwise><p>No duplicate, no conflict, no version drift and no warning.</p></xsl:otherwise>
    </xsl:choose>
  </section>
  <section class="start">
    <h2>Where to start</h2>
    <div class="entries"><xsl:apply-templates select="entry[@count &gt; 0]"/></div>
  </section>
  <xsl:if test="topics/topic">
    <section class="topics">
      <h2>Topics</h2>
      <div class="cards"><xsl:apply-templates select="topics/topic"/></div>
    </section>
  </xsl:if>
  <xsl:if test="diagram">
    <section class="overview">
      <h2>Overview</h2>
      <xsl:apply-templates select="diagram">
        <xsl:with-param name="caption">The most central entities, by topic; the topics above say the same in words.</xsl:with-param>
      </xsl:apply-templates>
    </section>
  </xsl:if>
</xsl:template>

<xsl:template name="card-words">
  <xsl:choose>
    <xsl:when test="@kind='duplicates'">Duplicates</xsl:when>
    <xsl:when test="@kind='renditions'">Renditions</xsl:when>
    <xsl:when test="@kind='derived'">Derived</xsl:when>
    <xsl:when test="@kind='rivals'">Rivals</xsl:when>
    <xsl:when test="@kind='names'">Name conflicts</xsl:when>
    <xsl:when test="@kind='versions'">Version drift</xsl:when>
    <xsl:when test="@kind='contradictions'">Contradictions</xsl:when>
    <xsl:when test="@kind='metadata'">Different metadata</xsl:when>
    <xsl:otherwise>Quality</xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="card-about">
  <xsl:choose>
    <xsl:when test="@kind='duplicates'">The same text more than once.</xsl:when>
    <xsl:when test="@kind='renditions'">One text in several forms.</xsl:when>
    <xsl:when test="@kind='derived'">One text holds nearly all of another one and adds to it.</xsl:when>
    <xsl:when test="@kind='rivals'">Texts for one task that are not alike.</xsl:when>
    <xsl:when test="@kind='names'">One name, different texts.</xsl:when>
    <xsl:when test="@kind='versions'">One package, different versions.</xsl:when>
    <xsl:when test="@kind='contradictions'">Statements that do not agree.</xsl:when>
    <xsl:when test="@kind='metadata'">Versions of one document differ in their front matter.</xsl:when>
    <xsl:otherwise>What the documents should mend.</xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="card">
  <section class="card card-{@kind}">
    <h3><a href="{@href}"><xsl:call-template name="card-words"/></a> <span class="total"><xsl:value-of select="total/@count"/></span></h3>
    <p class="about"><xsl:call-template name="card-about"/></p>
    <xsl:choose>
      <xsl:when test="@kind='quality'">
        <p><xsl:call-template name="count"><xsl:with-param name="n" select="@errors"/><xsl:with-param name="one">error</xsl:with-param></xsl:call-template>, <xsl:call-template name="count"><xsl:with-param name="n" select="@warnings"/><xsl:with-param name="one">warning</xsl:with-param></xsl:call-template>, <xsl:call-template name="count"><xsl:with-param name="n" select="@notes"/><xsl:with-param name="one">note</xsl:with-param></xsl:call-template>. <a href="{@href}">Each with its place</a></p>
      </xsl:when>
      <xsl:otherwise>
        <ul>
          <xsl:apply-templates select="pair | conflict" mode="card"/>
        </ul>
        <xsl:if test="total/@count &gt; count(pair | conflict)">
          <p class="all"><a href="{@href}">All <xsl:value-of select="total/@count"/><span class="hidden"> of <xsl:call-template name="card-words"/></span></a></p>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </section>
</xsl:template>

<xsl:template match="pair" mode="card">
  <li>
    <xsl:apply-templates select="ref[1]" mode="plain"/>
    <span class="and"> and </span>
    <xsl:apply-templates select="ref[2]" mode="plain"/>
    <xsl:text> </xsl:text>
    <a class="verdict verdict-{@verdict}" href="{@href}"><xsl:call-template name="verdict-words"/><xsl:if test="@share">, <xsl:value-of select="@share"/> %</xsl:if></a>
  </li>
</xsl:template>

<xsl:template match="conflict" mode="card">
  <li>
    <a class="subject" href="overlaps.html#conflict-{@number}"><xsl:call-template name="conflict-title"/></a>
    <ul class="sides">
      <xsl:for-each select="side[../@kind != 'version' or not(quote = preceding-sibling::side/quote)][position() &lt;= 3]">
        <li><xsl:if test="../@kind='version'"><xsl:apply-templates select="quote"/><xsl:text> </xsl:text></xsl:if><xsl:apply-templates select="source"/></li>
      </xsl:for-each>
    </ul>
  </li>
</xsl:template>

<xsl:template match="topic">
  <section class="card topic">
    <h3><xsl:value-of select="@label"/></h3>
    <p class="about">
      <xsl:call-template name="count"><xsl:with-param name="n" select="total/@entities"/><xsl:with-param name="one">entity</xsl:with-param><xsl:with-param name="many">entities</xsl:with-param></xsl:call-template>
      <xsl:if test="total/@documents &gt; 0">, <xsl:call-template name="count"><xsl:with-param name="n" select="total/@documents"/><xsl:with-param name="one">document</xsl:with-param></xsl:call-template></xsl:if>
    </p>
    <xsl:call-template name="refs"/>
  </section>
</xsl:template>

<xsl:template match="entry">
  <section class="entry">
    <h3><a href="{@href}"><xsl:call-template name="badge"/><xsl:call-template name="kind-words"/></a> <span class="total"><xsl:value-of select="format-number(@count, '#,##0')"/></span></h3>
    <ul>
      <xsl:for-each select="ref"><li><xsl:apply-templates select="." mode="plain"/></li></xsl:for-each>
    </ul>
    <xsl:if test="@count &gt; count(ref)"><p class="all"><a href="{@href}">All <xsl:value-of select="format-number(@count, '#,##0')"/><span class="hidden"><xsl:text> </xsl:text><xsl:call-template name="kind-words"/></span></a></p></xsl:if>
  </section>
</xsl:template>

</xsl:stylesheet>
