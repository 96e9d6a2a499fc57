#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs each fuzz harness. As a test it makes a fixed number of runs from a fixed seed and the tracked corpus, so that the
# result is the code's and not the day's. With FUZZ_SECONDS it is a campaign: any seed, for that long, and what it learns
# stays in build/fuzz/corpus. A finding is kept in build/fuzz/findings/: make it a seed of corpus/NAME/, which is never written.
set -u
cd "$(dirname "$0")" || exit

readonly BUILD=../../build/fuzz
# Runs of about four seconds here; all tests make four times as many.
declare -rA RUNS=([dedupe]=8000 [documents]=1500 [door]=40000 [extract]=9000 [facts]=80000 [flattened]=25000
	[frontmatter]=35000 [html]=50000 [markdown]=80000 [yaml]=400000)
[ "${SG_LEVEL-quick}" = all ] && times=4 || times=1
status=0
mkdir -p "$BUILD/findings"

for source in fuzz_*.c; do
	[ -e "$source" ] || continue
	name=${source%.c}
	short=${name#fuzz_}
	if [ -n "${FUZZ_SECONDS-}" ]; then
		amount=(-max_total_time="$FUZZ_SECONDS")
		folders=("$BUILD/corpus/$name")
	else
		amount=(-seed=1 -runs=$((${RUNS[$short]-2000} * times)))
		folders=("$BUILD/learnt/$name")
		rm -rf "${folders[@]}"
	fi
	mkdir -p "${folders[@]}"
	[ ! -d "corpus/$short" ] || folders+=("corpus/$short")
	log=$BUILD/$name.log
	if "$BUILD/tests/$name" "${amount[@]}" -timeout=10 -rss_limit_mb=2560 -print_final_stats=1 \
		-artifact_prefix="$BUILD/findings/$name-" "${folders[@]}" >"$log" 2>&1; then
		echo "ok - $name: $(awk '/number_of_executed_units/ { print $2 }' "$log") runs"
	else
		echo "not ok - $name: see $log"
		grep -E 'ERROR|SUMMARY|Assertion|runtime error|Test unit written' "$log" | head -n 5 | sed 's/^/# /'
		status=1
	fi
done
exit "$status"
