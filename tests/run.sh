#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs the test suites and adds up their "ok" and "not ok" lines. The Makefile has built what they need.
#   run.sh quick|all|asan|valgrind
# A suite is a program tests/NAME/run.sh; it finds in the environment
#   SKILLGRAPH  the program    SG_BUILD  its build folder    SG_LEVEL  quick or all
#   SG_WRAP     words to put before a program that is tested, such as valgrind; often empty
# The full output of each suite is kept in build/tests/.
set -u
cd "$(dirname "$0")/.." || exit

readonly LOGS=build/tests
# Its words go to files: it warns of calls that it does not know, such as openat2, among the words of the program.
readonly VALGRIND="valgrind -q --log-file=$PWD/build/tests/valgrind/%p.log --suppressions=$PWD/tests/valgrind.supp --error-exitcode=99 --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite --child-silent-after-fork=yes"
passed=0 failed=0 skipped=0

use() { # mode level [wrap]
	export SG_BUILD=$PWD/build/$1 SKILLGRAPH=$PWD/build/$1/skillgraph SG_LEVEL=$2 SG_WRAP=${3-}
	mode=$1${3:+-valgrind}
}

# Adds the lines of a log to the totals and shows what failed, with the first of its comments.
count() { # name log status seconds
	local ok not skip
	not=$(grep -c '^not ok' "$2")
	if [ "$3" -ne 0 ] && [ "$not" -eq 0 ]; then
		echo "not ok - $1 ended with status $3 (see $2)" >>"$2"
		not=1
	fi
	skip=$(grep -ciE '^ok.*# skip' "$2")
	ok=$(($(grep -c '^ok' "$2") - skip))
	printf '%-24s %5d passed, %d failed, %d skipped (%d s)\n' "$1" "$ok" "$not" "$skip" "$4"
	awk '/^not ok/ { show = 12 } /^ok/ { show = 0 }
		show-- > 0 || /^ok.*# [Ss][Kk][Ii][Pp]/ { print "    " substr($0, 1, 200) }' "$2"
	passed=$((passed + ok)) failed=$((failed + not)) skipped=$((skipped + skip))
}

suite() { # name
	local log=$LOGS/$mode-$1.log start=$SECONDS script=tests/$1/run.sh status=0
	[ "$1" != cases ] || script=tests/run-cases.sh
	"$script" >"$log" 2>&1 </dev/null || status=$?
	count "$1${mode:+ ($mode)}" "$log" "$status" $((SECONDS - start))
}

# Every suite there is, but for those that are measurements or have a target of their own.
all_suites() {
	local script name
	echo cases
	for script in tests/*/run.sh; do
		name=$(basename "$(dirname "$script")")
		[[ $name == bare || $name == bench ]] || echo "$name"
	done
}

run_level() { # level
	local name
	case $1 in
	quick | all)
		use release "$1"
		for name in $(all_suites); do
			suite "$name"
		done
		;;
	asan)
		use asan "${2:-quick}"
		for name in unit cases shared; do
			suite "$name"
		done
		;;
	valgrind)
		use release quick "$VALGRIND"
		rm -rf "$LOGS/valgrind" && mkdir "$LOGS/valgrind"
		suite unit
		suite cases
		grep -rhE '^==[0-9]+== ' "$LOGS/valgrind" | head -n 40
		;;
	esac
	if [ "$1" = all ]; then
		run_level asan all
		run_level valgrind
	fi
}

[[ ${1-} =~ ^(quick|all|asan|valgrind)$ ]] || { sed -n '4,8s/^# //p' "$0" >&2 && exit 2; }
mkdir -p "$LOGS"
run_level "$1"
printf '%d passed, %d failed' "$passed" "$failed"
[ "$skipped" -eq 0 ] || printf ', %d skipped' "$skipped"
printf '\n'
[ "$failed" -eq 0 ]
