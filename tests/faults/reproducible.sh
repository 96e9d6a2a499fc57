# SPDX-License-Identifier: MIT
# shellcheck shell=bash disable=SC2154
# Rows REP of the fault table: the same input, the same bytes.

same() { # what [variable=value...] -- [option...]
	local what=$1 variables=()
	shift
	while [ "$1" != -- ]; do
		variables+=("$1")
		shift
	done
	shift
	rm -rf "$box/out"
	timeout 120 env "${variables[@]}" "$program" build "$work/new-sources" -o "$box/out" --no-cache "$@" >"$box/said" 2>&1
	want_status $? 0
	[ "$(state "$box/out")" = new ] ||
		wrong "$what: differs: $(diff -rq "$work/new" "$box/out" | head -n 3 | tr '\n' ' ')"
}

# Made here, and proven to be in force: a program that ignores a missing locale proves nothing.
is_in_any_locale_the_same() {
	local locale code proof
	if ! command -v localedef >/dev/null || [ ! -f /usr/share/i18n/locales/tr_TR ]; then
		skip 'needs localedef and its sources'
		return
	fi
	mkdir "$box/locales"
	for locale in de_DE tr_TR; do
		localedef -i $locale -f UTF-8 "$box/locales/$locale.UTF-8" 2>/dev/null
		proof=$(LOCPATH=$box/locales LC_ALL=$locale.UTF-8 locale decimal_point)
		[ "$proof" = , ] || wrong "$locale is not in force: decimal point '$proof'"
		same "$locale" LOCPATH="$box/locales" LC_ALL=$locale.UTF-8 LANGUAGE=$locale --
	done
	for code in C POSIX C.UTF-8; do
		same "$code" LC_ALL=$code --
	done
}

is_in_any_time_zone_the_same() {
	same UTC TZ=UTC --
	same Apia TZ=Pacific/Apia --
	same nowhere TZ=Nowhere/Else --
}

is_on_any_day_the_same() {
	command -v faketime >/dev/null || { skip 'needs faketime' && return; }
	local day
	for day in '+400d' '1970-01-02 00:00:00' '2106-02-07 06:28:16'; do
		rm -rf "$box/out"
		timeout 120 faketime -f "$([[ $day == +* ]] && echo "$day" || echo "@$day")" \
			"$program" build "$work/new-sources" -o "$box/out" --no-cache >"$box/said" 2>&1
		want_status $? 0
		want_state new
	done
}

is_in_any_order_of_reading_the_same() {
	same 'read backwards' FAULT_REVERSE=1 LD_PRELOAD="$preload" --
}

is_by_any_number_of_workers_the_same() {
	local jobs
	for jobs in 1 2 3 16; do
		same "$jobs jobs" -- --jobs $jobs
	done
}

is_from_any_place_the_same() {
	mkdir -p "$box/another place/ä"
	cp -r "$work/new-sources" "$box/another place/ä/copy"
	build "$box/another place/ä/copy" "$box/out"
	want_status $? 0
	want_state new
	rm -rf "$box/out"
	(cd "$box/another place" && timeout 120 "$program" build ä/copy/ -o ../out --no-cache >"$box/said" 2>&1)
	want_status $? 0
	want_state new
}

is_for_any_order_of_arguments_the_same() {
	"$program" build "$work/old-sources" "$work/new-sources" -o "$box/one" --no-cache >"$box/said" 2>&1 || wrong 'one order failed'
	"$program" build "$work/new-sources" "$work/old-sources" -o "$box/other" --no-cache >"$box/said" 2>&1 || wrong 'the other order failed'
	diff -r "$box/one" "$box/other" >"$box/said" || wrong "differs: $(head -n 3 "$box/said" | tr '\n' ' ')"
}

takes_no_date_from_the_files() {
	find "$work/new-sources" -exec touch -d '2106-01-01' {} +
	same 'times in the future' --
	find "$work/new-sources" -exec touch -d '1960-01-01' {} +
	same 'times before 1970' --
	find "$work/new-sources" -exec touch {} +
}

tells_nothing_of_the_build() {
	local text
	same again --
	for text in "$work" "$PWD" "$(uname -n)" "$(date -u +%Y-%m-%d)"; do
		! grep -rqF -- "$text" "$work/new" || wrong "the output holds '$text' in $(grep -rlF -- "$text" "$work/new" | head -n 1)"
	done
}

takes_the_date_from_the_environment() {
	local first second
	SOURCE_DATE_EPOCH=1000000000 build "$work/new-sources" "$box/one"
	want_status $? 0
	SOURCE_DATE_EPOCH=1000000000 TZ=Pacific/Apia build "$work/new-sources" "$box/two"
	want_status $? 0
	first=$(digest "$box/one")
	second=$(digest "$box/two")
	[ "$first" = "$second" ] || wrong 'two runs with one SOURCE_DATE_EPOCH differ'
}

# A long-lived worker lays out one diagram after the other, many workers few each.
draws_the_same_in_one_process_and_in_many() {
	local sources jobs
	[ -d "$work/many" ] || many_documents "$work/many"
	for sources in "$work/many" "$PWD/sources"; do
		rm -rf "$box/first"
		build "$sources" "$box/first" --jobs 1
		want_status $? 0
		[ "$(find "$box/first" -name '*.svg' | wc -l)" -gt 10 ] || wrong 'hardly any diagram was drawn'
		for jobs in 1 2 16; do
			rm -rf "$box/next"
			build "$sources" "$box/next" --jobs $jobs
			want_status $? 0
			diff -rq "$box/first" "$box/next" >"$box/said" || wrong "$sources, $jobs jobs: differs: $(tail -n 3 "$box/said" | tr '\n' ' ')"
		done
	done
}

writes_nothing_when_nothing_changed() {
	local before after
	build "$work/new-sources" "$box/out"
	before=$(cd "$box/out" && find . -printf '%i %T@ %P\n' | sort)
	find "$work/new-sources" -exec touch {} +
	build "$work/new-sources" "$box/out"
	want_status $? 0
	after=$(cd "$box/out" && find . -printf '%i %T@ %P\n' | sort)
	[ "$before" = "$after" ] || wrong 'files were written'
	want_state new
	want_tidy
}

writes_only_what_changed() {
	local linked
	build "$work/old-sources" "$box/out"
	cp -al "$box/out" "$box/before"
	build "$work/new-sources" "$box/out"
	want_status $? 0
	want_state new
	linked=$(cd "$box/out" && find . -type f -links +1 | wc -l)
	[ "$linked" -gt 0 ] || wrong 'every file was written again'
}

run_case REP-01 is_in_any_locale_the_same
run_case REP-01 is_in_any_time_zone_the_same
run_case REP-01 is_on_any_day_the_same
run_case REP-01 is_in_any_order_of_reading_the_same
run_case REP-01 is_by_any_number_of_workers_the_same
run_case REP-01 is_from_any_place_the_same
run_case REP-01 is_for_any_order_of_arguments_the_same
run_case REP-01 takes_no_date_from_the_files
run_case REP-02 tells_nothing_of_the_build
run_case REP-02 takes_the_date_from_the_environment
run_case REP-03 draws_the_same_in_one_process_and_in_many
run_case REP-05 writes_nothing_when_nothing_changed
run_case REP-05 writes_only_what_changed
