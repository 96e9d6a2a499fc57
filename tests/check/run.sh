#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# `skillgraph check` as a team runs it: exit status, formats, comments that ignore, baselines. SARIF is
# validated by its JSON schema, which comes with the matchers that its authors wrote for the tests of other tools.
set -u
cd "$(dirname "$0")/../.." || exit

readonly PROGRAM=${SKILLGRAPH:-$PWD/build/skillgraph}
readonly MODULES=$PWD/build/npm/tests/node_modules
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
		tail -n 12 <<<"$said" | sed 's/^/# /'
		failed=1
	fi
}

run() { # argument... -> $work/out $work/err $work/status
	(cd "$work" && "$PROGRAM" check --no-cache "$@" >out 2>err)
	echo $? >"$work/status"
}

ends_with() { # status argument...
	local want=$1
	shift
	run "$@"
	[ "$(cat "$work/status")" = "$want" ] || { cat "$work/status" "$work/err"; return 1; }
}

# The tags that are given, in order.
gives() { # tags argument...
	local want=$1 got
	shift
	run "$@"
	got=$(sed -nE 's/.*\[([a-z0-9-]+)\]$/\1/p' "$work/err" | paste -sd' ')
	[ "$got" = "$want" ] || { echo "got: $got"; return 1; }
}

document() { # path lines...
	mkdir -p "$work/$(dirname "$1")"
	printf '%s\n' "${@:2}" >"$work/$1"
}

document good/bees/SKILL.md --- 'name: bees' 'description: Keep bees.' --- '# Bees' '' 'Keep them warm.'
document warn/a.md '# A' '' 'See [b](b.md).'
document bad/.claude/agents/keeper.md --- 'name: keeper' 'name: other' 'description: d' --- 'You keep bees.'
document bad/one/SKILL.md --- 'name: bees' 'description: d' --- '# One' 'A "b" <c> \ d.'
document bad/two/SKILL.md --- 'name: bees' 'description: e' --- '# Two' 'See [x](no such.md).'

check "nothing wrong: 0" ends_with 0 good
check "nothing wrong, strictly: 0" ends_with 0 good --strict
check "a warning: 0" ends_with 0 warn
check "a warning, strictly: 1" ends_with 1 warn --strict
check "an error: 1" ends_with 1 bad
check "an unknown format: 2" ends_with 2 good --format=xml
check "a list in a report for programs: 2" ends_with 2 good --list --format=json
check "a baseline that is not there: 2" ends_with 2 good --baseline=none
echo "hello" >"$work/nothing"
check "a baseline that is none: 2" ends_with 2 good --baseline=nothing

# Formats.
conforms() { # sarif-file
	node tests/check/sarif.js "$MODULES" "$1"
}

refuses() { # what sed changes
	sed "$1" "$work/out" >"$work/wrong"
	! cmp -s "$work/out" "$work/wrong" && ! conforms "$work/wrong"
}

query() { # python expression over "log"
	python3 - "$1" "$work/out" <<-'PYTHON'
		import json, sys
		log = json.load(open(sys.argv[2]))
		run = log["runs"][0] if "runs" in log else None
		def line(suppression):
		    place = suppression.get("location")
		    return place and place["physicalLocation"]["region"]["startLine"]
		sys.exit(0 if eval(sys.argv[1]) else 1)
	PYTHON
}

if [ -e "$MODULES/@microsoft/jest-sarif" ]; then
	run bad --format=sarif
	check "SARIF: valid by the schema of 2.1.0" conforms "$work/out"
	check "SARIF: the schema refuses a misspelt member" refuses 's/"ruleId"/"ruleID"/'
	check "SARIF: the schema refuses a path that is no URI" refuses 's,"uri":"bad/,"uri":"bad /,'
	check "SARIF: the schema refuses a line 0" refuses 's/"startLine":[0-9]*/"startLine":0/'
	run good --format=sarif
	check "SARIF: valid without a result" conforms "$work/out"
else
	echo "ok - SARIF: valid by the schema of 2.1.0 # SKIP npm packages of tests/ are not installed"
fi
run bad --format=sarif
check "SARIF: the status is the same" [ "$(cat "$work/status")" = 1 ]
check "SARIF: nothing on stderr" [ ! -s "$work/err" ]
check "SARIF: version" query 'log["version"] == "2.1.0" and len(log["runs"]) == 1'
check "SARIF: every rule index leads to its rule" query \
	'all(run["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])'
check "SARIF: paths as they were given" query \
	'all(r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].startswith("bad/") for r in run["results"])'
check "SARIF: two skills of one name point at each other" query \
	'sorted(l["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"] if r["ruleId"] == "name-conflict" for l in r["relatedLocations"]) == ["bad/one/SKILL.md", "bad/two/SKILL.md"]'
check "SARIF: a key given twice points at the first" query \
	'[r["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] for r in run["results"] if r["ruleId"] == "front-matter-duplicate"] == [2]'
check "SARIF: lines and columns begin at 1" query \
	'all(r["locations"][0]["physicalLocation"].get("region", {"startLine": 1})["startLine"] >= 1 for r in run["results"])'
cp "$work/out" "$work/first"
LC_ALL=C TZ=Asia/Tokyo run bad --format=sarif --jobs 4
check "SARIF: the same bytes again" cmp "$work/first" "$work/out"

