#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Golden cases. tests/cases/NAME/ has
#   in/     the sources; the program runs in the folder that holds a copy of it
#   args    the arguments, one a line, such as build, in, -o, out
#   keep    files of out/ to compare word for word, as patterns, one a line (optional)
#   want/   stdout, stderr, status, tree (the names of all files of out/) and out/ (the kept files)
#   run-cases.sh [--accept] [NAME...]    --accept writes want/ anew: read the difference before you commit it
# A case that publishes runs again in other circumstances: all of out/ has to be the same, byte for byte.
set -u
cd "$(dirname "$0")/.." || exit

readonly PROGRAM=${SKILLGRAPH:-$PWD/build/skillgraph}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0 accept=
export LC_ALL=C.UTF-8 TZ=UTC XDG_CACHE_HOME=$work/cache

result() { # status name
	if [ "$1" -eq 0 ]; then
		echo "ok - case $2"
	else
		echo "not ok - case $2"
		status=1
	fi
}

# Times, speeds and the place of the run differ from one run to the next.
mask() { # folder
	sed -E -e "s#$1#WORK#g" -e 's/[0-9]+(\.[0-9]+)? (s|ms)\b/N s/g' -e 's/[0-9.]+ MB\/s/N MB\/s/g'
}

# Files are created in the order of their names or in its reverse, which the file system may keep.
copy_sources() { # case folder [reversed]
	local order=(sort -z)
	[ -z "${3-}" ] || order+=(-r)
	mkdir -p "$2/in"
	(cd "tests/cases/$1/in" && find . -mindepth 1 -print0 | "${order[@]}" |
		tar --null --no-recursion -T - -cf -) | tar -C "$2/in" -xf -
}

# The arguments, the sources of the last run in reverse where asked for: they all begin with "in".
arguments() { # case [reversed]
	local file=tests/cases/$1/args
	[ -n "${2-}" ] || { cat "$file" && return; }
	awk '/^in(\/|$)/ { sources[++n] = $0; place[NR] = n; line[NR] = $0; next } { line[NR] = $0 }
		END { for (i = 1; i <= NR; i++) print (i in place) ? sources[n + 1 - place[i]] : line[i] }' "$file"
}

# Leaves stdout, stderr, status and out/ in the folder.
run() { # case folder [reversed] [option...]
	local args case=$1 folder=$2 reversed=${3-}
	shift $(($# < 3 ? $# : 3))
	copy_sources "$case" "$folder" "$reversed"
	mapfile -t args < <(arguments "$case" "$reversed")
	# shellcheck disable=SC2086
	(cd "$folder" && timeout 120 ${SG_WRAP-} "$PROGRAM" "${args[@]}" "$@" >stdout.raw 2>stderr.raw </dev/null
		echo $? >status)
	mask "$folder" <"$folder/stdout.raw" >"$folder/stdout"
	mask "$folder" <"$folder/stderr.raw" >"$folder/stderr"
}

# What is compared, in one folder.
collect() { # case folder target
	local keep=tests/cases/$1/keep pattern file
	mkdir -p "$3"
	cp "$2/stdout" "$2/stderr" "$2/status" "$3"
	[ -d "$2/out" ] || return 0
	(cd "$2/out" && find . -type f | LC_ALL=C sort) >"$3/tree"
	[ -e "$keep" ] || return 0
	while read -r pattern; do
		for file in "$2/out/"$pattern; do
			[ -f "$file" ] && install -D -m 644 "$file" "$3/out/${file#"$2/out/"}"
		done
	done <"$keep"
}

golden() { # case
	local got=$work/$1/got want=tests/cases/$1/want
	run "$1" "$work/$1/first"
	collect "$1" "$work/$1/first" "$got"
	if [ -n "$accept" ]; then
		rm -rf "$want"
		cp -r "$got" "$want"
	fi
	diff -ruN "$want" "$got" >"$work/difference"
	result $? "$1"
	head -n 40 "$work/difference" | sed 's/^/# /'
}

same() { # case variant
	diff -rq "$work/$1/first/out" "$work/$1/$2/out" >"$work/difference"
	result $? "$1: the same $2"
	sed 's/^/# /' "$work/difference"
}

# A locale in which i and I are letters of their own, made here: it must really be loaded.
make_turkish() {
	localedef -i tr_TR -f UTF-8 "$work/tr_TR.UTF-8" >/dev/null 2>&1
	[ "$(LOCPATH=$work LC_ALL=tr_TR.UTF-8 bash -c 'x=i; echo "${x^}"')" = İ ]
}

circumstances() { # case
	run "$1" "$work/$1/a second time" && same "$1" "a second time"
	run "$1" "$work/$1/with sources in reverse" reversed && same "$1" "with sources in reverse"
	run "$1" "$work/$1/with one process" '' --jobs 1 && same "$1" "with one process"
	run "$1" "$work/$1/with four processes" '' --jobs 4 && same "$1" "with four processes"
	TZ=Pacific/Kiritimati run "$1" "$work/$1/in another time zone" && same "$1" "in another time zone"
	if [ -z "$turkish" ]; then
		echo "ok - case $1: the same in Turkish # SKIP tr_TR.UTF-8 cannot be made: no localedef or locales"
		return
	fi
	LOCPATH=$work LC_ALL=tr_TR.UTF-8 LANGUAGE=tr run "$1" "$work/$1/in Turkish" && same "$1" "in Turkish"
}

if [ "${1-}" = --accept ]; then
	accept=yes
	shift
fi
turkish=
make_turkish && turkish=yes
[ $# -gt 0 ] || set -- tests/cases/*/
for name; do
	name=$(basename "$name")
	golden "$name"
	[ ! -d "$work/$name/first/out" ] || [ -n "${SG_WRAP-}" ] || circumstances "$name"
done
exit "$status"
