# SPDX-License-Identifier: MIT
# shellcheck shell=bash disable=SC2154
# Rows RES of the fault table: what the machine refuses, and what the user mistypes.

# call:errno, the errno that such a call fails with in life.
FALLIBLE='open:24 read:5 write:28 close:5 fsync:5 rename:13 link:31 mkdir:28 unlink:16 mmap:12 fork:11'

# A fault may hit what is not needed for the output (then the output is new), or a source (then it is
# another whole output, and the source is named). It must not end in a crash or in half an output.
judge_fault() { # status what
	local found
	found=$(state "$box/out")
	case $1-$found in
	0-new | 2-old | 3-old) ;;
	0-other)
		grep -qE 'error|warning' "$box/said" || wrong "$2: another output, and nothing is said"
		whole "$box/out" || wrong "$2: half an output"
		;;
	*) wrong "$2: exit status $1 and the output is $found: $(tail -n 2 "$box/said" | tr '\n' ' ')" ;;
	esac
}

# Every file of the manifest is there with its size, and no other.
whole() { # directory
	diff <(cd "$1" && find . -type f ! -name .skillgraph-manifest -printf '%s %P\n' | LC_ALL=C sort) \
		<(tail -n +2 "$1/.skillgraph-manifest" | cut -d ' ' -f 2,4 | LC_ALL=C sort) >/dev/null
}

fault_at() { # call errno point
	with_old
	build_with FAULT_CALLS="$1" FAULT_AT="$3" FAULT_ERRNO="$2" -- "$work/new-sources" "$box/out" --jobs 2
	judge_fault $? "$1 $3"
	want_tidy_after "$1" "$3"
}

# A directory whose removal was made to fail stays; the next run clears it away.
want_tidy_after() { # call point
	case $1 in
	unlink | open | read) build "$work/new-sources" "$box/out" ;;
	esac
	want_tidy
}

survives_failing_calls() {
	local fallible call calls point
	for fallible in $FALLIBLE; do
		call=${fallible%:*}
		calls=$(count_calls "$call")
		[ "$calls" -gt 0 ] || wrong "$call: no call was counted"
		for point in $(points "$calls" 60 5); do
			fault_at "$call" "${fallible#*:}" "$point"
		done
	done
}

survives_calls_that_go_on_failing() {
	local fallible status
	for fallible in $FALLIBLE; do
		with_old
		build_with FAULT_CALLS="${fallible%:*}" FAULT_AT=1 FAULT_LASTS=1 FAULT_ERRNO="${fallible#*:}" \
			FAULT_BELOW=.skillgraph- -- "$work/new-sources" "$box/out"
		status=$?
		judge_fault "$status" "$fallible"
	done
}

limited() { # limit value statuses
	with_old
	(
		ulimit "$1" "$2"
		build "$work/new-sources" "$box/out" --jobs 4
	)
	local status=$?
	want_status "$status" "$3"
	want_old_or_new "$status" "ulimit $1 $2"
	want_tidy
}

lives_within_limits() {
	limited -n 16 0
	limited -n 12 '0 2 3'
	limited -s 256 0
	[[ $preload == *libasan* ]] || limited -v 300000 '0 3'
}

lives_with_one_process() {
	[ "$(id -u)" -eq 0 ] || { skip 'needs root' && return; }
	chmod 777 "$box"
	# shellcheck disable=SC2016
	as_nobody bash -c 'ulimit -u 1; exec "$0" build "$1" -o "$2" --no-cache' \
		"$program" "$work/new-sources" "$box/out" >"$box/said" 2>&1
	want_status $? 3
	want_said 'cannot start a worker process'
	[ "$(state "$box/out")" = none ] || wrong 'something was published'
	want_tidy
}

names_the_document_that_kills_its_worker() {
	with_old
	build_with FAULT_CALLS=open,read FAULT_AT=1 FAULT_ERRNO=die FAULT_BELOW=victim.md \
		-- "$work/new-sources" "$box/out"
	want_status $? 0
	want_said victim.md
	want_said 'signal 9'
	whole "$box/out" || wrong 'half an output'
	grep -rqF 'The builder pattern keeps constructors short.' "$box/out" || wrong "the victim's text is lost"
	grep -rqF 'The new text, with the typestate pattern' "$box/out" || wrong "another document's text is lost"
}

rejects() { # text argument...
	local text=$1
	shift
	timeout 120 "$program" "$@" >"$box/said" 2>&1
	local status=$?
	want_status "$status" 2
	[ "$status" -eq 2 ] || wrong "arguments: $*"
	want_said "$text"
	want_state old
	want_tidy
}

rejects_wrong_usage() {
	with_old
	local ok=("$work/new-sources" -o "$box/out" --no-cache)
	printf 'titel: x\n' >"$box/typo.yaml"
	rejects 'jobs' build "${ok[@]}" --jobs -1
	rejects 'jobs' build "${ok[@]}" --jobs 100000
	rejects 'jobs' build "${ok[@]}" --jobs many
	rejects 'bogus' build "${ok[@]}" --bogus
	rejects '-o' build "$work/new-sources"
	rejects '-o' build "$work/new-sources" -o
	rejects 'sources' build -o "$box/out"
	rejects 'nowhere' build "$box/nowhere" -o "$box/out"
	rejects "did you mean 'title'" build "${ok[@]}" --config "$box/typo.yaml"
	rejects 'missing.yaml' build "${ok[@]}" --config "$box/missing.yaml"
	rejects 'bulid' bulid "${ok[@]}"
}

cached_build() {
	timeout 120 "$program" build "$work/new-sources" -o "$box/out" --cache "$box/cache" >"$box/said" 2>&1
	want_status $? 0
	want_state new
	rm -rf "$box/out"
}

does_not_trust_its_cache() {
	local entry
	cached_build
	[ "$(find "$box/cache" -type f | wc -l)" -ge 5 ] || wrong 'nothing was cached'
	cached_build
	find "$box/cache" -type f | while read -r entry; do truncate -s 100 "$entry"; done
	cached_build
	find "$box/cache" -type f | while read -r entry; do printf x | dd of="$entry" bs=1 seek=300 conv=notrunc status=none; done
	cached_build
	find "$box/cache" -type f | while read -r entry; do sed -i '1s/skillgraph-cache 1/skillgraph-cache 0/' "$entry"; done
	cached_build
	find "$box/cache" -type f | while read -r entry; do : >"$entry"; done
	cached_build
	find "$box/cache" -type f | while read -r entry; do rm "$entry" && ln -s /dev/zero "$entry"; done
	cached_build
}

goes_on_without_a_cache() {
	: >"$box/file"
	timeout 120 "$program" build "$work/new-sources" -o "$box/out" --cache "$box/file" >"$box/said" 2>&1
	want_status $? 0
	want_said "$box/file"
	want_state new
}

run_case RES-01 survives_failing_calls
run_case RES-01 survives_calls_that_go_on_failing
run_case RES-02 lives_within_limits
run_case RES-02 lives_with_one_process
run_case RES-03 names_the_document_that_kills_its_worker
run_case RES-04 rejects_wrong_usage
run_case RES-05 does_not_trust_its_cache
run_case RES-05 goes_on_without_a_cache
