#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Real documents and gold annotations that lie beside the project, in ../shared; skipped where they do not.
set -u
cd "$(dirname "$0")/../.." || exit

readonly SHARED=${SHARED:-../shared}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

skip() { # folder name
	[ -d "$SHARED/$1" ] && return 1
	echo "ok - shared: $2 # SKIP $SHARED/$1 is not there"
}

result() { # status name
	if [ "$1" -eq 0 ]; then
		echo "ok - shared: $2"
	else
		echo "not ok - shared: $2"
		tail -n 15 "$work/said" | sed 's/^/# /'
		status=1
	fi
}

build() { # folder
	"$SKILLGRAPH" build "$SHARED/$1" -o "$work/$1" --no-cache >"$work/said" 2>&1
}

# Every document is in the graph; nothing was lost to a worker that died.
holds_all() { # folder
	python3 - "$work/$1/data/graph.json" "$(find "$SHARED/$1" -type f ! -name '*.tsv' | wc -l)" <<-'END'
		import json, sys
		graph = json.load(open(sys.argv[1], encoding="utf-8"))
		lost = [d for d in graph["diagnostics"] if d["tag"] in ("worker", "timeout")]
		print(len(graph["documents"]), "documents of", sys.argv[2], "files; lost:", lost)
		sys.exit(bool(lost) or len(graph["documents"]) != int(sys.argv[2]))
	END
}

score() {
	tests/shared/score.py "$SHARED/gold/score.py" "$work/seeds/data/graph.json" "$SHARED/gold/seeds.json" --sources "$SHARED/seeds" \
		--min evidence=1 without_evidence=0 evidence.count=500
}

if ! skip seeds 'seeds'; then
	build seeds
	result $? 'seeds are published'
	holds_all seeds >"$work/said" 2>&1
	result $? 'every seed is in the graph'
	score >"$work/said" 2>&1
	result $? 'evidence of the seeds stands at its lines'
fi
if ! skip corpus 'corpus'; then
	build corpus
	result $? 'corpus is published'
	holds_all corpus >"$work/said" 2>&1
	result $? 'every document of the corpus is in the graph'
fi
exit "$status"
