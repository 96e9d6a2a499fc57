<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:import href="layout.xsl"/>

<xsl:template name="page-title">Quality</xsl:template>

<xsl:template match="quality" mode="main">
  <header class="title">
    <h1>Quality</h1>
    <p class="summary">What reading the documents showed: what is broken, what works by luck, what is worth knowing.</p>
    <ul class="figures">
      <xsl:for-each select="severity">
        <li><strong><xsl:value-of select="format-number(@count, '#,##0')"/></strong><xsl:text> </xsl:text><xsl:value-of select="@name"/><xsl:if test="@count != 1">s</xsl:if></li>
      </xsl:for-each>
    </ul>
  </header>
  <xsl:if test="not(severity/tag)"><p class="none">Nothing to mend.</p></xsl:if>
  <xsl:apply-templates select="severity/tag"/>
</xsl:template>

<xsl:template match="tag">
  <section class="tag" id="tag-{@name}">
    <h2>
      <span class="severity severity-{@severity}"><xsl:value-of select="@severity"/></span>
      <xsl:text> </xsl:text>
      <code><xsl:value-of select="@name"/></code>
      <xsl:text> </xsl:text>
      <span class="total"><xsl:value-of select="@count"/></span>
    </h2>
    <p class="about"><xsl:value-of select="explanation"/></p>
    <xsl:choose>
      <xsl:when test="place[9]">
        <ul class="places"><xsl:apply-templates select="place[position() &lt;= 5]"/></ul>
        <details>
          <summary>Further places</summary>
          <ul class="places"><xsl:apply-templates select="place[position() &gt; 5]"/><xsl:if test="more"><li><xsl:apply-templates select="more"/></li></xsl:if></ul>
        </details>
      </xsl:when>
      <xsl:otherwise><ul class="places"><xsl:apply-templates select="place"/></ul></xsl:otherwise>
    </xsl:choose>
  </section>
</xsl:template>

<xsl:template match="place">
  <li>
    <xsl:if test="@href">
      <a class="path" href="{@href}"><xsl:value-of select="@path"/><xsl:if test="@line">:<xsl:value-of select="@line"/></xsl:if><xsl:if test="@column">:<xsl:value-of select="@column"/></xsl:if></a>
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:if test="@path and not(@href)"><span class="path"><xsl:value-of select="@path"/></span><xsl:text> </xsl:text></xsl:if>
    <span class="message"><xsl:value-of select="."/></span>
  </li>
</xsl:template>

</xsl:stylesheet>
