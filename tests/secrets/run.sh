#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Proves that no byte of a secret leaves the sources: not in a file that is published, nor in the cache, nor on the terminal.
set -u
cd "$(dirname "$0")/../.." || exit

readonly PROGRAM=${SKILLGRAPH:-$PWD/build/skillgraph}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

check() { # name command...
	local name=$1 said
	shift
	if said=$("$@" 2>&1); then
		echo "ok - $name"
	else
		echo "not ok - $name"
		tail -n 12 <<<"$said" | cut -c 1-200 | sed 's/^/# /'
		failed=1
	fi
}

build() { # sources target option...
	local sources=$1 target=$2
	shift 2
	"$PROGRAM" build "$sources" -o "$target" --cache "$work/cache" "$@" >"$work/said" 2>&1
}

# No file of the folders holds one of the secrets, as it is or as UTF-16 has it.
absent() { # folder...
	python3 - "$work/secrets" "$@" <<-'PYTHON'
		import os, sys
		secrets = [s.strip().encode() for s in open(sys.argv[1])]
		forms = [f for s in secrets for f in (s, s.decode().encode("utf-16-le"))]
		files = found = 0
		for folder in sys.argv[2:]:
		    for top, _, names in os.walk(folder):
		        for name in names:
		            files += 1
		            data = open(os.path.join(top, name), "rb").read() + name.encode()
		            for form in forms:
		                if form in data:
		                    found += 1
		                    print(os.path.join(top, name), form[:6])
		print(files, "files,", found, "secrets")
		sys.exit(found > 0 or files < 10)
	PYTHON
}

python3 tests/secrets/make.py "$work/sources" >"$work/secrets"
check "there are secrets to be found" [ "$(wc -l <"$work/secrets")" -ge 40 ]
check "sources with secrets are built" build "$work/sources" "$work/out"
check "no secret in what is published" absent "$work/out"
check "no secret in the cache" absent "$work/cache" "$work/out"
check "no secret on the terminal" bash -c "! grep -qFf '$work/secrets' '$work/said'"
"$PROGRAM" check --no-cache "$work/sources" --format=json >"$work/json" 2>&1
"$PROGRAM" check --no-cache "$work/sources" --format=sarif >"$work/sarif" 2>&1
"$PROGRAM" check --no-cache "$work/sources" --write-baseline "$work/baseline" >"$work/text" 2>&1
"$PROGRAM" dump read --no-cache "$work/sources" >"$work/dump" 2>&1
check "no secret in reports" bash -c "! grep -qFf '$work/secrets' '$work'/{json,sarif,baseline,text,dump}"
check "each name with one is told" [ "$(grep -c '(in its path)' "$work/json")" -eq 8 ]
check "links to such names lead on" python3 - "$work/out" <<-'PYTHON'
	import json, re, sys
	graph = json.load(open(sys.argv[1] + "/data/graph.json"))
	found = {e["target"] for e in graph["edges"] if e["type"] == "links_to" and e["source"] == "document/skills-named-skill"}
	page = open(sys.argv[1] + "/document/skills-named-skill.html").read()
	links = [t for t in found if re.search('href="[^"]*' + t.split("/")[1], page)]
	sys.exit(len(found) != 2 or len(links) != 2)
PYTHON
check "each document with one is told" [ "$(grep -o '"tag":"secret"' "$work/json" | wc -l)" -ge 40 ]
check "they are there when asked for" bash -c "! grep -qFf '$work/secrets' '$work/dump'; grep -q 'ghp_X' '$work/dump'"

printf 'allow_secrets: ["copies/**"]\n' >"$work/sources/skillgraph.yaml"
check "with allow_secrets it is built" build "$work/sources" "$work/allowed"
check "what is allowed is published as it is" grep -rqFf "$work/secrets" "$work/allowed/document"
printf 'allow_secrets: ["elsewhere/**"]\n' >"$work/sources/skillgraph.yaml"
check "the cache does not give it away" build "$work/sources" "$work/again"
check "no secret where another document is allowed" absent "$work/again"

[ "$failed" -eq 0 ]
