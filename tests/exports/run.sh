#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Proves the exports and diagrams of published directories by readers that others wrote.
#   run.sh [DIR...]    default: builds of sources/ and of the case with hostile names, by $SKILLGRAPH
set -u
cd "$(dirname "$0")/../.." || exit

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

check() { # name command...
	local name=$1 said
	shift
	if said=$("$@" 2>&1) && [ -z "$said" ]; then
		echo "ok - $name"
		passed=$((passed + 1))
	else
		echo "not ok - $name"
		tail -n 12 <<<"$said" | sed 's/^/# /'
		failed=$((failed + 1))
	fi
}

# Stdin: NUL-separated files. dot says on stderr what it does not like, and ends with 0.
canon() {
	xargs -0 -r -n 200 dot -Tcanon >/dev/null
}

dots() {
	find "$1" -name '*.dot' -print0 | canon
}

# xmllint says so when all is well, too.
relaxng() {
	xmllint --nonet --noout --relaxng "$1" "$2" 2>&1 | grep -v ' validates$'
	[ "${PIPESTATUS[0]}" -eq 0 ]
}

svgs() {
	find "$1" -name '*.svg' -print0 | xargs -0 -r xmllint --nonet --noout
}

prove() { # name directory
	[ -d "$2/data" ] || { echo "not ok - $1: $2/data is not there" && failed=$((failed + 1)) && return; }
	check "$1: graph.xml follows graph.rng (xmllint)" \
		relaxng "$2/data/graph.rng" "$2/data/graph.xml"
	if command -v jing >/dev/null; then
		check "$1: graph.xml follows graph.rng (jing)" jing "$2/data/graph.rng" "$2/data/graph.xml"
	else
		echo "ok - $1: graph.xml follows graph.rng (jing) # SKIP no jing"
	fi
	check "$1: every .svg is well-formed" svgs "$2"
	check "$1: dot reads every .dot without a word" dots "$2"
	while read -r fact; do
		check "$1: $fact" python3 tests/exports/check.py "$fact" "$2"
	done < <(python3 tests/exports/check.py)
}

# What it says of the documents is no matter here.
publish() { # sources target
	"$SKILLGRAPH" build "$1" -o "$2" --quiet --no-cache 2>"$work/stderr" || cat "$work/stderr"
}

build() { # name sources
	check "$1: is built" publish "$2" "$work/$1"
	prove "$1" "$work/$1"
}

if [ $# -gt 0 ]; then
	for dir in "$@"; do
		prove "$(basename "$dir")" "$dir"
	done
else
	build sources sources
	build hostile-names tests/cases/hostile-names/in
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
