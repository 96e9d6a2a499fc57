#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# check-layers.sh on this project, and on small trees that are wrong on purpose.
set -eu
cd "$(dirname "$0")/.."

tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
status=0

result() { # passed? name
	if [ "$1" = yes ]; then
		echo "ok - layers: $2"
	else
		echo "not ok - layers: $2"
		status=1
	fi
}

# One file with one line, after a harmless one: expected is the end of what is said, "" for nothing.
judge() { # path line expected
	local said expected=$3
	rm -rf "$tree/pipeline"
	mkdir -p "$tree/pipeline/$(dirname "$1")"
	printf '%s\n%s\n' '#include <glib.h>' "$2" >"$tree/pipeline/$1"
	said=$(./check-layers.sh "$tree" || true)
	if [[ -n $expected && $said == "pipeline/$1:"[12]": "*"$expected"* ]]; then
		result yes "$1 may not have: $2"
	elif [[ -z $expected$said ]]; then
		result yes "$1 may have: $2"
	else
		result no "$1 has: $2, expected '$expected', said '$said'"
	fi
}

judge base/a.c '#include "model/facts.h"' 'model comes after it'
judge read/a.c '#include "extract/extract.h"' 'extract comes after it'
judge extract/a.c '#include "read/steps.h"' 'private to read'
judge graph/a.c '#include "dedupe/verdicts.h"' 'private to dedupe'
judge emit/site/a.c '#include "emit/diagram/svg.h"' 'only its own folder'
judge emit/site/a.c '#include "steps.h"' 'name it from pipeline/'
judge command/a.c '#include "emit/output.h"' 'private to emit'
judge main.c '#include "graph/steps.h"' 'private to graph'
judge graph/a.c '#include <yaml.h>' 'one file wraps one library'
judge base/yaml.h '#include <yaml.h>' 'header of ours'
judge graph/a.c '	printf("x");' 'prints'
judge emit/a.c '	return fprintf(stderr, "x");' 'prints'
judge model/a.c '	g_printerr("x");' 'prints'
judge read/a.c '	c = tolower(c);' 'locale'
judge dedupe/a.c '	g_return_val_if_fail(x, 0);' 'hides a bug'
judge extract/a.c '		goto out;' 'jumps'
judge common/a.c 'int x;' 'no such stage'

judge graph/a.c '#include "dedupe/dedupe.h"' ''
judge emit/site/a.c '#include "emit/output.h"' ''
judge emit/emit.c '#include "emit/site/theme.h"' ''
judge command/a.c '	printf("x");' ''
judge main.c '#include "command/command.h"' ''
judge base/yaml.c '#include <yaml.h>' ''
judge read/a.c '	g_string_append_printf(s, "goto printf(");' ''
judge read/a.c '/* never tolower(c) or goto */' ''
judge read/a.c '	c = g_ascii_tolower(c);' ''

if ./check-layers.sh >"$tree/said"; then
	result yes 'pipeline/ holds its layers'
else
	result no 'pipeline/ holds its layers'
	sed 's/^/# /' "$tree/said"
fi
exit "$status"
