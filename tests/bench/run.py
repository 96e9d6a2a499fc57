#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: MIT
"""Measures skillgraph on generated documents: run.py [SIZE...]

Prints for each size the stages by themselves, a full build, rebuilds, and what hugo needs for plain pages of the same
documents in the same run. Every build writes into a fresh directory. BENCH_DIR names the place; without it that is memory
where there is room, since a disk that has just removed many files makes new ones several times slower."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import generate
import measure

ROOT = Path(__file__).resolve().parents[2]
REAL_CORPUS = ROOT / "../shared/corpus"
REAL_COUNT = 374

MEMORY = Path("/dev/shm")
BYTES_A_DOCUMENT = 1500000  # of all that a bench writes
ROUNDS = 3  # of what is compared, in turns, up to this many documents
MOST_IN_ROUNDS = 1000

HUGO_CONFIG = """baseURL = "https://example.org/"
title = "bench"
disableKinds = ["RSS", "sitemap", "taxonomy", "term", "404"]
[markup.highlight]
codeFences = false
[markup.goldmark.renderer]
unsafe = false
"""
HUGO_LAYOUTS = {
    "single.html": "<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1>{{ .Content }}\n",
    "list.html": "<!doctype html><title>{{ .Title }}</title>{{ range .Pages }}"
    '<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}\n',
}


class MemoryWatch(threading.Thread):
    """Samples the memory of a process and its descendants, shared pages counted once, until told to stop."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.peak, self.over = pid, 0, threading.Event()

    def run(self):
        while not self.over.wait(0.1):
            self.peak = max(self.peak, sum(map(self.resident, self.family(self.pid))))

    def family(self, pid):
        yield pid
        try:
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
        except OSError:
            return
        for child in children.split():
            yield from self.family(int(child))

    @staticmethod
    def resident(pid):
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            return 0
        return next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)


def timed(*command):
    """Seconds and MiB at the peak. What others left to be written does not count: a build waits for the disk."""
    os.sync()
    started = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        watch = MemoryWatch(process.pid)
        watch.start()
        messages = process.stderr.read()
    seconds = time.monotonic() - started
    watch.over.set()
    watch.join()
    if process.returncode != 0:
        sys.exit(f"{command[0]} ended with status {process.returncode}:\n{messages}")
    return seconds, watch.peak / 1024


class Installed:
    """The programs with their data as they were when the bench began, whatever happens to the checkout meanwhile."""

    def __init__(self, folder):
        install = ["make", "--no-print-directory", "-C", ROOT, "install", f"DESTDIR={folder}", "PREFIX=/usr"]
        subprocess.run(install, check=True, stdout=subprocess.DEVNULL)
        self.program = folder / "usr/bin/skillgraph"
        self.stages = Path(shutil.copy(ROOT / "build/release/tests/stages", self.program.parent))


def make_corpus(folder, count):
    generate.write(count, folder)
    return sum(path.stat().st_size for path in folder.rglob("*.md")) / 1e6


def stage_rows(stages, corpus, work):
    command = [stages, corpus, work / "stages", work / "stages-cache"]
    os.sync()
    result = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [line.split("\t") for line in result.splitlines()]


def run_stages(stages, work, count, megabytes):
    rows = stage_rows(stages, work / "corpus", work)
    print(f"  {'stage':10} {'seconds':>9} {'documents/s':>12} {'MB/s':>8} {'peak MiB':>9}")
    for name, seconds, peak in (row for row in rows if len(row) == 3):
        spent = max(float(seconds), 1e-6)
        print(f"  {name:10} {spent:9.2f} {count / spent:12.0f} {megabytes / spent:8.1f} {int(peak) / 1024:9.0f}")
    took = {row[0]: float(row[1]) for row in rows if len(row) == 3}
    print(f"  extraction and graph take {(took['extract'] + took['graph']) / took['read']:.2f} x the time of reading")
    return {row[0]: int(row[1]) for row in rows if len(row) == 2}


def run_hugo(folder, corpus):
    """Plain pages of the same documents: seconds and MiB."""
    layouts = folder / "layouts/_default"
    layouts.mkdir(parents=True)
    (folder / "config.toml").write_text(f'contentDir = "{corpus}"\n{HUGO_CONFIG}')
    for name, text in HUGO_LAYOUTS.items():
        (layouts / name).write_text(text)
    return timed("hugo", "--quiet", "--source", str(folder), "--destination", str(folder / "public"))


