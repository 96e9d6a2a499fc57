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
  <xsl:apply-templates select="hosts[host]"/>
  <xsl:apply-templates select="severity/tag"/>
</xsl:template>

<xsl:template match="hosts">
  <section id="hosts">
    <h2>Hosts and context</h2>
    <p class="about">What each host makes of the documents that it looks at, and what those it loads cost a context window: the descriptions every time, a body
      when it is used. All documents together have <xsl:value-of select="format-number(@lines, '#,##0')"/> lines, <xsl:value-of select="format-number(@words, '#,##0')"/>
      words and about <xsl:value-of select="format-number(@tokens, '#,##0')"/> tokens (bytes by four, an estimate).</p>
    <div class="scroll" tabindex="0" role="group" aria-label="Hosts and context">
      <table class="hosts">
        <thead>
          <tr>
            <th scope="col">Host</th><th scope="col">documents</th><th scope="col">loads</th><th scope="col">ignores fields</th><th scope="col">refuses</th><th scope="col">skips</th>
            <th scope="col">tokens of descriptions</th><th scope="col">tokens of bodies</th><th scope="col">largest body</th>
          </tr>
        </thead>
        <tbody>
          <xsl:for-each select="host">
            <tr>
              <th scope="row"><xsl:value-of select="@name"/></th>
              <td><xsl:value-of select="@documents"/></td>
              <td><xsl:value-of select="@loads"/></td>
              <td><xsl:value-of select="@ignores"/></td>
              <td><xsl:value-of select="@refuses"/></td>
              <td><xsl:value-of select="@skips"/></td>
              <td><xsl:call-template name="tokens"><xsl:with-param name="n" select="@descriptions"/><xsl:with-param name="limit" select="@descriptions-limit"/></xsl:call-template></td>
              <td><xsl:call-template name="tokens"><xsl:with-param name="n" select="@bodies"/></xsl:call-template></td>
              <td><xsl:call-template name="tokens"><xsl:with-param name="n" select="@largest"/><xsl:with-param name="limit" select="@largest-limit"/></xsl:call-template></td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
  </section>
</xsl:template>

<xsl:template name="tokens">
  <xsl:param name="n"/>
  <xsl:param name="limit" select="/.."/>
  <xsl:value-of select="format-number($n, '#,##0')"/>
  <xsl:if test="$limit">
    <xsl:text> of </xsl:text>
    <xsl:choose>
      <xsl:when test="$n &gt; $limit"><strong><xsl:value-of select="format-number($limit, '#,##0')"/></strong></xsl:when>
      <xsl:otherwise><xsl:value-of select="format-number($limit, '#,##0')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:if>
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
