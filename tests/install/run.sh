#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# An installed program works without the checkout, npm and the network, and uninstall leaves nothing.
set -u
cd "$(dirname "$0")/../.." || exit

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

check() { # name command...
	local name=$1
	shift
	if "$@" >"$work/said" 2>&1; then
		echo "ok - install: $name"
	else
		echo "not ok - install: $name"
		tail -n 15 "$work/said" | sed 's/^/# /'
		status=1
	fi
}

# Hides the checkout behind an empty folder and takes the network away, where we may do so. The sources
# are a copy, since those of the checkout are hidden too.
build_apart() { # out
	local command=("$work/root/usr/bin/skillgraph" build "$work/sources" -o "$1" --no-cache)
	if [ -n "$hidden" ]; then
		unshare --mount --net sh -c 'mount -t tmpfs none "$1" && cd / && shift && "$@"' \
			sh "$PWD" "${command[@]}"
	else
		(cd / && "${command[@]}")
	fi
}

publishes_the_same() {
	"$SKILLGRAPH" build "$work/sources" -o "$work/here" --no-cache &&
		build_apart "$work/apart" && diff -r "$work/here" "$work/apart"
}

names_no_checkout() {
	! grep -rlF "$PWD/pipeline" "$work/root"
}

leaves_nothing() {
	[ -z "$(find "$work/root" -type f)" ]
}

hidden=
unshare --mount --net true 2>/dev/null && hidden=yes
cp -r sources "$work/sources"
check 'make install' make --no-print-directory install DESTDIR="$work/root" PREFIX=/usr
check 'no file names the checkout' names_no_checkout
if [ -n "$hidden" ]; then
	check 'publishes the same with checkout and network gone' publishes_the_same
else
	check 'publishes the same from another place' publishes_the_same
	echo "ok - install: with checkout and network gone # SKIP needs root and name spaces"
fi
check 'make uninstall' make --no-print-directory uninstall DESTDIR="$work/root" PREFIX=/usr
check 'uninstall leaves no file' leaves_nothing
exit "$status"
