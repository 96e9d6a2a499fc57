<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- Every word that the theme itself says of kinds, roles, relations and verdicts. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:template name="kind-word">
  <xsl:choose>
    <xsl:when test="@kind='concept'">Concept</xsl:when>
    <xsl:when test="@kind='error'">Error</xsl:when>
    <xsl:when test="@kind='crate' and @facet and @facet!='cargo'">Package</xsl:when>
    <xsl:when test="@kind='crate'">Crate</xsl:when>
    <xsl:when test="@kind='pattern'">Pattern</xsl:when>
    <xsl:when test="@kind='tool'">Tool</xsl:when>
    <xsl:when test="@kind='document'">Document</xsl:when>
    <xsl:when test="@kind='section'">Section</xsl:when>
    <xsl:otherwise>Example</xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- Which sort of its kind something is. -->
<xsl:template name="facet-words">
  <xsl:choose>
    <xsl:when test="@facet='pypi'">PyPI</xsl:when>
    <xsl:otherwise><xsl:value-of select="@facet"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="host-words">
  <xsl:param name="verdict" select="@verdict"/>
  <xsl:choose>
    <xsl:when test="$verdict='loads'">loads it</xsl:when>
    <xsl:when test="$verdict='ignores'">ignores fields</xsl:when>
    <xsl:when test="$verdict='refuses'">refuses it</xsl:when>
    <xsl:otherwise>skips it silently</xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- Names of kinds in the plural and of the pages of one kind. -->
<xsl:template name="kind-words">
  <xsl:choose>
    <xsl:when test="@kind='concept'">Concepts</xsl:when>
    <xsl:when test="@kind='error'">Errors</xsl:when>
    <xsl:when test="@kind='crate'">
      <xsl:choose>
        <xsl:when test="$site/@packages">Packages</xsl:when>
        <xsl:otherwise>Crates</xsl:otherwise>
      </xsl:choose>
    </xsl:when>
    <xsl:when test="@kind='pattern'">Patterns</xsl:when>
    <xsl:when test="@kind='tool'">Tools</xsl:when>
    <xsl:when test="@kind='document'">Documents</xsl:when>
    <xsl:when test="@kind='overlaps'">Overlaps</xsl:when>
    <xsl:when test="@kind='quality'">Quality</xsl:when>
    <xsl:when test="@kind='data'">Data</xsl:when>
    <xsl:when test="@kind='home'">Home</xsl:when>
    <xsl:when test="@kind='missing'">Page not found</xsl:when>
  </xsl:choose>
</xsl:template>

<xsl:template name="kind-about">
  <xsl:param name="kind" select="@kind"/>
  <xsl:choose>
    <xsl:when test="$kind='concept'">Ideas that the documents explain or rely on.</xsl:when>
    <xsl:when test="$kind='error'">Compiler errors, reported messages and symptoms, with their causes and solutions.</xsl:when>
    <xsl:when test="$kind='crate'">Packages that the code uses or the text recommends, with the versions asked for.</xsl:when>
    <xsl:when test="$kind='pattern'">Ways of solving a problem that have a name.</xsl:when>
    <xsl:when test="$kind='tool'">Programs that the documents run or recommend.</xsl:when>
    <xsl:when test="$kind='document'">Everything that was read, each with what it names and what it shares with others.</xsl:when>
  </xsl:choose>
</xsl:template>

<xsl:template name="says-words">
  <xsl:choose>
    <xsl:when test="@role='definition' and @other">Other definitions</xsl:when>
    <xsl:when test="@role='definition'">Definitions</xsl:when>
    <xsl:when test="@role='problem'">Problem</xsl:when>
    <xsl:when test="@role='cause'">Causes</xsl:when>
    <xsl:when test="@role='solution'">Solutions</xsl:when>
    <xsl:when test="@role='when'">When to use it</xsl:when>
    <xsl:when test="@role='step'">Steps</xsl:when>
    <xsl:when test="@role='guidance'">Guidance</xsl:when>
    <xsl:otherwise>Notes</xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- What stands at the end of a relation, seen from this page: "Prevents", "Prevented by". -->
