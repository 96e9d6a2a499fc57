# SPDX-License-Identifier: MIT
# shellcheck shell=bash disable=SC2154
# Rows OUT of the fault table: whatever fails, the old output or the new one, whole.

# Everything in the box but the messages.
listing() {
	find "$box" ! -name said ! -path "$box" -printf '%i %M %s %T@ %p %l\n' | LC_ALL=C sort
}

refuses() { # path text
	local before
	before=$(listing)
	build "$work/new-sources" "$1"
	want_status $? 2
	want_said "$2"
	[ "$before" = "$(listing)" ] || wrong "$1: something was touched"
}

refuses_places_that_are_no_directory_of_ours() {
	: >"$box/file"
	mkdir -p "$box/foreign/sub" "$box/empty"
	: >"$box/foreign/sub/precious"
	ln -s empty "$box/link"
	ln -s nowhere "$box/dangling"
	refuses "$box/file" 'is not a directory'
	refuses "$box/link" 'is a symbolic link'
	refuses "$box/dangling" 'is a symbolic link'
	refuses "$box/missing/out" 'cannot open its parent directory'
	refuses "$box/file/out" 'cannot open its parent directory'
	refuses "$box/foreign" 'was not made by skillgraph'
	refuses / 'as a whole'
	refuses "$work/new-sources/out" ''
	refuses "$work" ''
}

refuses_places_that_cannot_be_written() {
	[ "$(id -u)" -eq 0 ] || { skip 'needs root' && return; }
	mkdir "$box/locked"
	chmod 755 "$box/locked"
	chmod 777 "$box"
	cp -a "$work/old" "$box/out"
	as_nobody timeout 120 "$program" build "$work/new-sources" -o "$box/locked/out" --no-cache >"$box/said" 2>&1
	want_status $? 2
	want_said 'cannot write into'
	as_nobody timeout 120 "$program" build "$work/new-sources" -o "$box/out" --no-cache >"$box/said" 2>&1
	want_status $? 2
	want_said 'cannot be written'
	want_state old
	want_tidy
}

takes_an_empty_directory_and_keeps_gitignore() {
	mkdir "$box/out"
	printf '*\n!.gitignore\n' >"$box/out/.gitignore"
	build "$work/new-sources" "$box/out"
	want_status $? 0
	[ "$(cat "$box/out/.gitignore")" = $'*\n!.gitignore' ] || wrong '.gitignore is gone'
	rm -f "$box/out/.gitignore"
	want_state new
}

keeps_files_of_the_user() {
	with_old
	mkdir "$box/out/mine"
	echo precious >"$box/out/mine/file"
	build "$work/new-sources" "$box/out"
	want_status $? 0
	[ "$(cat "$box/out/mine/file" 2>/dev/null)" = precious ] || wrong "the user's file is gone"
	rm -rf "$box/out/mine"
	want_state new
}

# Runs a function in a mount namespace of its own, on a small file system.
on_small_disk() { # options fill
	if [ "$(id -u)" -ne 0 ] || ! unshare --mount true 2>/dev/null; then
		skip 'needs root'
		return
	fi
	mkdir "$box/disk"
	# shellcheck disable=SC2016
	unshare --mount bash -c '
		mount -t tmpfs -o "$1" none "$2/disk" && cp -a "$3/old" "$2/disk/out" && eval "$4"
		timeout 120 "$5" build "$3/new-sources" -o "$2/disk/out" --no-cache >"$2/said" 2>&1
		echo $? >"$2/status"
		ls -A "$2/disk" >"$2/beside"
		cp -a "$2/disk/out" "$2/out"
	' _ "$1" "$box" "$work" "$2" "$program"
	want_status "$(cat "$box/status")" 3
	want_said 'No space left on device'
	want_said "$box/disk/out"
	want_state old
	! grep -q skillgraph "$box/beside" || wrong 'the staging directory is left'
}

