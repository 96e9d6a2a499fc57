<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:import href="layout.xsl"/>

<xsl:template name="page-title"><xsl:for-each select="/page/index"><xsl:call-template name="kind-words"/></xsl:for-each></xsl:template>

<xsl:template match="index" mode="main">
  <header class="title">
    <h1><xsl:call-template name="kind-words"/></h1>
    <p class="summary"><strong><xsl:value-of select="format-number(@count, '#,##0')"/></strong><xsl:text> in all. </xsl:text><xsl:call-template name="kind-about"/></p>
  </header>
  <xsl:if test="leaf">
    <nav class="pager" aria-label="Pages">
      <ul>
        <xsl:for-each select="leaf">
          <li><a href="{@href}"><xsl:if test="@current"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if><xsl:value-of select="."/></a></li>
        </xsl:for-each>
      </ul>
    </nav>
  </xsl:if>
  <xsl:choose>
    <xsl:when test="group and @count &lt;= 40">
      <ul class="entries"><xsl:apply-templates select="group/ref" mode="entry"/></ul>
    </xsl:when>
    <xsl:when test="group">
      <xsl:if test="group[2]">
        <nav class="letters" aria-label="Letters">
          <ul>
            <xsl:for-each select="group">
              <li><a><xsl:attribute name="href">#<xsl:call-template name="letter-id"/></xsl:attribute><xsl:value-of select="@letter"/></a></li>
            </xsl:for-each>
          </ul>
        </nav>
      </xsl:if>
      <xsl:apply-templates select="group"/>
    </xsl:when>
    <xsl:otherwise><p class="none">None of the documents names one.</p></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="letter-id">
  <xsl:text>letter-</xsl:text>
  <xsl:choose>
    <xsl:when test="@letter='#'">other</xsl:when>
    <xsl:otherwise><xsl:value-of select="@letter"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="group">
  <section class="letter">
    <xsl:attribute name="id"><xsl:call-template name="letter-id"/></xsl:attribute>
    <h2><xsl:value-of select="@letter"/></h2>
    <ul class="entries"><xsl:apply-templates select="ref" mode="entry"/></ul>
  </section>
</xsl:template>

<xsl:template match="ref" mode="entry">
  <li>
    <a class="ref" href="{@href}"><xsl:call-template name="badge"/><span class="label"><xsl:value-of select="@label"/></span></a>
    <span class="marks">
      <xsl:choose>
        <xsl:when test="@kind='document'"><span class="facet"><xsl:call-template name="type-words"><xsl:with-param name="type" select="@facet"/></xsl:call-template></span></xsl:when>
        <xsl:when test="@facet"><span class="facet"><xsl:call-template name="facet-words"/></span></xsl:when>
      </xsl:choose>
      <xsl:if test="@mark"><span class="facet mark"><xsl:value-of select="@mark"/></span></xsl:if>
      <xsl:if test="@documents and not(@documents='1')"><span class="number"><xsl:value-of select="@documents"/> documents</span></xsl:if>
      <xsl:if test="@tokens"><span class="number"><xsl:value-of select="format-number(@tokens, '#,##0')"/> tokens</span></xsl:if>
    </span>
    <xsl:if test="@path"><span class="path"><xsl:value-of select="@path"/></span></xsl:if>
    <xsl:if test="node()"><p><xsl:apply-templates mode="body"/></p></xsl:if>
  </li>
</xsl:template>

</xsl:stylesheet>
