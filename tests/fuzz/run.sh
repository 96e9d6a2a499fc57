#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs each fuzz harness for FUZZ_SECONDS (default: 5; 60 where all tests run). What it learns stays in build/fuzz/corpus; the
# seeds in corpus/NAME/ are read, never written. A finding is kept in build/fuzz/findings/: make it a seed.
set -u
cd "$(dirname "$0")" || exit

readonly BUILD=../../build/fuzz
[ "${SG_LEVEL-quick}" = all ] && seconds=60 || seconds=5
seconds=${FUZZ_SECONDS:-$seconds}
status=0
mkdir -p "$BUILD/findings"

for source in fuzz_*.c; do
	[ -e "$source" ] || continue
	name=${source%.c}
	mkdir -p "$BUILD/corpus/$name"
	folders=("$BUILD/corpus/$name")
	[ ! -d "corpus/${name#fuzz_}" ] || folders+=("corpus/${name#fuzz_}")
	log=$BUILD/$name.log
	if "$BUILD/tests/$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2560 -print_final_stats=1 \
		-artifact_prefix="$BUILD/findings/$name-" "${folders[@]}" >"$log" 2>&1; then
		echo "ok - $name: $(awk '/number_of_executed_units/ { print $2 }' "$log") runs in $seconds s"
	else
		echo "not ok - $name: see $log"
		grep -E 'ERROR|SUMMARY|Assertion|runtime error|Test unit written' "$log" | head -n 5 | sed 's/^/# /'
		status=1
	fi
done
exit "$status"