run bad --format=json
check "JSON: counts are those of its list" query \
	'sum(log[k] for k in ("errors", "warnings", "notes")) == len(log["diagnostics"]) and log["errors"] == sum(d["severity"] == "error" for d in log["diagnostics"])'
check "JSON: documents and their cost" query 'log["documents"] == 3 and log["tokens"] > 0 and log["words"] > 0 and log["lines"] > 0'

# Baselines.
check "a baseline is written: 0" ends_with 0 bad --write-baseline=base
check "with it nothing is left" ends_with 0 bad --baseline=base --strict
check "it holds no place of this machine" bash -c "! grep -q '$work' '$work/base'"
sed -i '5s/^/\n/' "$work/bad/two/SKILL.md"
check "lines may move" ends_with 0 bad --baseline=base --strict
document bad/three.md '# Three' '' 'See [z](z.md).'
check "what is new is told" gives link-broken bad --baseline=base
rm "$work/bad/three.md" "$work/bad/.claude/agents/keeper.md"
run bad --baseline=base
check "what is mended is counted" grep -q ', 2 of its entries are mended' "$work/out"

# What all documents cost together.
for i in 1 2 3 4 5 6 7 8 9 10; do
	document "many/.claude/agents/a$i.md" --- "name: a$i" "description: $(printf 'word%.0s ' {1..1300}) $i" --- "# A$i" "You do $i."
done
check "descriptions of all sub-agents over the limit of their host" gives host-warns many
rm "$work/many/.claude/agents/a"[1-3].md
check "and below it" gives "" many

# Comments.
document said/a.md '# A' '' 'See [b](b.md). <!-- skillgraph-ignore link-broken -->'
check "a comment on the line" gives "" said
document said/a.md '# A' '' '<!-- skillgraph-ignore link-broken: comes later -->' '' 'See [b](b.md).'
check "a comment before the line" gives "" said
document said/a.md '# A' '' '<!-- skillgraph-ignore link-broken -->' '' 'Text.' '' 'See [b](b.md).'
check "a comment before another line" gives "ignore-unused link-broken" said
document said/a.md '# A' '' 'See [b](b.md).' '' 'See [c](c.md).' '' '<!-- skillgraph-ignore-file link-broken -->'
check "a comment for the file" gives "" said
document said/a.md '# A' '' '<!-- skillgraph-ignore link-brokn, -->' 'Text.'
check "a tag that there is not" gives "ignore-unknown" said
document said/a.md '# A' '' '<!-- skillgraph-ignore -->' 'Text.'
check "no tag" gives "ignore-unknown" said
document said/a.md '# A' '' '```html' '<!-- skillgraph-ignore nothing -->' '```' '' 'A `<!-- skillgraph-ignore x -->`.'
check "code shows a comment and makes none" gives "" said
document said/.cursor/rules/a.mdc --- 'alwaysApply: true' 'author: me # skillgraph-ignore host-key' --- '# A' 'Text.'
rm "$work/said/a.md"
check "a comment in front matter" gives "" said

# What is left out, for those who ask.
document left/a.md '# A' '' 'See [b](b.md). <!-- skillgraph-ignore link-broken: comes later -->' '' 'See [c](c.md).'
run left --write-baseline=left-base
document left/d.md '# D' '' 'See [e](e.md).'
suppressions() { # what the results of the log must be
	query "[(r['message']['text'][-4:], *((s['kind'], s.get('justification'), line(s)) for s in r.get('suppressions', [])))
		for r in run['results']] == $1"
}
run left --format=sarif --baseline=left-base
check "SARIF: what is left out is not there" suppressions "[('e.md',)]"
run left --format=sarif --baseline=left-base --suppressed
check "SARIF: what is left out, as suppressed" suppressions \
	"[('e.md',), ('b.md', ('inSource', 'comes later', 3)), ('c.md', ('external', None, None))]"
[ ! -e "$MODULES/@microsoft/jest-sarif" ] || check "SARIF: valid with suppressions" conforms "$work/out"
check "SARIF: suppressed results leave the status" ends_with 0 left --format=sarif --suppressed
check "suppressed results in another format: 2" ends_with 2 left --suppressed

# Entries of the configuration that do nothing.
document set/a.md '# Using tokio' '' '**Back pressure** is a way to slow a sender down. It is `tokio` that has it.' '' \
	'## Back pressure' '' 'More of it. Acme has internal notes.'
matches() { # what is told, and lines of skillgraph.yaml
	document set/skillgraph.yaml "${@:2}"
	run set
	sed -nE 's/^skillgraph.yaml:([0-9]+): note: [^:]*: (.*) \[config-unmatched\]$/\1 \2/p' "$work/err" | paste -sd';' >"$work/told"
	diff <(printf '%s\n' "$1") "$work/told"
}
check "names that entities have" matches '' 'kinds:' '  back pressures: pattern' 'merge:' '  Tokio: Back pressure' \
	'ignore_terms: [Acme, internal note]'
check "names that nothing has" matches \
	'2 kinds: Front pressure;4 merge: Tokyo;6 separate: Tokyo;9 ignore_terms: Amce;11 aliases: Wax' \
	'kinds:' '  Front pressure: pattern' 'merge:' '  Tokyo: tokio' 'separate:' '  tokio: Tokyo' \
	'ignore_terms:' '  - Acme' '  - Amce' 'aliases:' '  Wax: [Comb, Honey]' '  Tokio RT: tokio'

[ "$failed" -eq 0 ]
