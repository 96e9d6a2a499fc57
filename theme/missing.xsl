<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:import href="layout.xsl"/>

<xsl:template name="page-title">Page not found</xsl:template>

<xsl:template match="missing" mode="main">
  <header class="title">
    <h1>This page does not exist</h1>
    <p class="summary">It may have been renamed or merged. Start from <a href="{$site/@href}">the home page</a> or from one of the lists above.</p>
  </header>
</xsl:template>

</xsl:stylesheet>