<xsl:template name="relation-words">
  <xsl:choose>
    <xsl:when test="@type='part_of' and @direction='out'">Part of</xsl:when>
    <xsl:when test="@type='part_of'">Parts</xsl:when>
    <xsl:when test="@type='links_to' and @direction='out'">Links to</xsl:when>
    <xsl:when test="@type='links_to'">Linked from</xsl:when>
    <xsl:when test="@type='defines' and @direction='out'">Defines</xsl:when>
    <xsl:when test="@type='defines'">Defined in</xsl:when>
    <xsl:when test="@type='uses_crate' and @direction='out'">Uses</xsl:when>
    <xsl:when test="@type='uses_crate'">Used by</xsl:when>
    <xsl:when test="@type='broader' and @direction='out'">Belongs to</xsl:when>
    <xsl:when test="@type='broader'">What belongs to it</xsl:when>
    <xsl:when test="@type='related'">Related to</xsl:when>
    <xsl:when test="@type='contrasts'">In contrast to</xsl:when>
    <xsl:when test="@type='solved_by' and @direction='out'">Solved by</xsl:when>
    <xsl:when test="@type='solved_by'">Solves</xsl:when>
    <xsl:when test="@type='caused_by' and @direction='out'">Caused by</xsl:when>
    <xsl:when test="@type='caused_by'">Causes</xsl:when>
    <xsl:when test="@type='prevents' and @direction='out'">Prevents</xsl:when>
    <xsl:when test="@type='prevents'">Prevented by</xsl:when>
    <xsl:when test="@type='detects' and @direction='out'">Detects</xsl:when>
    <xsl:when test="@type='detects'">Detected by</xsl:when>
    <xsl:when test="@type='mentions' and @direction='out'">Mentions</xsl:when>
    <xsl:when test="@type='mentions'">Mentioned in</xsl:when>
    <xsl:otherwise><xsl:value-of select="translate(@type, '_', ' ')"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="verdict-words">
  <xsl:param name="verdict" select="@verdict"/>
  <xsl:choose>
    <xsl:when test="$verdict='identical'">Identical</xsl:when>
    <xsl:when test="$verdict='rendition'">Rendition</xsl:when>
    <xsl:when test="$verdict='copy'">Copy</xsl:when>
    <xsl:when test="$verdict='derived'">Derived</xsl:when>
    <xsl:when test="$verdict='variant'">Variant</xsl:when>
    <xsl:when test="$verdict='rival'">Rival</xsl:when>
    <xsl:otherwise>Overlap</xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="verdict-about">
  <xsl:param name="verdict" select="@verdict"/>
  <xsl:choose>
    <xsl:when test="$verdict='identical'">The same bytes twice: keep one.</xsl:when>
    <xsl:when test="$verdict='rendition'">One text in two forms: both are kept as one document.</xsl:when>
    <xsl:when test="$verdict='copy'">The same text with next to no difference: keep one.</xsl:when>
    <xsl:when test="$verdict='derived'">One holds nearly all of the other and adds to it.</xsl:when>
    <xsl:when test="$verdict='variant'">One name, different texts.</xsl:when>
    <xsl:when test="$verdict='rival'">Two texts that claim the same name or task.</xsl:when>
    <xsl:otherwise>Some passages are the same.</xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="conflict-words">
  <xsl:param name="kind" select="@kind"/>
  <xsl:choose>
    <xsl:when test="$kind='name'">Name conflicts</xsl:when>
    <xsl:when test="$kind='version'">Version drift</xsl:when>
    <xsl:when test="$kind='number'">Different numbers</xsl:when>
    <xsl:when test="$kind='negation'">Opposite advice</xsl:when>
    <xsl:otherwise>Different metadata</xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="conflict-about">
  <xsl:param name="kind" select="@kind"/>
  <xsl:choose>
    <xsl:when test="$kind='name'">Different documents go by one name: a host loads one of them.</xsl:when>
    <xsl:when test="$kind='version'">Documents ask for different versions of one package.</xsl:when>
    <xsl:when test="$kind='number'">Documents give different figures for one thing.</xsl:when>
    <xsl:when test="$kind='negation'">One document says what another one denies.</xsl:when>
    <xsl:otherwise>Versions of one document differ in their front matter.</xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="type-words">
  <xsl:param name="type" select="@type"/>
  <xsl:choose>
    <xsl:when test="$type='skill'">Skill</xsl:when>
    <xsl:when test="$type='agent'">Agent</xsl:when>
    <xsl:when test="$type='guide'">Guide</xsl:when>
    <xsl:when test="$type='rule'">Rule</xsl:when>
    <xsl:when test="$type='prompt'">Prompt</xsl:when>
    <xsl:when test="$type='reference'">Reference</xsl:when>
    <xsl:otherwise>Document</xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="language-words">
  <xsl:choose>
    <xsl:when test="@language='rust'">Rust</xsl:when>
    <xsl:when test="@language='toml'">TOML</xsl:when>
    <xsl:when test="@language='bash' or @language='sh'">Shell</xsl:when>
    <xsl:when test="@language='json'">JSON</xsl:when>
    <xsl:when test="@language='yaml'">YAML</xsl:when>
    <xsl:when test="@language='python'">Python</xsl:when>
    <xsl:when test="@language='javascript'">JavaScript</xsl:when>
    <xsl:when test="@language='typescript'">TypeScript</xsl:when>
    <xsl:when test="@language='c'">C</xsl:when>
    <xsl:when test="@language='text' or not(@language)">Text</xsl:when>
    <xsl:otherwise><xsl:value-of select="@language"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- "1 document", "3 documents". -->
<xsl:template name="count">
  <xsl:param name="n"/>
  <xsl:param name="one"/>
  <xsl:param name="many" select="concat($one, 's')"/>
  <xsl:choose>
    <xsl:when test="$n &lt; 1000"><xsl:value-of select="$n"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="format-number($n, '#,##0')"/></xsl:otherwise>
  </xsl:choose>
  <xsl:text> </xsl:text>
  <xsl:choose>
    <xsl:when test="$n = 1"><xsl:value-of select="$one"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="$many"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

</xsl:stylesheet>
