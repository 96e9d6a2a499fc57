<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- The text of a document. What is not named here is copied as it is. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:template match="body" mode="main">
  <div class="prose" dir="auto"><xsl:apply-templates mode="body"/></div>
</xsl:template>

<xsl:template match="line" mode="body"><span class="at" id="L{@n}"/></xsl:template>

<!-- A heading has two places: its own and that of its line. -->
<xsl:template match="h2 | h3 | h4 | h5 | h6" mode="body">
  <xsl:copy>
    <xsl:copy-of select="@id"/>
    <xsl:apply-templates mode="body"/>
    <xsl:choose>
      <xsl:when test="@id and @line"><a class="anchor" href="#{@id}" aria-label="Link to this section" id="L{@line}">#</a></xsl:when>
      <xsl:when test="@id"><a class="anchor" href="#{@id}" aria-label="Link to this section">#</a></xsl:when>
      <xsl:when test="@line"><span class="at" id="L{@line}"/></xsl:when>
    </xsl:choose>
  </xsl:copy>
</xsl:template>

<xsl:template match="residue" mode="body">
  <p class="residue"><xsl:copy-of select="@id"/><xsl:apply-templates mode="body"/></p>
</xsl:template>

<xsl:template match="task" mode="body">
  <li class="task task-{@state}">
    <xsl:copy-of select="@id"/>
    <span class="box" role="img" aria-label="{@state}"/>
    <xsl:text> </xsl:text>
    <xsl:apply-templates mode="body"/>
  </li>
</xsl:template>

<xsl:template match="table" mode="body">
  <div class="scroll" tabindex="0" role="group" aria-label="Table"><table><xsl:apply-templates mode="body"/></table></div>
</xsl:template>

<xsl:template match="td" mode="body">
  <xsl:choose>
    <xsl:when test="@align"><td class="to-{@align}"><xsl:apply-templates mode="body"/></td></xsl:when>
    <xsl:otherwise><td><xsl:apply-templates mode="body"/></td></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="th" mode="body">
  <th scope="col">
    <xsl:if test="@align"><xsl:attribute name="class">to-<xsl:value-of select="@align"/></xsl:attribute></xsl:if>
    <xsl:apply-templates mode="body"/>
  </th>
</xsl:template>

<!-- The corner of a table names nothing. -->
<xsl:template match="th[not(node())]" mode="body"><td/></xsl:template>

<xsl:template match="code-block" mode="body">
  <figure class="code">
    <xsl:copy-of select="@id"/>
    <figcaption>
      <span class="language"><xsl:call-template name="language-words"/></span>
      <xsl:if test="@inferred"><span class="guess">by its content</span></xsl:if>
      <xsl:if test="@attributes"><span class="guess"><xsl:value-of select="@attributes"/></span></xsl:if>
    </figcaption>
    <pre tabindex="0"><code><xsl:call-template name="language-class"/><xsl:apply-templates select="code/node()" mode="body"/></code></pre>
  </figure>
</xsl:template>

<!-- HTML of the document, shown as the text it is. -->
<xsl:template match="raw" mode="body">
  <pre class="raw" tabindex="0"><xsl:copy-of select="@id"/><code><xsl:apply-templates mode="body"/></code></pre>
</xsl:template>

<xsl:template match="raw-span" mode="body"><code class="raw"><xsl:apply-templates mode="body"/></code></xsl:template>

<xsl:template match="mention" mode="body">
  <a class="mention mention-{@kind}" href="{@href}"><xsl:apply-templates mode="body"/></a>
</xsl:template>

<!-- One that leads nowhere here, or that no page may have: its text and where it wants to go. -->
<xsl:template match="link" mode="body">
  <xsl:choose>
    <xsl:when test="@kind='inside'"><a href="{@href}"><xsl:copy-of select="@title"/><xsl:apply-templates mode="body"/></a></xsl:when>
    <xsl:when test="@kind='outside'"><a class="outside" href="{@href}" rel="noopener"><xsl:copy-of select="@title"/><xsl:apply-templates mode="body"/></a></xsl:when>
    <xsl:otherwise><span class="unlinked"><xsl:apply-templates mode="body"/><xsl:text> </xsl:text><code><xsl:value-of select="@target"/></code></span></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- A picture of the sources, which lies in the site as a file of its own. -->
<xsl:template match="image[@kind='inside']" mode="body">
  <img class="picture" src="{@href}" alt="{.}" loading="lazy"><xsl:copy-of select="@title"/></img>
</xsl:template>

<!-- Others are named, not fetched: nothing is loaded from elsewhere. -->
<xsl:template match="image[@kind='outside']" mode="body">
  <a class="picture" href="{@href}" rel="noopener"><xsl:call-template name="picture-text"/></a>
</xsl:template>

<xsl:template match="image" mode="body"><span class="picture" title="{@target}"><xsl:call-template name="picture-text"/></span></xsl:template>

<xsl:template name="picture-text">
  <xsl:text>Picture: </xsl:text>
  <xsl:choose>
    <xsl:when test="node()"><xsl:apply-templates mode="body"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="@target"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

</xsl:stylesheet>