survives_a_full_disk() {
	# shellcheck disable=SC2016
	on_small_disk size=64m 'head -c 64m /dev/zero >"$2/disk/filler" 2>/dev/null; truncate -s -16384 "$2/disk/filler"'
}

survives_a_disk_without_inodes() {
	# shellcheck disable=SC2016
	on_small_disk size=64m,nr_inodes=4000 'mkdir "$2/disk/fill"; i=0; while : 2>/dev/null >"$2/disk/fill/$i"; do i=$((i + 1)); done; rm "$2"/disk/fill/{1,2,3}'
}

survives_a_limit_on_file_size() {
	with_old
	(
		ulimit -f 8
		build "$work/new-sources" "$box/out"
	)
	want_status $? 3
	want_said 'File too large'
	want_state old
	want_tidy
}

takes_failed_close_and_sync_seriously() {
	local call
	for call in close fsync; do
		with_old
		build_with FAULT_CALLS=$call FAULT_AT=1 FAULT_LASTS=1 FAULT_ERRNO=5 FAULT_BELOW=.skillgraph-staging \
			-- "$work/new-sources" "$box/out"
		want_status $? 3
		want_said 'Input/output error'
		want_state old
		want_tidy
	done
}

publishes_whoever_listens() {
	local sink
	for sink in 'exec >&-' 'exec 2>&-' 'exec >&- 2>&-' 'exec <&- >&- 2>&-' 'exec >/dev/full' 'exec 2>/dev/full' 'exec > >(:)' 'exec > >(head -n 1)'; do
		with_old
		timeout 120 bash -c "$sink"'; exec "$@"' _ "$program" build "$work/new-sources" -o "$box/out" --no-cache 2>"$box/said" >/dev/null
		want_status $? 0
		want_state new
		want_tidy
	done
}

WRITES=open,write,close,fsync,rename,link,mkdir,unlink

# How many calls a run makes depends a little on how its processes meet: the last points may lie behind its end.
kill_at() { # point; sets ended if the run came to its end
	local point=$1 found status=0
	with_old
	build_with FAULT_CALLS=$WRITES FAULT_AT="$point" FAULT_ERRNO=kill -- "$work/new-sources" "$box/out" --jobs 2 || status=$?
	want_status $status 137 0
	[ $status -ne 0 ] || ended=$((ended + 1))
	found=$(state "$box/out")
	if [ $status -eq 0 ]; then
		want_state new
	elif [ "$found" != old ] && [ "$found" != new ]; then
		wrong "point $point: the output is $found"
	fi
	build "$work/new-sources" "$box/out" --jobs 2
	want_status $? 0
	want_state new
	want_tidy
}

survives_kill_at_every_write() {
	local calls point ended=0 all=0
	calls=$(count_calls $WRITES)
	[ "$calls" -gt 200 ] || wrong "only $calls calls were counted"
	for point in $(points "$calls" 200 16); do
		kill_at "$point"
		all=$((all + 1))
	done
	[ $((ended * 4)) -le $all ] || wrong "$ended of $all runs were not killed"
}

# The end of a run is where names change: every call of it, without a directory to exchange.
survives_kill_at_every_rename_of_a_plain_file_system() {
	local calls point
	calls=$(count_calls rename FAULT_PLAIN_FS=1)
	for ((point = 1; point <= calls; point++)); do
		with_old
		build_with FAULT_CALLS=rename FAULT_AT=$point FAULT_ERRNO=kill FAULT_PLAIN_FS=1 \
			-- "$work/new-sources" "$box/out"
		[[ $(state "$box/out") =~ ^(old|new|none)$ ]] || wrong "rename $point: neither old nor new"
		# What the next run finds first is the old output, given back; this one gets no further.
		timeout 120 "$program" build "$work/new-sources" -o "$box/out" --no-cache --theme "$box/missing" >"$box/said" 2>&1
		[[ $(state "$box/out") =~ ^(old|new)$ ]] || wrong "rename $point: the old output was not given back"
		build "$work/new-sources" "$box/out"
		want_status $? 0
		want_state new
		want_tidy
	done
}

