#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Proves that `make site` and `make test` do all their own set-up: each runs in a fresh Debian 12 with
# nothing but make, git and ca-certificates, on a clone of the last commit. Needs root, debootstrap and
# the network.
#   run.sh [TARGET...]     targets of the Makefile; default: site test
# BARE_DIR      where the base is kept and the systems are made (default: build/bare)
# BARE_MIRROR   Debian mirror (default: debootstrap's own)
# BARE_PREPARE  program that is given the folder of a fresh system, to put in what this machine needs to
#               reach its registries (certificates, proxies)
set -eu
cd "$(dirname "$0")/../.."

readonly DIR=${BARE_DIR:-$PWD/build/bare}
readonly MIRROR=${BARE_MIRROR-}
readonly BASE=$DIR/base.tar

make_base() {
	debootstrap --variant=minbase --include=make,git,ca-certificates bookworm "$DIR/base" ${MIRROR:+"$MIRROR"}
	tar -C "$DIR/base" -cf "$BASE.part" .
	mv "$BASE.part" "$BASE"
	rm -rf "$DIR/base"
}

make_system() { # folder
	rm -rf "$1"
	mkdir -p "$1"
	tar -C "$1" -xf "$BASE"
	cp /etc/resolv.conf "$1/etc/resolv.conf"
	[ -z "${BARE_PREPARE-}" ] || "$BARE_PREPARE" "$1"
	git clone -q --no-hardlinks . "$1/project"
}

# Mounts and processes end with the namespace.
enter() { # folder target
	unshare --mount --pid --fork --kill-child --mount-proc="$1/proc" chroot "$1" \
		env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin make -C /project "$2" </dev/null
}

prove() { # target
	local system=$DIR/$1 log=$DIR/$1.log start=$SECONDS
	make_system "$system"
	if enter "$system" "$1" >"$log" 2>&1; then
		echo "ok - make $1 in a bare Debian 12 ($((SECONDS - start)) s)"
		rm -rf "$system"
	else
		echo "not ok - make $1 in a bare Debian 12, see $log and $system"
		tail -n 20 "$log" | sed 's/^/# /'
		return 1
	fi
}

[ "$(id -u)" -eq 0 ] || { echo "a bare system can be made by root only" >&2 && exit 2; }
command -v debootstrap >/dev/null || { echo "run: apt-get install debootstrap" >&2 && exit 2; }
mkdir -p "$DIR"
[ -e "$BASE" ] || make_base
[ $# -gt 0 ] || set -- site test
status=0
for target; do
	prove "$target" || status=1
done
exit "$status"