def edit_one(corpus):
    path = sorted(corpus.rglob("*.md"))[0]
    path.write_text(path.read_text("utf-8") + "\nOne sentence more.\n", "utf-8")


def run_build(program, folder, corpus):
    return timed(str(program), "build", str(corpus), "-o", str(folder / "out"), "--cache", str(folder / "cache"))


def run_rebuilds(program, folder, corpus):
    """Two rebuilds over the build that folder has: seconds and MiB of each."""
    unchanged = run_build(program, folder, corpus)
    edit_one(corpus)
    return {"nothing changed": unchanged, "one edited": run_build(program, folder, corpus)}


def median(runs):
    """Of the seconds and of the MiB, and how far the seconds lie apart."""
    seconds = sorted(run[0] for run in runs)
    between = f" ({seconds[0]:.2f} to {seconds[-1]:.2f} s)" if len(runs) > 1 else ""
    return statistics.median(seconds), statistics.median(run[1] for run in runs), between


def compare(program, work, corpus, rounds):
    """Full builds and hugo's, in turns: the medians; the first build is left for rebuilds."""
    builds, plain = [], []
    for turn in range(rounds):
        folder = work / f"turn-{turn}"
        folder.mkdir()
        if shutil.which("hugo"):
            plain.append(run_hugo(folder / "hugo", corpus))
        builds.append(run_build(program, folder, corpus))
    return median(builds), median(plain) if plain else None


def bench(installed, count, work):
    work.mkdir()
    corpus = work / "corpus"
    megabytes = make_corpus(corpus, count)
    print(f"\n{count} documents, {megabytes:.1f} MB")
    counts = run_stages(installed.stages, work, count, megabytes)
    graph = measure.counts(work / "stages/data/graph.json")
    counts["MB written"] = counts.pop("bytes") // 1000000
    print("  " + ", ".join(f"{number} {name}" for name, number in (counts | graph).items()))
    full, hugo = compare(installed.program, work, corpus, ROUNDS if count <= MOST_IN_ROUNDS else 1)
    rows = {"full build": full} | run_rebuilds(installed.program, work / "turn-0", corpus)
    for name, (seconds, peak, *between) in rows.items():
        ratio = f"{seconds / hugo[0]:6.2f} x hugo" if hugo else ""
        print(f"  {name:16} {seconds:8.2f} s {count / seconds:8.0f} documents/s {peak:6.0f} MiB {ratio}", *between, sep="")
    if hugo:
        print(f"  {'hugo, plain pages':16} {hugo[0]:7.2f} s {hugo[1]:27.0f} MiB{hugo[2]}")
    else:
        print("  hugo is not installed")


def profile(program, corpus, out):
    timed(str(program), "build", str(corpus), "-o", str(out), "--no-cache")
    return measure.text(corpus) | measure.graph(out / "data/graph.json")


def print_reading(installed, work):
    """How fast the real documents are read, with facts written, by all processors."""
    work.mkdir()
    seconds = next(float(row[1]) for row in stage_rows(installed.stages, REAL_CORPUS, work) if row[0] == "facts")
    megabytes = sum(path.stat().st_size for path in REAL_CORPUS.rglob("*.md*")) / 1e6
    print(f"\nthe real documents, {megabytes:.1f} MB: read with facts written at {megabytes / seconds:.1f} MB/s")


def compare_with_real(installed, work):
    made = work / "likeness"
    make_corpus(made, REAL_COUNT)
    real = measure.REAL
    if REAL_CORPUS.is_dir():
        real = profile(installed.program, REAL_CORPUS, work / "real-out")
    measure.print_table(real, profile(installed.program, made, work / "likeness-out"))
    if REAL_CORPUS.is_dir():
        print_reading(installed, work / "real")


def find_place(documents):
    if "BENCH_DIR" in os.environ:
        return Path(os.environ["BENCH_DIR"])
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > documents * BYTES_A_DOCUMENT:
        return MEMORY
    (ROOT / "build").mkdir(exist_ok=True)
    return ROOT / "build"


def main():
    sizes = [int(size) for size in sys.argv[1:]] or [100, 1000, 10000]
    place = find_place(max(sizes))
    work = Path(tempfile.mkdtemp(prefix="bench-", dir=place))
    print(f"measured in {place}")
    try:
        installed = Installed(work / "installed")
        compare_with_real(installed, work)
        for size in sizes:
            bench(installed, size, work / str(size))
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
