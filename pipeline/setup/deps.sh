#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Looks for what the groups of packages.tsv need; nothing is remembered, so that the answer is always true.
#   deps.sh check GROUP...    lists what is missing; status 1 if something is
#   deps.sh install GROUP...  installs it on Debian and its relatives; elsewhere says what to install
# Group "build" includes the npm packages of pipeline/grammars, "test" those of tests/ where it has any.
# Status 2: the user has to do something first.
set -eu
cd "$(dirname "$0")/../.."

have() { # kind what
	case $1 in
	command) command -v "$2" ;;
	module) pkg-config --exists "$2" ;;
	header) cc -E -x c -o /dev/null - <<<"#include <$2>" ;;
	python) python3 -c "import $2" ;;
	sanitizer) clang "-fsanitize=$2" -shared -x c -o /dev/null /dev/null ;;
	file) [ -e "$2" ] ;;
	esac >/dev/null 2>&1
}

missing() { # group... -> lines "package<TAB>kind what"
	local group kind what package
	while IFS=$'\t' read -r group kind what package; do
		[[ " $* " == *" $group "* ]] || continue
		have "$kind" "$what" || printf '%s\t%s %s\n' "$package" "$kind" "$what"
	done < <(grep -v '^#' pipeline/setup/packages.tsv)
}

module_folders() { # group... -> lines "source<TAB>target" of npm projects
	[[ " $* " != *" build "* ]] || printf '%s\t%s\n' pipeline/grammars build/npm/pipeline
	[[ " $* " != *" test "* || ! -e tests/package.json ]] || printf '%s\t%s\n' tests build/npm/tests
}

modules_current() { # source target
	[ -e "$2/node_modules/.package-lock.json" ] && cmp -s "$1/package-lock.json" "$2/package-lock.json"
}

# npm writes node_modules/.package-lock.json when it has finished. Scripts of packages never run.
install_modules() { # source target
	echo "npm: installing the packages of $1 into $2"
	rm -rf "$2"
	mkdir -p "$2"
	cp "$1/package.json" "$1/package-lock.json" "$2"
	npm ci --prefix "$2" --ignore-scripts --engine-strict --no-audit --no-fund --no-update-notifier
}

is_debian() {
	command -v apt-get >/dev/null && grep -qE '^ID(_LIKE)?=.*(debian|ubuntu)' /etc/os-release
}

ask() {
	local answer
	read -r -p "Run this now? [y/N] " answer
	[[ $answer == [yY]* ]]
}

install_packages() { # package...
	local root='' commands
	[ "$(id -u)" -eq 0 ] || root='sudo '
	commands="${root}apt-get update -q && ${root}env DEBIAN_FRONTEND=noninteractive"
	commands+=" apt-get install -q -y --no-install-recommends $*"
	printf 'run: %s\n' "$commands" >&2
	if [ -n "$root" ]; then
		[ -t 0 ] && [ -t 2 ] && ask || exit 2
	fi
	bash -c "$commands"
}

report() { # list
	printf 'missing:\n' >&2
	awk -F'\t' '{ printf "  %s (Debian package %s)\n", $2, $1 }' <<<"$1" >&2
}

check() { # group...
	local list status=0 source target
	list=$(missing "$@")
	[ -z "$list" ] || { report "$list" && status=1; }
	while IFS=$'\t' read -r source target; do
		modules_current "$source" "$target" && continue
		printf 'missing: npm packages of %s in %s\n' "$source" "$target" >&2
		status=1
	done < <(module_folders "$@")
	return "$status"
}

install() { # group...
	local list source target
	list=$(missing "$@")
	if [ -n "$list" ]; then
		report "$list"
		is_debian || { echo "install what is missing with the tools of this system, then run it again" >&2 && exit 2; }
		# shellcheck disable=SC2046
		install_packages $(cut -f1 <<<"$list" | sort -u)
		list=$(missing "$@")
		[ -z "$list" ] || { report "$list" && exit 2; }
	fi
	while IFS=$'\t' read -r source target; do
		modules_current "$source" "$target" || install_modules "$source" "$target"
	done < <(module_folders "$@")
}

case ${1-} in
check | install) "$@" ;;
*) sed -n '3,7s/^# //p' "$0" >&2 && exit 2 ;;
esac
