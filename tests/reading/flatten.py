#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What is recovered of documents that lost their markup.

Each Markdown document is flattened as a page is by copying its text: front matter becomes rows, every block a line,
code its lines without indentation and blank lines; marks of headings, emphasis, code and fences are gone, and numbers
of lists are hyphens. The program reads the original, which tells what each line is, and the flattened text, of which it
must find out: headings, lines of code, the languages of code, and where paragraphs begin and end. Then the same with
prose that is broken at a column.
    flatten.py PROGRAM DIRECTORY...     [--list: each line that was mistaken]
"""

import collections
import itertools
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import textwrap
import zlib

LIMITS = {"headings": 0.90, "code lines": 0.95, "languages": 0.95, "paragraphs": 0.85}
NODE = re.compile(r'^( *)([a-z-]+) (\d+)-(\d+)((?: level=\d+)?(?: (?!"|extra=)[a-z]+)*)(?: "(.*?)")?(?: extra="(.*)")?$')
NO_LANGUAGE = ("text", "plain", "plaintext", "txt")
INLINE_TEXT = ("text", "code-span")
BLOCKS = ("paragraph", "heading", "code", "table", "html", "rule")


class Node:
    def __init__(self, kind, line, end, text, info):
        self.kind, self.line, self.end, self.text, self.info = kind, line, end, text, info
        self.children = []


def dump(program, stage, sources):
    done = subprocess.run([program, "dump", stage, "--no-cache", "--quiet", str(sources)],
                          capture_output=True, text=True, errors="replace", check=True)
    return done.stdout.splitlines()


def documents(lines):
    """Path -> header line and the lines of its dump."""
    found, current = {}, None
    for line in lines:
        match = re.match(r'document/\S+ path="(.*?)" ', line)
        if match:
            current = found.setdefault(match[1], [line])
        elif current is not None:
            current.append(line)
    return found


def tree(lines):
    root, stack = None, []
    for line in lines:
        match = NODE.match(line)
        if not match or match[2] == "meta":
            continue
        node = Node(match[2], int(match[3]), int(match[4]), match[6] or "", match[7] or "")
        depth = len(match[1]) // 2
        if node.kind == "root":
            root, stack, base = node, [node], depth
            continue
        if root is None:
            continue
        del stack[depth - base:]
        stack[-1].children.append(node)
        stack.append(node)
    return root


def words(node):
    if node.kind in INLINE_TEXT:
        return node.text
    if node.kind in ("softbreak", "linebreak"):
        return " "
    return "".join(words(child) for child in node.children)


def squash(text):
    return re.sub(r"\s+", " ", text).strip()


class Flattener:
    """The lines of a document without its markup, and what each was."""

    def __init__(self, source, languages, width):
        self.source, self.languages, self.width = source, languages, width
        self.lines, self.kinds, self.blocks, self.paragraphs = [], [], [], set()

    def add(self, text, kind, prefix=""):
        text = squash(text)
        if not text:
            return
        lines = [prefix + text]
        if self.width and kind in ("text", "heading"):
            lines = textwrap.wrap(prefix + text, self.width, break_long_words=False, break_on_hyphens=False)
        if kind == "text":
            self.paragraphs.add((len(self.lines), len(self.lines) + len(lines)))
        self.lines += lines
        self.kinds += [kind] * len(lines)

    def front_matter(self, lines):
        entries = []
        for line in lines:
            match = re.match(r'^  ( *)meta \d+-\d+ [a-z]+(?: "(.*?)")?(?: = "(.*)")?$', line)
            if match and match[1] == "":
                entries.append([match[2] or "", [match[3]] if match[3] else []])
            elif match and match[3] and entries:
                entries[-1][1].append(match[3])
        for key, values in entries:
            self.add("| %s | %s |" % (key, ", ".join(values)), "row")

    def code(self, node):
        first, end = node.line, node.end
        if re.match(r"^[\s>*+\-\d.]*(```|~~~)", self.source[first - 1]):
            first, end = first + 1, end - 1
        start = len(self.lines)
        for line in self.source[first - 1:end]:
            self.add(re.sub(r"^(\s*>)+", "", line), "code")
        if len(self.lines) > start:
            self.blocks.append((start, len(self.lines), self.languages.get(node.line) or self.languages.get(first)))

    def table(self, node):
        for row in node.children:
            self.add("| " + " | ".join(squash(words(cell)) for cell in row.children) + " |", "row")

    def block(self, node, prefix):
        if node.kind == "heading":
            self.add(words(node), "heading")
        elif node.kind == "code":
            self.code(node)
        elif node.kind == "table":
            self.table(node)
        elif node.kind == "paragraph":
            self.add(words(node), "text", prefix)
        elif node.kind in ("list", "item", "quote", "root"):
            marker = "- " if node.kind == "item" else prefix
            for child in node.children:
                self.block(child, marker)
                marker = prefix if node.kind != "item" else ""


def languages_of(lines):
    """First line of each code block -> its language, where the document says it."""
    found = {}
    for line in lines:
        match = re.match(r"^  code (\d+)-\d+ (\S*) ?(inferred )?([0-9a-f]{12})?", line)
        if match and not match[3]:
            found[int(match[1])] = match[2]
    return found


def flatten(program, folder, flat, wrapped):
    """Writes the flattened documents into flat; path -> Flattener. wrapped: prose is broken at a column of 72 to 80."""
    trees = documents(dump(program, "read", folder))
    facts = documents(dump(program, "extract", folder))
    made = {}
    for path, lines in sorted(trees.items()):
        if " syntax=markdown " not in lines[0]:
            continue
        source = (pathlib.Path(folder) / path).read_text(encoding="utf-8", errors="replace").splitlines()
        width = 72 + zlib.crc32(path.encode()) % 9 if wrapped else 0
        flattener = Flattener(source, languages_of(facts.get(path, [])), width)
        flattener.front_matter(lines)
        root = tree(lines)
        if root is not None:
            flattener.block(root, "")
        if "heading" not in flattener.kinds or len(flattener.lines) < 8:
            continue
        name = "%04d.txt" % len(made)
        (flat / name).write_text("\n".join(flattener.lines) + "\n", encoding="utf-8")
        made[name] = (path, flattener)
    return made


class Score:
    def __init__(self):
        self.both, self.wanted, self.got = collections.Counter(), collections.Counter(), collections.Counter()

    def add(self, what, wanted, got):
        self.both[what] += len(wanted & got)
        self.wanted[what] += len(wanted)
        self.got[what] += len(got)

    def figures(self, what):
        precision = self.both[what] / max(self.got[what], 1)
        recall = self.both[what] / max(self.wanted[what], 1)
        return 2 * precision * recall / max(precision + recall, 1e-9), precision, recall


def lines_of(root, kind):
    found, stack = set(), [root]
    while stack:
        node = stack.pop()
        stack += node.children
        if node.kind == kind:
            found |= set(range(node.line - 1, node.end))
    return found


def paragraphs_of(root):
    """First line and the one behind the last of each paragraph, items of lists too."""
    found, stack = set(), [root]
    while stack:
        node = stack.pop()
        stack += node.children
        if node.kind == "paragraph":
            found.add((node.line - 1, node.end))
    return found


def language_at(blocks, start, end):
    """The language of the block that has most of these lines."""
    best = max(blocks, key=lambda b: min(b[1], end) - max(b[0], start), default=None)
    return best[2] if best and min(best[1], end) > max(best[0], start) else None


def compare(program, made, flat, score, listing):
    trees = documents(dump(program, "read", flat))
    facts = documents(dump(program, "extract", flat))
    for name, (path, flattener) in made.items():
        root = tree(trees[name])
        for kind, what in (("heading", "headings"), ("code", "code lines")):
            wanted = {i for i, k in enumerate(flattener.kinds) if k == kind}
            got = lines_of(root, kind)
            score.add(what, wanted, got)
            for i in sorted(wanted ^ got) if listing else ():
                print("%s %s: %s:%d: %s" % ("missed" if i in wanted else "taken for", what, path, i + 1,
                                            flattener.lines[i][:110]))
        got = paragraphs_of(root)
        score.add("paragraphs", flattener.paragraphs, got)
        for start, end in sorted(got - flattener.paragraphs) if listing else ():
            print("paragraph that is none: %s:%d-%d: %s" % (path, start + 1, end, " / ".join(flattener.lines[start:end])[:150]))
        blocks = []
        for line in facts[name]:
            match = re.match(r"^  code (\d+)-(\d+) (\S*?) ?(?:inferred )?[0-9a-f]{12}", line)
            if match:
                blocks.append((int(match[1]) - 1, int(match[2]), match[3]))
        for start, end, language in flattener.blocks:
            if not language:
                continue
            if language in NO_LANGUAGE:
                language = ""
            told = language_at(blocks, start, end)
            if told is None and not language:
                continue  # plain text that was taken for prose: counted by its lines
            score.add("languages", {language}, {told} if told is not None else set())
            if listing and told != language:
                print("language %s for %s: %s:%d: %s" % (told or "none", language, path, start + 1, flattener.lines[start][:90]))


def main():
    listing = "--list" in sys.argv
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    program, failed = arguments[0], False
    for folder, wrapped in itertools.product(arguments[1:], (False, True)):
        score = Score()
        with tempfile.TemporaryDirectory() as work:
            flat = pathlib.Path(work)
            made = flatten(program, folder, flat, wrapped)
            compare(program, made, flat, score, listing)
        for what, limit in LIMITS.items():
            f1, precision, recall = score.figures(what)
            failed |= f1 < limit
            print("%sok - reading: %s of %d flattened%s documents of %s: F1 %.3f (precision %.3f, recall %.3f), at least %.2f" %
                  ("" if f1 >= limit else "not ", what, len(made), " and wrapped" * wrapped, os.path.basename(folder), f1,
                   precision, recall, limit))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
