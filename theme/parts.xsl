<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- Pieces of several kinds of page. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<!-- A mark that tells a kind by letter, shape and colour; all three are the style sheet's. -->
<xsl:template name="badge"><span class="badge badge-{@kind}"/></xsl:template>

<!-- A link to a node's page, with its badge before it. -->
<xsl:template match="ref" mode="link" name="ref">
  <a class="ref ref-{@kind}" href="{@href}">
    <xsl:choose>
      <xsl:when test="@same"><span class="label"><xsl:value-of select="@label"/><xsl:call-template name="path-beside"/></span></xsl:when>
      <xsl:otherwise><xsl:value-of select="@label"/></xsl:otherwise>
    </xsl:choose>
  </a>
</xsl:template>

<!-- The same as plain text link, within a sentence. -->
<xsl:template match="ref" mode="plain"><a href="{@href}"><xsl:value-of select="@label"/></a><xsl:if test="@same"><xsl:call-template name="path-beside"/></xsl:if></xsl:template>

<!-- Documents of one title are told apart by their paths. -->
<xsl:template name="path-beside"><xsl:text> </xsl:text><span class="path"><xsl:value-of select="@path"/></span></xsl:template>

<xsl:template match="ref" mode="item"><li><xsl:call-template name="ref"/></li></xsl:template>

<xsl:template name="refs">
  <ul class="refs">
    <xsl:apply-templates select="ref" mode="item"/>
    <xsl:if test="more"><li><xsl:apply-templates select="more"/></li></xsl:if>
  </ul>
</xsl:template>

<!-- Where something is said: the document's name and its line. -->
<xsl:template match="source">
  <a class="source" href="{@href}" title="{@path}">
    <xsl:choose>
      <xsl:when test="@same"><xsl:value-of select="@path"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="@label"/></xsl:otherwise>
    </xsl:choose>
    <xsl:text> </xsl:text>
    <span class="line">line <xsl:value-of select="@line"/></span>
  </a>
  <xsl:if test="@edit"><xsl:text> </xsl:text><a class="edit" href="{@edit}" rel="noopener">source<span class="hidden"> of <xsl:value-of select="@path"/>, line <xsl:value-of select="@line"/></span></a></xsl:if>
</xsl:template>

<!-- Beside what it is the reason for: as much of the document's name as there is room for. -->
<xsl:template match="source" mode="why">
  <a class="line why" href="{@href}" title="{@label} ({@path})"><span class="of"><xsl:value-of select="@label"/>, </span>line <xsl:value-of select="@line"/></a>
  <xsl:call-template name="line-edit"/>
</xsl:template>

<!-- The line alone, where the document is known. -->
<xsl:template name="line">
  <a class="line" href="{@href}">line <xsl:value-of select="@line"/></a>
  <xsl:call-template name="line-edit"/>
</xsl:template>

<xsl:template name="line-edit">
  <xsl:if test="@edit"><xsl:text> </xsl:text><a class="edit" href="{@edit}" rel="noopener">source<span class="hidden">, line <xsl:value-of select="@line"/></span></a></xsl:if>
</xsl:template>

<xsl:template match="quote">
  <xsl:choose>
    <xsl:when test="@code"><code><xsl:value-of select="."/></code></xsl:when>
    <xsl:otherwise><q dir="auto"><xsl:apply-templates mode="body"/></q></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="more">
  <span class="more">+<xsl:value-of select="format-number(@count, '#,##0')"/> more</span>
</xsl:template>

<!-- A block of code outside of its document; "sources" are the places where it stands. -->
<xsl:template match="code-block">
  <figure class="code">
    <figcaption>
      <span class="language"><xsl:call-template name="language-words"/></span>
      <xsl:if test="sources">
        <span class="where"><xsl:apply-templates select="sources/source"/><xsl:apply-templates select="sources/more"/></span>
      </xsl:if>
    </figcaption>
    <pre tabindex="0"><code><xsl:call-template name="language-class"/><xsl:value-of select="code"/></code></pre>
    <xsl:if test="more"><p class="none">The document has <xsl:value-of select="format-number(more/@count, '#,##0')"/> more lines of it.</p></xsl:if>
  </figure>
</xsl:template>

<xsl:template name="language-class">
  <xsl:if test="@language"><xsl:attribute name="class">language-<xsl:value-of select="@language"/></xsl:attribute></xsl:if>
</xsl:template>

<!-- A picture and what it shows; the text beside it says the same. -->
<xsl:template match="diagram">
  <xsl:param name="caption"/>
  <figure class="diagram">
    <div class="canvas" tabindex="0" role="group" aria-label="Diagram"><sg-splice ref="{@ref}"/></div>
    <figcaption><xsl:value-of select="$caption"/><xsl:text> </xsl:text><a href="{@href}">Open the diagram alone</a></figcaption>
  </figure>
</xsl:template>

<!-- Two places that disagree, or more. -->
<xsl:template match="conflict">
  <section class="conflict" id="conflict-{@number}">
    <h3><xsl:call-template name="conflict-title"/></h3>
    <ul class="passages">
      <xsl:for-each select="side">
        <li><xsl:apply-templates select="quote"/><xsl:apply-templates select="source"/></li>
      </xsl:for-each>
      <xsl:if test="more"><li><xsl:apply-templates select="more"/></li></xsl:if>
    </ul>
  </section>
</xsl:template>

<xsl:template name="conflict-title">
  <xsl:choose>
    <xsl:when test="@kind='metadata'"><code><xsl:value-of select="@subject"/></code> of <xsl:value-of select="side[1]/source/@label"/><xsl:if test="side[2]/source/@label != side[1]/source/@label"> and <xsl:value-of select="side[2]/source/@label"/></xsl:if></xsl:when>
    <xsl:otherwise><xsl:value-of select="@subject"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- Bodies: elements of HTML are copied as they are. -->
<xsl:template match="*" mode="body">
  <xsl:copy><xsl:if test="@*"><xsl:copy-of select="@*"/></xsl:if><xsl:apply-templates mode="body"/></xsl:copy>
</xsl:template>

</xsl:stylesheet>
