#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Sources with every fault of a file system: what is said of each, and that nothing is lost.

Each case is a tree that is made here: links, devices, pipes, files that may not be read, loops, odd
names, deep folders. A file is either a document, with all its words on its page, or is named with the
reason in the list of check and on the quality page.
    files.py PROGRAM
"""

import html
import os
import pathlib
import re
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import time

import faults

SECONDS = 30
NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]


def put(root, path, text=None):
    file = os.path.join(os.fsencode(root), path if isinstance(path, bytes) else path.encode())
    os.makedirs(os.path.dirname(file), exist_ok=True)
    with open(file, "wb") as out:
        out.write((text or document(path)).encode())
    return file


def document(path):
    """A document with words of its own."""
    name = repr(path)
    return "# Notes %s\n\n%s\n" % (re.sub(r"\W+", " ", name)[:40], faults.sentence(name))


def unreadable(root):
    put(root, "good.md")
    os.chmod(put(root, "secret.md"), 0)
    put(root, "closed/a.md")
    os.chmod(root / "closed", 0)


def loops(root):
    put(root, "real/good.md")
    os.symlink("b.md", root / "a.md")
    os.symlink("a.md", root / "b.md")
    os.symlink("..", root / "real/up")
    os.symlink(".", root / "self")
    os.symlink("gone.md", root / "dangling.md")


def outside(root):
    put(root, "good.md")
    other = root.parent / "other"
    put(other, "a.md")
    os.symlink("/etc/passwd", root / "passwd.md")
    os.symlink(other, root / "other")
    os.symlink("../other/a.md", root / "near.md")
    os.symlink("/dev/tty", root / "tty.md")


def inside(root):
    put(root, "real/good.md")
    os.symlink("real/good.md", root / "link.md")
    os.symlink("real", root / "again")


def specials(root):
    put(root, "good.md")
    os.mkfifo(root / "pipe.md")
    with socket.socket(socket.AF_UNIX) as listener:
        here = os.getcwd()
        os.chdir(root)
        listener.bind("socket.md")
        os.chdir(here)
    try:
        os.mknod(root / "zero.md", 0o666 | stat.S_IFCHR, os.makedev(1, 5))
    except PermissionError:
        os.mkfifo(root / "zero.md")


ODD = [b"line\nbreak.md", b"latin\xff.md", b"-rf.md", b"two words.md", b"star*.md", b"'q\"uotes\".md", b"&lt;b&gt;.md",
       b"%41.md", b"hash#1.md", b"ask?.md", b"back\\slash.md", b"tab\there.md", b"esc\x1b[31m.md", "\u202etxt.md".encode(),
       b"x" * 252 + b".md", "\u00fcber.md".encode(), b"CON.md", b"index.md", b"a:b.md", b"latin\\xff.md"]


def odd_names(root):
    for name in ODD:
        put(root, name)


def deep(root):
    """Folders whose path no system call takes in one piece."""
    put(root, "good.md")
    here = os.getcwd()
    os.chdir(root)
    for _ in range(2000):
        os.mkdir("dir")
        os.chdir("dir")
    pathlib.Path("deep.md").write_text(document("deep"))
    os.chdir(here)


def hard_links(root):
    put(root, "a.md", "---\nname: one\n---\n" + document("one"))
    os.link(root / "a.md", root / "b.md")


def nested_rules(root):
    put(root, "good.md")
    put(root, "made/bad.md")
    put(root, ".gitignore", "made/\n")
    put(root, "LICENSE.md", "Do as you like.\n")
    put(root, "node_modules/x/a.md")
    put(root, ".hidden/a.md")


def code(root):
    put(root, "braces.md", "# Braces\n\n```rust\n" + "{" * 20000 + "\n```\n\nEnd of braces.\n")
    put(root, "prose.md", "# Prose\n\n```rust\n" + "so it was said that a bee is no fly " * 570 + "\n```\n\nEnd of prose.\n")


def one_paragraph(root):
    put(root, "lines.md", "bees hum.\n" * 100000)


DEEP = "dir/" * 2000 + "deep.md"

# row, what it is, how it is made, documents (path -> None), refused (path -> tag and word), skipped (path -> word)
CASES = [
    ("FS-01", "files and folders that may not be read", unreadable, ["good.md"],
     {"secret.md": "unreadable Permission denied", "closed": "unreadable Permission denied"}, {}),
    ("FS-02", "loops of links", loops, ["real/good.md"],
     {"a.md": "symlink-loop", "b.md": "symlink-loop", "real/up": "symlink-loop", "self": "symlink-loop",
      "dangling.md": "unreadable No such file"}, {}),
    ("FS-03", "links out of the sources", outside, ["good.md"],
     {"passwd.md": "symlink-outside", "other": "symlink-outside", "near.md": "symlink-outside", "tty.md": "symlink-outside"},
     {}),
    ("FS-03", "links within the sources", inside, ["real/good.md", "link.md"], {"again": "symlink-loop"}, {}),
    ("FS-04", "pipes, sockets and devices", specials, ["good.md"],
     {"pipe.md": "not-a-file", "socket.md": "not-a-file", "zero.md": "not-a-file"}, {}),
    ("FS-08", "folders 2000 deep", deep, ["good.md", DEEP], {}, {}),
    ("FS-09", "odd names", odd_names, len(ODD), {}, {}),
    ("FS-11", "hard links", hard_links, ["a.md", "b.md"], {}, {}),
    ("LIST", "what is left out by rule", nested_rules, ["good.md"], {},
     {"made/": "ignored by .gitignore:1", "LICENSE.md": "licence", "node_modules/": "dependencies", ".hidden/": "hidden",
      ".gitignore": "hidden"}),
    ("SIZ-03", "a paragraph of 100,000 lines", one_paragraph, ["lines.md"], {}, {}),
    ("SRC-01", "code that is none", code, ["braces.md", "prose.md"], {}, {}),
]


class Files(faults.Suite):
    def __init__(self, program, work):
        """Runs as a user whom modes bind, where that user may run the program: root may read everything."""
        super().__init__(program, work)
        trial = [*NOBODY, program, "check", "--no-cache", str(work / "trial")]
        put(work / "trial", "a.md")
        as_nobody = os.getuid() == 0 and shutil.which("setpriv") and not subprocess.run(trial, capture_output=True).returncode
        self.prefix = NOBODY if as_nobody else []
        self.is_bound = os.getuid() != 0 or bool(as_nobody)

    def command(self, *args):
        environment = dict(os.environ, XDG_CACHE_HOME=str(self.work / "cache"))
        return subprocess.run([*self.prefix, self.program, *map(str, args)], capture_output=True, text=True, errors="replace",
                              timeout=SECONDS, env=environment)

    def open_up(self, folder):
        """The other user writes into our folder."""
        folder.mkdir(parents=True, exist_ok=True)
        os.chmod(folder, 0o777)

    def build(self, sources, out):
        self.open_up(out.parent)
        return self.command("build", sources, "-o", out, "--no-cache")

    def listed(self, result):
        """Path -> what --list says of it."""
        lines = [line for line in result.stdout.splitlines() if ": " in line]
        return {line.rsplit(": skipped: ", 1)[0] if ": skipped: " in line else line.rsplit(": ", 1)[0]:
                line.rsplit(": ", 1)[1] for line in lines}

    def lost(self, out, documents, sources):
        lost = []
        for path in documents:
            file = sources / path
            try:
                data = file.read_bytes()
            except OSError:  # too deep for one call
                data = document("deep").encode()
            lost += self.lost_words(out, {d["path"]: d for d in faults.load(out)["documents"]}, path, data)
        return lost

    def judge(self, case, place):
        row, what, _, documents, refused, skipped = case
        sources, out = place / "in", place / "site/out"
        checked = self.command("check", "--list", "--no-cache", sources)
        said = faults.diagnostics(checked)
        listed = self.listed(checked)
        bad = []
        for path, want in refused.items():
            tag, *word = want.split(" ", 1)
            if not any(" %s " % tag in s and (not word or word[0] in s) for s in said[path]):
                bad.append("%s: %s is not said, but %s" % (path, want, said[path]))
            if path not in listed:
                bad.append("%s is not in the list" % path)
        for path, word in skipped.items():
            if word not in listed.get(path, ""):
                bad.append("%s: %s is not in the list, but %s" % (path, word, listed.get(path)))
        self.result("%s %s: told of" % (row, what), bad)
        built = self.build(sources, out)
        bad = [] if built.returncode == 0 else ["build ended with %d: %s" % (built.returncode, built.stderr[-300:])]
        if not bad:
            found = faults.load(out)["documents"]
            # A document that may not be read is one of which only that is known.
            unread = sum(p.endswith(".md") and "Permission" in t for p, t in refused.items())
            wanted = documents if isinstance(documents, int) else len(documents) + unread
            bad += ["%d documents, not %d" % (len(found), wanted)] * (len(found) != wanted)
            quality = html.unescape((out / "quality.html").read_text(encoding="utf-8"))
            bad += ["%s is not on the quality page" % path for path in refused if path not in quality]
            if not isinstance(documents, int):
                bad += self.lost(out, documents, sources)
        self.result("%s %s: nothing is lost" % (row, what), bad)
        return out, bad

    def cases(self):
        for number, case in enumerate(CASES):
            if case[2] is unreadable and not self.is_bound:
                print("ok - reading: %s %s # SKIP modes bind nobody here" % case[:2])
                continue
            place = self.work / ("case%d" % number)
            sources = place / "in"
            sources.mkdir(parents=True)
            case[2](sources)
            started = time.monotonic()
            out, bad = self.judge(case, place)
            if time.monotonic() - started > SECONDS:
                self.result("%s takes its time" % case[0], ["%.0f s" % (time.monotonic() - started)])
            if case[2] is odd_names and not bad:
                self.odd(out, sources)

    def odd(self, out, sources):
        """Every document of an odd name has a page of its own, and its words are on it."""
        texts = [" ".join(faults.Page(p.read_text(encoding="utf-8")).parts) for p in out.glob("document/*.html")]
        bad = []
        for name in ODD:
            with open(os.path.join(os.fsencode(sources), name), "rb") as file:
                words = faults.words_of(file.read().decode())
            if not any(not words - faults.words_of(text) for text in texts):
                bad.append("%r is on no page" % name)
        names = [p.name for p in out.rglob("*")]
        bad += ["%r" % n for n in names if not re.fullmatch(r"[A-Za-z0-9._-]+", n)]
        ids = [d["id"].casefold() for d in faults.load(out)["documents"]]
        bad += ["ids meet"] * (len(set(ids)) != len(ids))
        self.result("FS-09 odd names: a page each", bad)

    def refusals(self):
        """What is refused before anything is written; the old output stays."""
        place = self.work / "refusals"
        put(place / "good", "a.md")
        (place / "empty").mkdir()
        (place / "closed").mkdir()
        put(place / "closed", "a.md")
        os.chmod(place / "closed", 0)
        put(place / "none", "a.c", "int x;\n")
        out = place / "site/out"
        built = self.build(place / "good", out)
        self.result("FS-06 a folder is built", [built.stderr] * built.returncode)
        before = sorted((str(p), p.stat().st_mtime_ns) for p in out.rglob("*"))
        for row, name, target in [("FS-05", "empty", out), ("FS-05", "none", out), ("FS-06", "missing", out),
                                  ("FS-06", "good/a.md/deeper", out),
                                  *[("FS-06", "closed", out)] * self.is_bound,
                                  ("FS-12", "good", place / "good/out"), ("FS-12", "site/out/document", out)]:
            result = self.command("build", place / name, "-o", target, "--no-cache")
            bad = ["exit status %d: %s" % (result.returncode, result.stderr)] * (result.returncode != 2)
            if name.split("/")[-1] not in result.stderr:
                bad.append("does not name it: " + result.stderr)
            after = sorted((str(p), p.stat().st_mtime_ns) for p in out.rglob("*"))
            bad += ["the old output was touched"] * (after != before)
            self.result("%s %s is refused" % (row, name), bad)
        alone = self.command("check", "--list", "--no-cache", place / "good/a.md")
        self.result("FS-06 a file alone is a document", [alone.stdout] * ("a.md: guide" not in alone.stdout))

    def read_only(self):
        place = self.work / "read-only"
        put(place / "in", "a.md")
        put(place / "in/skills/s", "SKILL.md", "---\nname: s\ndescription: d\n---\n" + document("s"))
        before = sorted(map(str, (place / "in").rglob("*")))
        for folder, _, _ in os.walk(place / "in"):
            os.chmod(folder, 0o555)
        built = self.build(place / "in", place / "site/out")
        after = sorted(map(str, (place / "in").rglob("*")))
        self.result("FS-10 sources that cannot be written", [built.stderr] * built.returncode + ["wrote"] * (before != after))

    def changing(self):
        """A file that grows, shrinks, vanishes and returns all the time."""
        place = self.work / "changing"
        put(place / "in", "good.md")
        file = put(place / "in", "busy.md")
        stop = threading.Event()

        def write():
            while not stop.is_set():
                for size in (200000, 10, 400000):
                    with open(file, "wb") as out:
                        for _ in range(size // 10):
                            out.write(b"bees hum.\n")
                os.unlink(file)
                put(place / "in", "busy.md", "bees hum.\n" * 30000)

        writer = threading.Thread(target=write)
        writer.start()
        bad = []
        for i in range(12):
            built = self.build(place / "in", place / "site/out")
            if built.returncode != 0:
                bad.append("build ended with %d: %s" % (built.returncode, built.stderr[-200:]))
                continue
            graph = faults.load(place / "site/out")
            tags = [d["tag"] for d in graph["diagnostics"] if "busy" in (d["document"] or d["message"])]
            busy = [d for d in graph["documents"] if d["path"] == "busy.md"]
            gone = not busy or busy[0]["bytes"] == 0
            if gone and busy and not {"changed-while-read", "unreadable", "empty-document"} & set(tags):
                bad.append("run %d: nothing is said: %s" % (i, tags))
            if busy and busy[0]["bytes"] % 10:
                page = (place / "site/out/document/busy.html").read_text()
                bad += ["run %d: a part of a line" % i] * ("hum." not in page)
            if "good.md" not in [d["path"] for d in graph["documents"]]:
                bad.append("run %d: the other document is lost" % i)
        stop.set()
        writer.join()
        self.result("FS-07 a file that changes while it is read", bad)

    def vanishing(self):
        """Folders that are removed during the walk."""
        place = self.work / "vanishing"
        put(place / "in", "good.md")
        stop = threading.Event()

        def churn():
            while not stop.is_set():
                for i in range(30):
                    put(place / "in", "d%d/e/f.md" % i)
                for i in range(30):
                    shutil.rmtree(place / "in" / ("d%d" % i))

        worker = threading.Thread(target=churn)
        worker.start()
        bad = []
        for _ in range(12):
            checked = self.command("check", "--list", "--no-cache", place / "in")
            if checked.returncode not in (0, 1):
                bad.append("check ended with %d: %s" % (checked.returncode, checked.stderr[-200:]))
            elif "good.md: guide" not in checked.stdout:
                bad.append("the other document is lost")
        stop.set()
        worker.join()
        self.result("FS-08 folders that vanish during the walk", bad)


def main():
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as work:
        os.chmod(work, 0o755)
        suite = Files(sys.argv[1], pathlib.Path(work))
        suite.cases()
        suite.refusals()
        suite.read_only()
        suite.changing()
        suite.vanishing()
        # Folders so deep are too much for the cleaning of a temporary directory.
        subprocess.run(["sh", "-c", 'chmod -R u+rwX "$1"; rm -rf "$1"/case*', "sh", work], check=False)
    return 1 if suite.failed else 0


if __name__ == "__main__":
    sys.exit(main())
