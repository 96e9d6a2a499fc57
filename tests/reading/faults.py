#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Documents with every fault of encoding, size, front matter and name: what is said of each, and
that nothing of it is lost.

Each case is a file that is written here, and all that check must say of it: line, column, tag, and
a word of the message where it matters. Then all are published. Each word of a document must stand on its page,
as often as in the source; a file that was not read must be named on the quality page.
    faults.py PROGRAM [--all]
"""

import collections
import html.parser
import json
import os
import pathlib
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

CONFIG = b"limits:\n  line_bytes: 786432\n  file_bytes: 2097152\n  job_seconds: 5\n"

def matter(text, body="# Keeping bees\n\nBees need water.\n"):
    return "---\n" + text + "---\n" + body


def alias_bomb():
    rows = ["a0: &a0 [x]\n"]
    rows += ["a%d: &a%d [%s]\n" % (i, i, ", ".join(["*a%d" % (i - 1)] * 9)) for i in range(1, 10)]
    return "".join(rows)


def row_table():
    return "|" + "a|" * 848 + "\n|" + "-|" * 848 + "\n" + "|b|\n" * 424


LIMITED = ["1:1 nested-too-deep"]
EMOJI = "\U0001F41D"

# row, file, content, what check says: "line:column tag[ word of the message]"
CASES = [
    ("ENC-01", "invalid.md", b"---\nname: a\n---\nx\xff\xfe\xc3(\n", ["4:2 invalid-utf8 0xff (+2 more)"]),
    ("ENC-02", "nul-byte.md", b"---\nname: a\n---\na\0b c d\n", ["4:2 nul-byte"]),
    ("ENC-03", "bom.md", b"\xef\xbb\xbf---\nname: a\ncolor: #fff\n---\n# h\n", ["3:8 front-matter-hash"]),
    ("ENC-04", "crlf.md", b"---\r\nname: a\r\ncolor: #fff\r\n---\r\n# h\r\nx y\r\n", ["3:8 front-matter-hash"]),
    ("ENC-04", "lone-cr.md", b"---\rname: a\rcolor: #fff\r---\r# h\rx y\r",
     ["1:4 lone-cr (+5 more)", "2:1 duplicate-document crlf.md", "3:8 front-matter-hash"]),
    ("ENC-04", "mixed.md", b"---\r\nname: a\ncolor: #fff\r---\n# h\r\nx y\n",
     ["3:12 lone-cr", "2:1 duplicate-document crlf.md", "3:8 front-matter-hash"]),
    ("ENC-05", "little.md", b"\xff\xfe" + "---\nname: a\n---\n# Bücher 🐝\n".encode("utf-16-le"), ["1:1 utf16 UTF-16LE", "2:1 duplicate-document big.md"]),
    ("ENC-05", "big.md", b"\xfe\xff" + "---\nname: a\n---\n# Bücher 🐝\n".encode("utf-16-be"), ["1:1 utf16 UTF-16BE"]),
    ("ENC-06", "controls.md", b"# t\n\na\x01\x08\x0b\x1b[31mz\n", ["3:2 control-character U+0001 (+3 more)"]),
    ("ENC-07", "overlong.md", b"# t\n\nx \xc0\xaf yes\n", ["3:3 invalid-utf8 0xc0 (+1 more)"]),
    ("ENC-07", "surrogate.md", b"# t\n\nx \xed\xa0\x80 half\n", ["3:3 invalid-utf8 0xed (+2 more)"]),
    ("ENC-07", "beyond.md", b"# t\n\nx \xf4\x90\x80\x80 y\n", ["3:3 invalid-utf8 0xf4 (+3 more)"]),
    ("ENC-07", "nonchar.md", b"# t\n\nx \xef\xbf\xbe y \xef\xbf\xbf z\n", ["3:3 control-character U+FFFE (+1 more)"]),
    ("ENC-08", "cut.md", b"# t\n\nx \xf0\x9f\x98", ["3:3 invalid-utf8 0xf0 (+2 more)"]),
    ("ENC-09", "nfc.md", "---\nname: café-x\n---\n# Nfc\n", ["2:7 name-slug"]),
    ("ENC-09", "nfd.md", "---\nname: café-x\n---\n# Nfd\n", ["2:7 name-slug"]),
    ("ENC-02", "binary.md", bytes(range(256)) * 8, ["1:1 nul-byte not a text file"]),
    ("SIZ-01", "empty.md", b"", ["0:0 empty-document"]),
    ("SIZ-01", "blank.md", b" \n\n", ["1:1 empty-document"]),
    ("SIZ-02", "no-newline.md", b"# Just a heading", []),
    ("SIZ-02", "only-fence.md", b"---", ["1:1 name-missing"]),
    ("SIZ-02", "only-fences.md", b"---\n---\n", ["1:1 empty-document"]),
    ("SIZ-02", "only-matter.md", b"---\nname: a\n---", ["1:1 empty-document front matter only"]),
    ("SIZ-03", "long-line.md", b"word " * 160000, ["1:1 line-too-long 800000 bytes"]),
    ("SIZ-05", "quotes.md", b">" * 100000 + b"a", LIMITED),
    ("SIZ-06", "lists.md", b"- " * 20000 + b"x" + b"\n" * 20000, LIMITED),
    ("SIZ-07", "both.md", b"> " + b"- " * 20000 + b"x\n" + b">\n" * 20000, LIMITED),
    ("SIZ-08", "images.md", b"# t\n" + b"![[]()" * 80000, ["2:1 amplification never closed"]),
    ("SIZ-09", "footnotes.md", b"# t\n" + b"[^1]:" * 20000 + b"\n" * 20000, []),
    ("SIZ-10", "processing.md", b"a" + b"<?" * 80000, ["1:2 amplification never closed"]),
    ("SIZ-10", "declarations.md", b"a" + b"<!A " * 80000, ["1:2 amplification never closed"]),
    ("SIZ-10", "cdata.md", b"a" + b"<![CDATA[" * 80000, ["1:2 amplification never closed"]),
    ("SIZ-11", "wide-table.md", row_table(), ["1:1 amplification cells of tables"]),
    ("SIZ-12", "addresses.md", b"# t\n\n" + b"a@b.cc " * 80000, []),
    ("SIZ-14", "definitions.md", "".join("[r%d]: http://h.example/%d\n" % (i, i) for i in range(50000)) +
     "\n# t\n\n" + "".join("[r%d]\n" % i for i in range(50000)), []),
    ("SIZ-14", "one-target.md", "[t]: http://h.example/" + "x" * 1000 + "\n\n# t\n\n" + "[t]\n" * 80000,
     ["7301:1 amplification link targets"]),
    ("FM-01", "open.md", "---\nname: a\ndescription: b c\n\n# Keeping bees\n\nBees need water.\n",
     ["1:1 front-matter-open"]),
    ("FM-01", "open-then-rule.md",
     "---\nname: a\ndescription: b c\n\n# Keeping bees\n\nBees need water.\n\n---\n\nAnd rest.\n",
     ["1:1 front-matter-open"]),
    ("FM-01", "open-then-code.md",
     "---\nname: a\ndescription: b c\n\n# Keeping bees\n\n```yaml\nk: v\n---\nl: w\n```\n\nBees need water.\n",
     ["1:1 front-matter-open"]),
    ("FM-02", "colon.md", matter("name: a\ndescription: Use when: x\n"), ["3:22 front-matter-lenient mapping values"]),
    ("FM-03", "star.md", matter("name: a\ntools: *\n"), ["3:8 front-matter-lenient"]),
    ("FM-03", "at.md", matter("name: a\nauthor: @bob\n"), ["3:9 front-matter-lenient"]),
    ("FM-03", "tick.md", matter("name: a\nd: `x` y\n"), ["3:4 front-matter-lenient"]),
    ("FM-03", "percent.md", matter("name: a\nd: %x\n"), ["3:4 front-matter-lenient"]),
    ("FM-03", "globs.mdc", matter("globs: **/*.js, **/*.ts\nalwaysApply: false\n"), ["2:8 front-matter-lenient"]),
    ("FM-04", "wip.md", matter("name: a\nd: [WIP] thing\nhint: [file] [--x]\n"),
     ["3:4 front-matter-lenient", "4:7 front-matter-lenient"]),
    ("FM-04", "alternatives.md", matter("name: a\nargument-hint: [a] | b | c\n"), ["3:16 front-matter-lenient"]),
    ("FM-04", "list.md", matter("name: a\ntags: [a, b]\n"), []),
    ("FM-04", "template-value.md", matter("name: a\ntitle: {{ cookie.title }}\nx: y\n"), ["3:8 front-matter-lenient"]),
    ("FM-04", "wiki.md", matter("name: a\nup: [[Some Page]]\nrel: [[One]], [[Two]]\n"), ["4:6 front-matter-lenient"]),
    ("FM-04", "unclosed-flow.md", matter("name: a\ntags: [a, b\nx: y\nz: w\n"), ["3:7 front-matter-lenient"]),
    ("FM-04", "unclosed-map.md", matter("name: a\nm: {a: b, c: d\nx: y\n"), ["3:4 front-matter-lenient"]),
    ("FM-05", "hash.md", matter("name: a\ncolor: #fff\nx: y\n"), ["3:8 front-matter-hash #fff"]),
    ("FM-06", "tab.md", matter("m:\n\tk: v\nname: a\n"), ["3:1 front-matter-lenient"]),
    ("FM-06", "nbsp.md", matter("m:\n\u00a0\u00a0k: v\nname: a\n"), ["3:1 front-matter-lenient no-break space"]),
    ("FM-07", "twice.md", matter("name: a\nx: one\nname: b\n"),
     ["4:1 front-matter-duplicate name, first in line 2"]),
    ("FM-07", "twice-deep.md", matter("name: a\nm:\n  k: v\n  k: w\n"),
     ["5:3 front-matter-duplicate k, first in line 4"]),
    ("FM-08", "bomb.md", matter("name: a\n" + alias_bomb()), ["%d:5 front-matter-alias" % i for i in range(3, 13)]),
    ("FM-09", "deep-flow.md", matter("name: a\nd: " + "[" * 60000 + "\n"), ["3:4 front-matter-limit"]),
    ("FM-09", "deeper-flow.md", matter("name: a\nd: " + "[" * 100000 + "\n"), ["1:1 front-matter-limit more than 64 KB"]),
    ("FM-09", "deep-block.md", matter("name: a\n" + "".join("  " * i + "k:\n" for i in range(60))),
     ["35:65 front-matter-limit nested over 32"]),
    ("FM-10", "many-keys.md", matter("name: a\n" + "".join("k%d: v%d\n" % (i, i) for i in range(20000))),
     ["1:1 front-matter-limit more than 64 KB"]),
    ("FM-11", "no-name.md", b"Bees need water.\n\nAnd rest.\n", ["1:1 name-missing its first words"]),
    ("FM-12", "name-list.md", matter("name: [a, b]\n"), ["2:1 front-matter-type list"]),
    ("FM-12", "name-map.md", matter("name:\n  a: b\n"), ["2:1 front-matter-type map"]),
    ("FM-12", "name-number.md", matter("name: 12\n"), ["2:1 front-matter-type number"]),
    ("FM-12", "name-null.md", matter("name:\nx: y\n"), ["2:1 front-matter-type empty"]),
    ("FM-12", "name-lines.md", matter("name: |\n  a\n  b\n"), ["2:1 front-matter-type lines"]),
    ("FM-12", "name-long.md", matter("name: " + "abcdefghi " * 1000 + "\n"), ["2:1 front-matter-type longer"]),
    ("FM-13", "quote-open.md", matter("name: \"open\nx: y\n"), ["2:7 front-matter-quote no closing"]),
    ("FM-13", "quote-inside.md", matter("name: a\nd: 'it's here'\nx: y\n"), ["3:4 front-matter-quote"]),
    ("FM-13", "quote-behind.md", matter("name: a\nd: \"a\" b\nx: y\n"), ["3:4 front-matter-quote text follows"]),
    ("FM-13", "quote-to-the-end.md", matter("name: a\nd: 'one two\n"), ["3:4 front-matter-quote no closing"]),
    ("FM-14", "rule.md", "# Bees\n\n---\n\nname: a\n\n---\n\nmore\n", []),
    ("FM-14", "two-blocks.md", matter("name: a\n", "---\nname: b\n---\n\n# Bees\n"), []),
    ("FM-15", "rows.txt", "| name | keep-bees |\n| description | On bees |\nKeeping Bees\nBees need water and rest.\n",
     ["1:1 front-matter-flattened"]),
    ("FM-15", "collapsed.md", "--- name: keep-bees description: On bees and hives tags: [a, b] ---\n\n# Bees\n\nBees need water.\n",
     ["1:1 front-matter-lenient one line"]),
    ("FM-16", "object.md", matter("name: a\nx: !!python/object:os.system id\n"), ["3:4 front-matter-tag"]),
    ("FM-16", "directive.md", matter("%TAG ! tag:example.org,2000:\nname: a\n"), ["2:1 front-matter-tag"]),
    ("FM-16", "merge.md", matter("base: &b\n  k: v\nname: a\nm:\n  <<: *b\n"), ["2:7 front-matter-alias", "6:7 front-matter-alias"]),
    ("FM-17", "glued-fence.md", "---\nname: a\ndescription: b c---\n\n# Bees\n\nBees need water.\n",
     ["3:17 front-matter-lenient closing"]),
    ("FM-17", "glued-heading.md", "---\nname: a\ndescription: b c\n---# Bees\n\nBees need water.\n",
     ["4:4 front-matter-lenient closing"]),
    ("FM-17", "long-fence.md", "---\nname: a\ndescription: b c\n-----\n\n# Bees\n\nBees need water.\n",
     ["4:1 front-matter-lenient closing"]),
    ("FM-17", "comment-before.md", "<!-- made by hand -->\n---\nname: a\ndescription: b c\n---\n\n# Bees\n\nBees need water.\n",
     ["1:1 front-matter-lenient before"]),
    ("FM-17", "blank-before.md", "\n\n---\nname: a\ndescription: b c\n---\n\n# Bees\n\nBees need water.\n",
     ["1:1 front-matter-lenient before"]),
    ("FM-17", "comments-inside.md", matter("# by hand\nname: a # short\nd: b c # why not\n"), []),
    ("FM-17", "version.md", matter("name: a\nversion: 2.0\nlong: 1.10\n"), []),
    ("FM-17", "lists-as-strings.md", matter("name: a\ntools: Read, Grep\ntags: x, y\n"), []),
    ("COD-01", "info.md", "# T\n\n```rust,compile_fail,E0425\nuse std::fmt;\nlet x = y;\n```\n\nBees need water.\n", []),
    ("COD-02", "unclosed.md", "# T\n\n- a\n\n  ````text title=\"hive frame\"\n  ```\n  x\n\nBees need water.\n",
     ["5:1 code-unclosed opened by 4"]),
    ("COD-03", "nested.md", "# T\n\n```markdown\nSome:\n```rust\nlet x = 1;\n```\nend\n```\n\nBees need water.\n",
     ["5:1 code-nested line 3", "9:1 code-unclosed"]),
    ("COD-03", "nested-well.md", "# T\n\n````markdown\nSome:\n```rust\nlet x = 1;\n```\nend\n````\n\nBees need water.\n", []),
    ("RES-01", "chat.md", "Certainly! Here it comes.\n\n# T\n\nBees need water.\n\nLet me know if you need more.\n",
     ["1:1 residue agrees", "7:1 residue offers"]),
    ("RES-02", "page.md", "Skip to content\n\n# T\n\nBees need water.\n\nBack to top\n", ["1:1 residue link", "7:1 residue link"]),
    ("RES-03", "template.md", "# T\n\n[Your summary here]\n\n- [TODO: list the tools]\n- {{second}}\n\nBees need water.\n",
     ["3:1 residue placeholder", "5:1 residue placeholder", "6:1 residue placeholder"]),
    ("RES-04", "no-residue.md", "# T\n\nBees need water.\n\nHere is your [link](https://h.example/).\n\n- [ ] done\n- [Your guide](https://h.example/)\n"
     "- {{ one }} and {{ two }}\n\nTODO items are listed in the plan, which has all that is left to do for the hive.\n", []),
    ("NAM-01", "climb.md", matter("name: ../../etc/cron.d/x\n"), ["2:7 name-slug"]),
    ("NAM-01", "absolute.md", matter("name: /abs\n"), ["2:7 name-slug"]),
    ("NAM-01", "slash.md", matter("name: a/b\n"), ["2:7 name-slug"]),
    ("NAM-01", "dots.md", matter("name: ..\n"), ["2:7 name-slug"]),
    ("NAM-02", "dot.md", matter("name: \".\"\n"), ["2:7 name-slug"]),
    ("NAM-02", "nothing.md", matter("name: \"\"\n"), ["2:1 front-matter-type empty"]),
    ("NAM-02", "hyphens.md", matter("name: \"---\"\n"), ["2:7 name-slug"]),
    ("NAM-02", "marks.md", matter("name: \"!!!\"\n"), ["2:7 name-slug"]),
    ("NAM-02", "emoji.md", matter("name: " + EMOJI * 60 + "\n"), ["2:7 name-slug"]),
    ("NAM-02", "many-emoji.md", matter("name: " + EMOJI * 100 + "\n"), ["2:1 front-matter-type longer"]),
    ("NAM-03", "n1.md", matter("name: rust-pro\n"), ["2:1 name-conflict rust-pro"]),
    ("NAM-03", "n2.md", matter("name: Rust-Pro\n"), ["2:1 name-conflict rust-pro"]),
    ("NAM-03", "n3.md", matter("name: RUST_PRO\n"), ["2:1 name-conflict rust-pro", "2:7 name-slug"]),
    ("NAM-03", "n4.md", matter("name: rust pro\n"), ["2:1 name-conflict rust-pro"]),
    ("NAM-04", "latin.md", matter("name: cargo\n"), []),
    ("NAM-04", "cyrillic.md", matter("name: c\u0430rgo\n"), ["2:7 name-confusable alphabets"]),
    ("NAM-04", "joiner.md", matter("name: car\u200dgo\n"), ["2:7 name-confusable invisible", "2:10 invisible-character U+200D"]),
    ("NAM-05", "override.md", matter("name: abc\u202egnp\n"), ["2:10 bidi-control", "2:7 name-slug"]),
    ("NAM-07", "index.md", matter("name: index\n"), []),
    ("NAM-07", "assets.md", matter("name: assets\n"), []),
    ("NAM-07", "con.md", matter("name: con\n"), []),
    ("NAM-07", "nul.md", matter("name: nul\n"), []),
    ("NAM-07", "-rf.md", matter("name: -rf\n"), ["2:7 name-slug"]),
    ("NAM-07", ".htaccess.md", matter("name: .htaccess\n"), ["2:7 name-slug"]),
    ("NAM-07", "404.md", matter("name: 404\n"), ["2:1 front-matter-type number"]),
    ("NAM-08", "long-300.md", matter("name: " + "a" * 300 + "\n"), ["2:1 front-matter-type longer"]),
    ("NAM-08", "long-4096.md", matter("name: " + "b" * 4096 + "\n"), ["2:1 front-matter-type longer"]),
    ("NAM-09", "turkish.md", matter("name: \u0130I\u0131i\n"), ["2:7 name-slug"]),
    ("NAM-09", "sharp.md", matter("name: stra\u00dfe\n"), ["2:7 name-slug"]),
]

# A fault that only a large run shows: row, what is made, and what must be said and shown.
QUICK_MEGABYTES, ALL_MEGABYTES = 8, 50
MOST_MEGABYTES = 1536  # that the largest process may take


def sentence(name):
    """Words of its own for each document, so that none is taken for the copy of another."""
    generator = random.Random(name)
    words = ["".join(generator.choice("bdfgklmnprst") + generator.choice("aeiou") for _ in range(3)) for _ in range(24)]
    return " ".join(words).capitalize() + "."


def content_of(name, content):
    data = content if isinstance(content, bytes) else content.encode("utf-8")
    return data.replace(b"Bees need water.", sentence(name).encode())


def decode(data):
    """The text of a source as the door must see it."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    return data.decode("utf-8", "replace").lstrip("\ufeff")


