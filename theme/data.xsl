<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:import href="layout.xsl"/>

<xsl:template name="page-title">Data</xsl:template>

<xsl:template match="data" mode="main">
  <header class="title">
    <h1>Data</h1>
    <p class="summary">The graph behind these pages, for other tools. Every export holds the same nodes and edges.</p>
    <ul class="figures">
      <li><strong><xsl:value-of select="format-number(@documents + @sections + @examples + @entities, '#,##0')"/></strong> nodes</li>
      <li><strong><xsl:value-of select="format-number(@edges, '#,##0')"/></strong> edges</li>
      <li><strong><xsl:value-of select="format-number(@evidence, '#,##0')"/></strong> pieces of evidence</li>
    </ul>
  </header>
  <xsl:apply-templates select="export[file]"/>
</xsl:template>

<xsl:template match="export">
  <section class="export">
    <h2><xsl:value-of select="@title"/></h2>
    <p><xsl:value-of select="about"/></p>
    <p class="files"><xsl:apply-templates select="file | schema"/></p>
    <xsl:apply-templates select="code-block"/>
  </section>
</xsl:template>

<xsl:template match="file | schema">
  <a class="file" href="{@href}"><code><xsl:value-of select="@name"/></code><span class="size"><xsl:call-template name="size"/></span></a>
  <xsl:text> </xsl:text>
</xsl:template>

<xsl:template name="size">
  <xsl:choose>
    <xsl:when test="@bytes &lt; 1000"><xsl:value-of select="@bytes"/> B</xsl:when>
    <xsl:when test="@bytes &lt; 1000000"><xsl:value-of select="format-number(@bytes div 1000, '0')"/> kB</xsl:when>
    <xsl:otherwise><xsl:value-of select="format-number(@bytes div 1000000, '0.0')"/> MB</xsl:otherwise>
  </xsl:choose>
</xsl:template>

</xsl:stylesheet>
