<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:import href="layout.xsl"/>

<xsl:template name="page-title">Page moved</xsl:template>

<xsl:template match="redirect" mode="main">
  <header class="title">
    <h1>This page has moved</h1>
    <p class="summary">It is now at <a href="{@href}"><xsl:value-of select="."/></a>.</p>
  </header>
</xsl:template>

</xsl:stylesheet>
