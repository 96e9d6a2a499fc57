<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:import href="layout.xsl"/>

<xsl:template name="page-title">Overlaps and conflicts</xsl:template>

<xsl:template match="findings" mode="main">
  <header class="title">
    <h1>Overlaps and conflicts</h1>
    <p class="summary">Which documents are the same, grew out of one another or say different things, the gravest first.</p>
  </header>
  <xsl:if test="pairs/pair or clusters/cluster or conflicts/conflict">
    <nav class="pager" aria-label="Parts of this page">
      <ul>
        <xsl:if test="pairs/pair"><li><a href="#pairs">Pairs <span class="total"><xsl:value-of select="pairs/@count"/></span></a></li></xsl:if>
        <xsl:if test="clusters/cluster"><li><a href="#clusters">Clusters <span class="total"><xsl:value-of select="clusters/@count"/></span></a></li></xsl:if>
        <xsl:for-each select="conflicts[conflict]"><li><a href="#{@kind}"><xsl:call-template name="conflict-words"/></a></li></xsl:for-each>
      </ul>
    </nav>
  </xsl:if>
  <xsl:if test="not(pairs/pair or conflicts/conflict)"><p class="none">No two documents share a passage, and none contradicts another.</p></xsl:if>
  <xsl:apply-templates select="conflicts[conflict]"/>
  <xsl:apply-templates select="clusters[cluster]"/>
  <xsl:apply-templates select="pairs[pair]"/>
  <xsl:apply-templates select="diagram"/>
</xsl:template>

<xsl:template match="conflicts">
  <section id="{@kind}">
    <h2><xsl:call-template name="conflict-words"/></h2>
    <p class="about"><xsl:call-template name="conflict-about"/></p>
    <xsl:apply-templates select="conflict"/>
    <xsl:apply-templates select="more"/>
  </section>
</xsl:template>

<xsl:template match="clusters">
  <section id="clusters">
    <h2>Clusters</h2>
    <p class="about">Documents of one origin. The first of each stands for the others.</p>
    <ul class="clusters">
      <xsl:for-each select="cluster">
        <li>
          <xsl:apply-templates select="canonical/ref" mode="link"/>
          <ul class="refs"><xsl:apply-templates select="ref" mode="item"/></ul>
        </li>
      </xsl:for-each>
    </ul>
    <xsl:apply-templates select="more"/>
  </section>
</xsl:template>

<xsl:template match="pairs">
  <section id="pairs">
    <h2>Pairs of documents</h2>
    <xsl:apply-templates select="pair"/>
    <xsl:for-each select="rest/pair"><span class="at" id="pair-{@number}"/></xsl:for-each>
    <xsl:if test="more"><p>Further pairs, less alike, are in the <a href="data.html">exports</a>: <xsl:apply-templates select="more"/></p></xsl:if>
  </section>
</xsl:template>

<xsl:template match="pair">
  <article class="pair" id="pair-{@number}">
    <h3>
      <span class="verdict verdict-{@verdict}"><xsl:call-template name="verdict-words"/></span>
      <xsl:apply-templates select="ref[1]" mode="plain"/>
      <span class="and"> and </span>
      <xsl:apply-templates select="ref[2]" mode="plain"/>
    </h3>
    <p class="about"><xsl:call-template name="verdict-about"/></p>
    <dl class="shares">
      <xsl:call-template name="share"><xsl:with-param name="of" select="ref[1]/@label"/><xsl:with-param name="share" select="@share-a"/></xsl:call-template>
      <xsl:call-template name="share"><xsl:with-param name="of" select="ref[2]/@label"/><xsl:with-param name="share" select="@share-b"/></xsl:call-template>
    </dl>
    <xsl:if test="passages/passage or differences/difference">
      <details>
        <summary>
          <xsl:call-template name="count"><xsl:with-param name="n" select="passages/@count"/><xsl:with-param name="one">shared passage</xsl:with-param></xsl:call-template>
          <xsl:text>, </xsl:text>
          <xsl:call-template name="count"><xsl:with-param name="n" select="differences/@count"/><xsl:with-param name="one">difference</xsl:with-param></xsl:call-template>
        </summary>
        <xsl:apply-templates select="passages[passage]"/>
        <xsl:apply-templates select="differences[difference]"/>
      </details>
    </xsl:if>
  </article>
</xsl:template>

<xsl:template name="share">
  <xsl:param name="of"/>
  <xsl:param name="share"/>
  <div>
    <dt><xsl:value-of select="$of"/></dt>
    <dd><svg class="bar" viewBox="0 0 100 6" aria-hidden="true" focusable="false"><rect class="whole" width="100" height="6" rx="3"/><rect class="part" width="{$share}" height="6" rx="3"/></svg><xsl:value-of select="$share"/> % is in the other</dd>
  </div>
</xsl:template>

<xsl:template name="place">
  <a class="line" href="{@href}">line <xsl:value-of select="@line"/><xsl:if test="@end">–<xsl:value-of select="@end"/></xsl:if></a>
</xsl:template>

<xsl:template match="passages">
  <div class="scroll" tabindex="0" role="group" aria-label="Shared passages">
    <table>
      <thead><tr><th scope="col"><xsl:value-of select="../ref[1]/@label"/></th><th scope="col"><xsl:value-of select="../ref[2]/@label"/></th><th scope="col">Alike</th></tr></thead>
      <tbody>
        <xsl:for-each select="passage">
          <tr>
            <td><xsl:for-each select="a"><xsl:call-template name="place"/></xsl:for-each></td>
            <td><xsl:for-each select="b"><xsl:call-template name="place"/></xsl:for-each></td>
            <td><xsl:value-of select="@similarity"/> %</td>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
  </div>
  <xsl:apply-templates select="more"/>
</xsl:template>

<xsl:template match="differences">
  <ul class="differences">
    <xsl:for-each select="difference">
      <li>
        <span class="facet"><xsl:value-of select="@kind"/></span>
        <xsl:for-each select="a"><del><xsl:value-of select="."/></del><xsl:text> </xsl:text><xsl:call-template name="place"/></xsl:for-each>
        <xsl:for-each select="b"><ins><xsl:value-of select="."/></ins><xsl:text> </xsl:text><xsl:call-template name="place"/></xsl:for-each>
      </li>
    </xsl:for-each>
    <xsl:if test="more"><li><xsl:apply-templates select="more"/></li></xsl:if>
  </ul>
</xsl:template>

</xsl:stylesheet>
