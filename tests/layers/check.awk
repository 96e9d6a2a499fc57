# SPDX-License-Identifier: MIT
# The rules of check-layers.sh, which runs this on all files of pipeline/.


BEGIN {
	n = split("base model read extract dedupe graph emit command main", names, " ")
	for (i = 1; i <= n; i++)
		rank[names[i]] = i

	# What a later stage may see of a stage; base/ and model/ are open to all above them.
	public["read/read.h"] = public["extract/extract.h"] = public["dedupe/dedupe.h"] = 1
	public["graph/build.h"] = public["emit/emit.h"] = 1

	wrap("base/arena.c", "^sanitizer/")
	wrap("base/digest.c", "^xxhash")
	wrap("base/digest-strong.c", "^nettle/")
	wrap("base/syntax.c", "^tree_sitter/")
	wrap("base/yaml.c", "^yaml")
	wrap("read/markdown.c", "^cmark-gfm")
	wrap("read/commonmark.c", "^cmark-gfm") # the part of that wrapper that parses
	wrap("read/html.c", "^libxml/")
	wrap("read/read.c", "^libxml/parser")
	wrap("extract/stem.c", "^libstemmer")
	wrap("emit/diagram/graphviz.c", "^(gvc|cgraph|gvplugin|graphviz/)")
	wrap("emit/diagram/cgraph-ids.c", "^cgraph") # the part of that wrapper that numbers names
	wrap("emit/export/sqlite.c", "^sqlite3")
	wrap("emit/export/turtle.c", "^serd/")
	wrap("emit/export/xml.c", "^libxml/")
	wrap("emit/site/html.c", "^libxml/")
	wrap("emit/site/page.c", "^libxml/")
	wrap("emit/site/page-memory.c", "^libxml/")
	wrap("emit/site/theme.c", "^(libxml|libxslt|libexslt)/")
	# The parts of that wrapper that do the plain instructions of a stylesheet.
	wrap("emit/site/instructions.c", "^(libxml|libxslt)/")
	wrap("emit/site/literals.c", "^(libxml|libxslt)/")
	wrap("emit/site/result-tree.c", "^(libxml|libxslt)/")
	wrap("emit/site/templates.c", "^(libxml|libxslt)/")
	wrap("emit/site/plain-path.c", "^libxml/")

	# C, POSIX, Linux and GLib: open to every file.
	n = split("assert complex ctype dirent dlfcn errno fcntl float fnmatch glib glob inttypes limits locale " \
		"math poll sched signal spawn stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib string " \
		"strings time unistd", names, " ")
	for (i = 1; i <= n; i++)
		common[names[i] ".h"] = 1

	call = "(^|[^A-Za-z0-9_])"
	prints = call "(v?f?printf|v?dprintf|f?puts|f?putc|putchar|perror|g_print|g_printerr) *\\("
	banned = call "(strcoll|strxfrm|tolower|toupper|is(alpha|alnum|digit|xdigit|space|upper|lower|punct|print|graph|cntrl)" \
		"|strtod|strtof|atof|strtok|g_utf8_collate[a-z_]*|g_return(_val)?_if_(fail|reached)" \
		"|g_log|g_message|g_warning|g_critical) *\\("
	jump = call "goto($|[^A-Za-z0-9_])"
}

function wrap(file, pattern) { wrapper[file] = wrapper[file] (file in wrapper && wrapper[file] != "" ? "|" : "") pattern }

function complain(what) { printf "%s:%d: %s\n", FILENAME, FNR, what; found = 1 }

function stage_of(path) { return path ~ /\// ? substr(path, 1, index(path, "/") - 1) : "main" }

function folder_of(path) { return path ~ /\// ? substr(path, 1, match(path, /\/[^\/]*$/) - 1) : "" }

function check_own(header,    from, to) {
	to = stage_of(header)
	if (header !~ /\// || !(to in rank)) {
		complain("includes \"" header "\": name it from pipeline/, with its folder")
	} else if (rank[to] > rank[stage]) {
		complain(stage " may not include " header ": " to " comes after it")
	} else if (to == stage) {
		from = folder_of(path)
		if (from != stage && folder_of(header) != stage && folder_of(header) != from)
			complain(from " may not include " header ": only its own folder and " stage "/*.h")
	} else if (stage == "main" && to == "command") {
		return
	} else if (to != "base" && to != "model" && !(header in public)) {
		complain(stage " may not include " header ": it is private to " to)
	}
}

function check_library(header) {
	if (header in common || header ~ /^(sys|linux|glib)\//)
		return
	if (path ~ /\.h$/)
		complain("a header of ours may not include <" header ">")
	else if (!(path in wrapper) || header !~ wrapper[path])
		complain("<" header "> is not for this file: one file wraps one library (table in check-layers.sh)")
}

# Comments and the text of strings are no code.
function code_of(line,    out) {
	gsub(/\\\\|\\"/, "", line)
	gsub(/\047[^\047]*\047/, "0", line)
	gsub(/"[^"]*"/, "\"\"", line)
	for (out = ""; line != "";) {
		if (in_comment) {
			if (!match(line, /\*\//))
				return out
			in_comment = 0
			line = substr(line, RSTART + 2)
		} else if (match(line, /\/\*/)) {
			out = out substr(line, 1, RSTART - 1)
			in_comment = 1
			line = substr(line, RSTART + 2)
		} else {
			return out line
		}
	}
	return out
}

FNR == 1 {
	path = substr(FILENAME, length("pipeline/") + 1)
	stage = stage_of(path)
	in_comment = 0
	if (!(stage in rank))
		complain("no such stage: " stage)
}

match($0, /^[ \t]*#[ \t]*include[ \t]*["<][^">]*/) {
	header = substr($0, RSTART, RLENGTH)
	own = header ~ /"/
	sub(/.*["<]/, "", header)
	if (own)
		check_own(header)
	else
		check_library(header)
	next
}

{
	line = code_of($0)
	if (stage != "main" && stage != "command" && line ~ prints)
		complain("prints: only main.c and command/ do")
	if (line ~ banned || line ~ jump)
		complain("uses what depends on the locale, hides a bug or jumps: " $0)
}

END { exit found }
