<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- What all pages share. A page's own stylesheet imports this file and gives templates of mode
     "main" for its content and, if it has one, of mode "aside" for the column beside it. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:include href="words.xsl"/>
<xsl:include href="parts.xsl"/>

<xsl:variable name="site" select="/page/site"/>
<xsl:variable name="assets" select="/page/site/@assets"/>

<!-- The page's title as people read it; a page's stylesheet may override it. -->
<xsl:template name="page-title"><xsl:value-of select="@title"/></xsl:template>

<xsl:template match="/page">
  <html lang="{@lang}" class="no-script">
    <xsl:call-template name="head"/>
    <body class="page-{@kind}">
      <a class="skip" href="#main">Skip to content</a>
      <sg-keep ref="header"><xsl:if test="not(@kept)"><xsl:call-template name="header"/></xsl:if></sg-keep>
      <xsl:call-template name="crumbs"/>
      <xsl:call-template name="columns"/>
      <sg-keep ref="footer"><xsl:if test="not(@kept)"><xsl:call-template name="footer"/></xsl:if></sg-keep>
    </body>
  </html>
</xsl:template>

<xsl:template name="head">
  <xsl:variable name="title"><xsl:call-template name="page-title"/></xsl:variable>
  <head>
    <sg-keep ref="head"><xsl:if test="not(@kept)"><xsl:call-template name="head-frame"/></xsl:if></sg-keep>
    <title>
      <xsl:value-of select="$title"/>
      <xsl:if test="@kind!='home'"> · <xsl:value-of select="$site/@title"/></xsl:if>
    </title>
    <xsl:variable name="about">
      <xsl:choose>
        <xsl:when test="@description"><xsl:value-of select="@description"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$title"/> – <xsl:value-of select="$site/@title"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <meta name="description" content="{$about}"/>
    <meta property="og:title" content="{$title}"/>
    <meta property="og:description" content="{$about}"/>
    <xsl:if test="@canonical">
      <meta property="og:url" content="{@canonical}"/>
      <link rel="canonical" href="{@canonical}"/>
    </xsl:if>
    <xsl:if test="redirect">
      <xsl:for-each select="redirect/@canonical">
        <meta property="og:url" content="{.}"/>
        <link rel="canonical" href="{.}"/>
      </xsl:for-each>
      <meta http-equiv="refresh" content="0; url={redirect/@href}"/>
    </xsl:if>
    <xsl:if test="@kind='missing' or @kind='redirect'"><meta name="robots" content="noindex"/></xsl:if>
  </head>
</xsl:template>

<!-- What all pages of a kind have in their head; what they are called and about is beside it. -->
<xsl:template name="head-frame">
  <meta charset="utf-8"/>
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"/>
  <meta name="viewport" content="width=device-width, initial-scale=1"/>
  <meta name="generator" content="{$site/@generator}"/>
  <meta name="color-scheme" content="light dark"/>
  <meta property="og:site_name" content="{$site/@title}"/>
  <meta property="og:type">
    <xsl:attribute name="content">
      <xsl:choose>
        <xsl:when test="@kind='document'">article</xsl:when>
        <xsl:otherwise>website</xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
  </meta>
  <link rel="icon" type="image/svg+xml" href="{$assets}icon.svg"/>
  <link rel="stylesheet" href="{$assets}site.css"/>
  <xsl:if test="$site/@accent"><link rel="stylesheet" href="{$assets}accent.css"/></xsl:if>
  <xsl:if test="$site/@custom"><link rel="stylesheet" href="{$assets}custom.css"/></xsl:if>
  <script src="{$assets}site.js"/>
</xsl:template>

<xsl:template name="header">
  <header class="top">
    <div class="bar">
      <a class="brand" href="{$site/@href}">
        <img alt="" width="26" height="26">
          <xsl:attribute name="src">
            <xsl:value-of select="$assets"/>
            <xsl:choose>
              <xsl:when test="$site/@logo"><xsl:value-of select="$site/@logo"/></xsl:when>
              <xsl:otherwise>icon.svg</xsl:otherwise>
            </xsl:choose>
          </xsl:attribute>
        </img>
        <span><xsl:value-of select="$site/@title"/></span>
      </a>
      <nav class="sections" aria-label="Site">
        <ul>
          <xsl:apply-templates select="$site/nav/item[not(@kind='home')]" mode="nav"/>
        </ul>
      </nav>
      <button type="button" class="scheme" hidden="hidden" aria-label="Switch between light and dark">
        <span class="sun" aria-hidden="true">☀</span>
        <span class="moon" aria-hidden="true">☾</span>
      </button>
    </div>
  </header>
</xsl:template>

<xsl:template match="item" mode="nav">
  <li>
    <xsl:if test="@kind='overlaps'"><xsl:attribute name="class">apart</xsl:attribute></xsl:if>
    <a href="{@href}">
      <xsl:if test="@current"><xsl:attribute name="aria-current"><xsl:value-of select="@current"/></xsl:attribute></xsl:if>
      <xsl:choose>
        <xsl:when test="@kind='own'"><xsl:value-of select="."/></xsl:when>
        <xsl:otherwise><xsl:call-template name="kind-words"/></xsl:otherwise>
      </xsl:choose>
    </a>
  </li>
</xsl:template>

<xsl:template name="crumbs">
  <xsl:if test="crumb">
    <nav class="crumbs" aria-label="Breadcrumb">
      <ol>
        <li><a href="{$site/@href}">Home</a></li>
        <xsl:for-each select="crumb">
          <li>
            <xsl:choose>
              <xsl:when test="@href"><a href="{@href}"><xsl:call-template name="crumb-words"/></a></xsl:when>
              <xsl:otherwise><span aria-current="page"><xsl:call-template name="crumb-words"/></span></xsl:otherwise>
            </xsl:choose>
          </li>
        </xsl:for-each>
      </ol>
    </nav>
  </xsl:if>
</xsl:template>

<xsl:template name="crumb-words">
  <xsl:choose>
    <xsl:when test="node()"><xsl:value-of select="."/></xsl:when>
    <xsl:otherwise><xsl:call-template name="kind-words"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- The content and, where a page has one, the column beside it. -->
<xsl:template name="columns">
  <div class="columns">
    <main id="main" tabindex="-1">
      <xsl:apply-templates mode="main"/>
    </main>
    <xsl:if test="entity or document">
      <aside aria-label="About this page">
        <xsl:apply-templates mode="aside"/>
      </aside>
    </xsl:if>
  </div>
</xsl:template>

<xsl:template match="site | crumb" mode="main"/>
<xsl:template match="site | crumb" mode="aside"/>

<xsl:template name="footer">
  <footer class="foot">
    <xsl:if test="$site/@footer"><p><xsl:value-of select="$site/@footer"/></p></xsl:if>
    <p>Made by <xsl:value-of select="$site/@generator"/> from the documents themselves: every statement links to the lines that make it.</p>
  </footer>
</xsl:template>

</xsl:stylesheet>