many_documents() { # directory
	local i
	for ((i = 0; i < 300; i++)); do
		document "$1/docs/d$i.md" "document$i" "The pattern number $i prevents error E0$((100 + i))."
	done
}

# Starts a long run, and waits until it writes beside its target.
start_long() {
	[ -d "$work/many" ] || many_documents "$work/many"
	"$program" build "$work/many" -o "$box/out" --no-cache --jobs 2 >"$box/long" 2>&1 &
	long=$!
	for _ in $(seq 200); do
		[ -z "$(find "$box" -maxdepth 1 -name '.skillgraph-staging-*')" ] || return 0
		sleep 0.01
	done
	wrong 'the long run did not begin'
}

ends_on_signals() {
	local signal number delay status
	for signal in INT:130 TERM:143 HUP:129; do
		number=${signal#*:}
		for delay in 0 0.03 0.1; do
			with_old
			start_long
			sleep "$delay"
			kill -"${signal%:*}" "$long"
			wait "$long"
			status=$?
			cp "$box/long" "$box/said"
			want_status "$status" "$number"
			want_state old
			want_tidy
			! pgrep -f -- "-o $box/out " >/dev/null || wrong 'a worker lives on'
		done
	done
}

lets_one_run_at_a_time() {
	with_old
	start_long
	kill -STOP "$long"
	build "$work/new-sources" "$box/out"
	want_status $? 2
	want_said 'is locked'
	want_said "process $long "
	build "$work/new-sources" "$box/other"
	want_status $? 0
	want_state new "$box/other"
	kill -CONT "$long"
	wait "$long" || wrong 'the first run failed'
	[ -f "$box/out/index.html" ] || wrong 'the first run published nothing'
	want_tidy
}

clears_away_what_killed_runs_left() {
	with_old
	mkdir -p "$box/.skillgraph-staging-0123abcd-999999999/concept" "$box/.skillgraph-staging-mine"
	: >"$box/.skillgraph-staging-0123abcd-999999999/concept/x.html"
	build "$work/new-sources" "$box/out"
	want_status $? 0
	want_said 'leftover'
	want_state new
	[ -d "$box/.skillgraph-staging-mine" ] || wrong 'a directory with a like name was removed'
	rmdir "$box/.skillgraph-staging-mine"
	want_tidy
}

publishes_without_exchange() {
	with_old
	build_with FAULT_PLAIN_FS=1 -- "$work/new-sources" "$box/out"
	want_status $? 0
	want_state new
	want_tidy
}

gives_the_old_back_when_the_exchange_fails() {
	local call
	for call in rename exchange; do
		with_old
		build_with FAULT_CALLS=$call FAULT_AT=1 FAULT_LASTS=1 FAULT_ERRNO=13 -- "$work/new-sources" "$box/out"
		want_status $? 3
		want_said 'Permission denied'
		want_state old
		want_tidy
	done
}

run_case OUT-01 refuses_places_that_are_no_directory_of_ours
run_case OUT-01 refuses_places_that_cannot_be_written
run_case OUT-02 takes_an_empty_directory_and_keeps_gitignore
run_case OUT-02 keeps_files_of_the_user
run_case OUT-03 survives_a_full_disk
run_case OUT-04 survives_a_disk_without_inodes
run_case OUT-05 survives_a_limit_on_file_size
run_case OUT-06 takes_failed_close_and_sync_seriously
run_case OUT-07 publishes_whoever_listens
run_case OUT-08 survives_kill_at_every_write
run_case OUT-08 survives_kill_at_every_rename_of_a_plain_file_system
run_case OUT-09 ends_on_signals
run_case OUT-10 lets_one_run_at_a_time
run_case OUT-11 clears_away_what_killed_runs_left
run_case OUT-12 publishes_without_exchange
run_case OUT-12 gives_the_old_back_when_the_exchange_fails