def words_of(text):
    return collections.Counter(re.findall(r"[^\W_]+", text.casefold()))


class Page(html.parser.HTMLParser):
    """The text of a page, and the targets and titles that a reader can see or follow."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.parts = []
        self.feed(text)
        self.close()

    def handle_data(self, data):
        self.parts.append(data)

    def handle_starttag(self, tag, attrs):
        self.parts += [value for key, value in attrs if key in ("href", "title", "alt") and value]


def run(program, *args, limit=None, environment=None):
    """limit: a resource and how much of it there is, such as (resource.RLIMIT_NOFILE, 64)."""
    return subprocess.run([program, *map(str, args)], capture_output=True, text=True, errors="replace", timeout=900,
                          env=environment and dict(os.environ, **environment), preexec_fn=limit and (lambda: resource.setrlimit(limit[0], (limit[1], limit[1]))))


def load(out):
    return json.loads((out / "data/graph.json").read_text(encoding="utf-8"))


def diagnostics(result):
    """Path -> "line:column tag message" of all that was printed."""
    said = collections.defaultdict(list)
    for line in (result.stdout + result.stderr).splitlines():
        match = re.match(r"(.+?):(?:(\d+):(?:(\d+):)?)? (?:error|warning|note): (.*) \[([\w-]+)\]$", line)
        if match:
            said[match[1]].append("%s:%s %s %s" % (match[2] or 0, match[3] or 0, match[5], match[4]))
    return said


def differences(wanted, got):
    """What was not said, and what was said beyond that."""
    left = list(got)
    missing = []
    for want in wanted:
        place, tag, *word = want.split(" ", 2)
        found = next((g for g in left if g.startswith(place + " " + tag + " ") and (not word or word[0] in g)), None)
        if found is None:
            missing.append(want)
        else:
            left.remove(found)
    return ["not said: " + m for m in missing] + ["said too: " + g[:160] for g in left]


class Suite:
    def __init__(self, program, work):
        self.program, self.work, self.failed = program, work, 0

    def result(self, name, faults):
        self.failed += bool(faults)
        print("%sok - reading: %s" % ("not " if faults else "", name))
        for fault in faults[:8]:
            print("#   " + str(fault)[:300])

    def publish(self, sources, out, limit=None):
        built = run(self.program, "build", sources, "-o", out, "--no-cache", limit=limit)
        return [] if built.returncode == 0 else ["build ended with %d: %s" % (built.returncode, built.stderr[-300:])]

    def lost_words(self, out, documents, path, data):
        """Words of a source that are not on its page, as often as they are in it."""
        document = documents.get(path)
        if document is None:
            return ["no document of " + path]
        canonical = document["rendition_of"] or document["copy_of"] or document["id"]
        pages = sorted(out.glob(canonical + ".html")) or sorted(out.glob(canonical + "--.html"))
        text = re.sub(r"[\u202a-\u202e\u2066-\u2069]", "", decode(data))
        shown = words_of(" ".join(Page(pages[0].read_text(encoding="utf-8")).parts))
        # The label of a definition stands where it is used; once is enough.
        labels = {label for match in re.findall(r"^\[([^\]]+)\]:", text, re.M) for label in words_of(match)}
        source = words_of(text)
        lost = source - shown
        for label in labels & set(shown):
            lost.pop(label, None)
        return ["lost: " + " ".join(sorted(lost.elements())[:20])] if lost else []

    def cases(self):
        sources, out = self.work / "in", self.work / "out"
        sources.mkdir()
        (sources / "skillgraph.yaml").write_bytes(CONFIG)
        for _, name, content, _ in CASES:
            (sources / name).write_bytes(content_of(name, content))
        started = time.monotonic()
        said = diagnostics(run(self.program, "check", sources))
        self.result("faults cost no time", ["%.0f s" % (time.monotonic() - started)] * (time.monotonic() - started > 60))
        small = diagnostics(run(self.program, "check", sources, "--no-cache", limit=(resource.RLIMIT_STACK, 256 << 10)))
        self.result("SIZ-05 a stack of 256 KB is enough", [p for p in said if said[p] != small[p]])
        self.result("documents with faults are published", self.publish(sources, out))
        documents = {d["path"]: d for d in load(out)["documents"]}
        for row, name, content, wanted in CASES:
            got = [g for g in said[name] if " name-conflict " not in g or row == "NAM-03"]
            got = [g for g in got if " duplicate-document " not in g or row[:3] == "ENC"]
            got = [g for g in got if not g.split(" ")[1].startswith("host-")]  # have a table of their own
            self.result("%s %s is told of" % (row, name), differences(wanted, got))
            self.result("%s %s is on its page" % (row, name),
                        self.lost_words(out, documents, name, content_of(name, content)))
        self.turkish(sources, out)
        ids = [d["id"].casefold() for d in documents.values()]
        self.result("NAM-03 addresses differ without regard to case", ["%d ids" % len(set(ids))] * (len(ids) != len(set(ids))))
        self.result("NAM-01 nothing is written beside the output",
                    [p for p in os.listdir(self.work) if p not in ("in", "out", "turkish", "tr_TR.UTF-8")])

    def turkish(self, sources, out):
        """A locale in which i and I are letters of their own changes no byte of what tools read."""
        name = "NAM-09 the same in Turkish"
        made = shutil.which("localedef") and subprocess.run(
            ["localedef", "-i", "tr_TR", "-f", "UTF-8", str(self.work / "tr_TR.UTF-8")], capture_output=True).returncode == 0
        if not made:
            print("ok - reading: %s # SKIP tr_TR.UTF-8 cannot be made: no localedef or locales" % name)
            return
        other = self.work / "turkish/out"
        other.parent.mkdir()
        built = run(self.program, "build", sources, "-o", other, "--no-cache",
                    environment={"LOCPATH": str(self.work), "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"})
        same = built.returncode == 0 and (other / "data/graph.json").read_bytes() == (out / "data/graph.json").read_bytes()
        self.result(name, [] if same else ["graph.json differs: " + built.stderr[-300:]])

    def sizes(self, megabytes):
        """A line and a file that are too long: told of at once, and in little memory."""
        sources, out = self.work / "big", self.work / "big-out"
        sources.mkdir()
        (sources / "skillgraph.yaml").write_bytes(b"limits:\n  file_bytes: %d\n" % (64 << 20))
        (sources / "line.md").write_bytes(b"word " * ((megabytes << 20) // 5))
        with open(sources / "huge.md", "wb") as huge:
            huge.truncate(500 << 20)
        started = time.monotonic()
        said = diagnostics(run(self.program, "check", sources))
        seconds = time.monotonic() - started
        self.result("SIZ-03 a line of %d MB is told of" % megabytes, differences(["1:1 line-too-long"], said["line.md"]))
        self.result("SIZ-04 a file of 500 MB is not read", differences(["0:0 file-too-large"], said["huge.md"]))
        self.result("SIZ-03 and SIZ-04 take seconds", ["%.1f s" % seconds] * (seconds > 20))
        faults = self.publish(sources, out)
        if "huge.md" not in (out / "quality.html").read_text():
            faults.append("the quality page does not name the file that was not read")
        self.result("SIZ-04 what was not read is named on the quality page", faults)

    def many(self, row, count, make):
        """Very many documents: published with few open files, and in little memory."""
        sources, out = self.work / row, self.work / (row + "-out")
        for i in range(count):
            folder = sources / ("%02d" % (i % 100))
            folder.mkdir(parents=True, exist_ok=True)
            (folder / ("d%06d.md" % i)).write_text(make(i))
        faults = self.publish(sources, out, limit=(resource.RLIMIT_NOFILE, 64))
        held = len(load(out)["documents"])
        if held != count:
            faults.append("%d documents of %d" % (held, count))
        megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
        if megabytes > MOST_MEGABYTES:
            faults.append("%d MB in memory" % megabytes)
        self.result("%s %d documents are published" % (row, count), faults)


def main():
    everything = "--all" in sys.argv
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as work:
        suite = Suite(sys.argv[1], pathlib.Path(work))
        suite.cases()
        suite.sizes(ALL_MEGABYTES if everything else QUICK_MEGABYTES)
        suite.many("NAM-06", 10000 if everything else 300, lambda i: matter("name: rust-pro\n", "# Rust pro %d\n\n%s\n" % (i, sentence(str(i)))))
        if everything:
            suite.many("SIZ-13", 100000, lambda i: matter("name: n%d\n" % i, "# N %d\n\n%s\n" % (i, " ".join(sentence("%d-%d" % (i, k)) for k in range(5)))))
    return 1 if suite.failed else 0


if __name__ == "__main__":
    sys.exit(main())
