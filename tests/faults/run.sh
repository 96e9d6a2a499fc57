#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What happens when the world fails: full disks, kills, broken caches, no memory, other locales. After each
# fault the output is exactly the old one or exactly the new one, and nothing lies beside it.
#   run.sh [--all] [PATTERN]    PATTERN: cases to run, such as OUT-0
# By default a seeded sample of the fault points (SG_SEED), with --all or SG_LEVEL=all every one.
set -u
cd "$(dirname "$0")/../.." || exit

level=${SG_LEVEL:-quick}
[ "${1-}" != --all ] || { level=all && shift; }
pattern=${1-}
program=${SKILLGRAPH:-$PWD/build/skillgraph}
seed=${SG_SEED:-1}
here=$PWD/tests/faults
passed=0 failed=0
RANDOM=$seed

work=$(mktemp -d)
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT
shim=$work/shim.so
"${CC:-cc}" -std=gnu17 -D_GNU_SOURCE -shared -fPIC -o "$shim" "$here/shim.c" -ldl || exit
preload=$shim
if ldd "$program" | grep -q libasan; then
	preload="$("${CC:-cc}" -print-file-name=libasan.so) $shim"
fi

# --- results ---------------------------------------------------------------------------------------------

# A case is a function. It calls wrong for each thing that is not as it should be; skip ends it.
wrong() { # text...
	faults+=("$*")
}

skip() { # reason
	skipped=$1
}

run_case() { # id function
	[[ $1 == *"$pattern"* ]] || return 0
	local name="$1 ${2//_/ }"
	faults=() skipped=
	box=$work/box
	rm -rf "$box"
	mkdir "$box"
	# The shell tells of each process that was killed.
	"$2" 2>"$work/noise"
	if [ -n "$skipped" ]; then
		echo "ok - $name # SKIP $skipped"
	elif [ ${#faults[@]} -eq 0 ]; then
		passed=$((passed + 1))
		echo "ok - $name"
	else
		failed=$((failed + 1))
		echo "not ok - $name"
		printf '# %s\n' "${faults[@]}" | head -n 20
	fi
}

# --- what is built ---------------------------------------------------------------------------------------

document() { # file name text
	mkdir -p "$(dirname "$1")"
	cat >"$1" <<END
---
name: $2
description: Use when $2 comes up in a review.
---
# $2

$3

## Ownership

**Ownership** decides who frees a value. The borrow checker reports \`E0502\` when two borrows collide.

\`\`\`rust
use tokio::sync::Mutex;
fn main() { let guard = Mutex::new(0); }
\`\`\`
END
}

make_sources() { # directory marker
	document "$1/skills/locking/SKILL.md" locking "A lock guards one value. $2"
	document "$1/skills/tasks/SKILL.md" tasks "A task is a future that the runtime polls."
	document "$1/agents/reviewer.md" reviewer "Reviews changes for lifetimes and cloning."
	document "$1/victim.md" victim "The builder pattern keeps constructors short."
}

build() { # sources out [option...]
	local sources=$1 out=$2
	shift 2
	timeout 120 "$program" build "$sources" -o "$out" --no-cache "$@" >"$box/said" 2>&1
}

# One line that is the same for the same names and bytes.
digest() { # directory
	(cd "$1" 2>/dev/null && find . ! -type d -print0 | LC_ALL=C sort -z | xargs -0 -r sha256sum | sha256sum)
}

# A box with the old output in it.
with_old() {
	rm -rf "$box/out"
	cp -a "$work/old" "$box/out"
}

state() { # directory
	local now
	[ -e "$1" ] || { echo none && return; }
	now=$(digest "$1")
	case $now in
	"$old_digest") echo old ;;
	"$new_digest") echo new ;;
	*) echo other ;;
	esac
}

want_status() { # status wanted...
	local status=$1
	shift
	[[ " $* " == *" $status "* ]] || wrong "exit status $status, not $*: $(tail -n 3 "$box/said" | tr '\n' ' ')"
}

want_state() { # state [directory]
	local found
	found=$(state "${2:-$box/out}")
	[ "$found" = "$1" ] || wrong "the output is $found, not $1"
}

want_said() { # text
	grep -qF -- "$1" "$box/said" || wrong "did not say '$1': $(tail -n 3 "$box/said" | tr '\n' ' ')"
}

want_tidy() {
	local left
	left=$(find "$box" -maxdepth 1 -name '.skillgraph-*' ! -name .skillgraph-manifest)
	[ -z "$left" ] || wrong "left behind: $left"
}

# A failed run leaves the old output, a successful one the new; no run dies of a signal.
want_old_or_new() { # status what
	local found
	found=$(state "$box/out")
	case $1-$found in
	0-new | 2-old | 3-old) ;;
	*) wrong "$2: exit status $1 and the output is $found: $(tail -n 2 "$box/said" | tr '\n' ' ')" ;;
	esac
}

# Runs with the shim; FAULT_ variables are given as words before the sources.
build_with() { # variable=value... -- sources out [option...]
	local variables=()
	while [ "$1" != -- ]; do
		variables+=("$1")
		shift
	done
	shift
	local sources=$1 out=$2
	shift 2
	timeout 120 env "${variables[@]}" LD_PRELOAD="$preload" \
		"$program" build "$sources" -o "$out" --no-cache "$@" >"$box/said" 2>&1
}

count_calls() { # calls [variable=value...]
	local calls=$1
	shift
	with_old
	build_with FAULT_CALLS="$calls" FAULT_AT=0 FAULT_COUNT="$box/count" "$@" -- "$work/new-sources" "$box/out" --jobs 2
	cat "$box/count" 2>/dev/null || echo 0
}

# Numbers of calls to fail: with --all evenly spread, else a sample.
points() { # calls all sample
	local i n=$1
	[ "$n" -gt 0 ] || return 0
	if [ "$level" = all ]; then
		for ((i = 0; i < $2 && i < n; i++)); do
			echo $((1 + i * n / ($2 < n ? $2 : n)))
		done
	else
		for ((i = 0; i < $3; i++)); do
			echo $((1 + (RANDOM * 32768 + RANDOM) % n))
		done
	fi
}

as_nobody() { # command...
	setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
}

make_sources "$work/old-sources" "The old text."
make_sources "$work/new-sources" "The new text, with the typestate pattern and the serde crate."
document "$work/new-sources/guides/errors.md" errors "An error type says what failed."
box=$work
for which in old new; do
	if ! build "$work/$which-sources" "$work/$which"; then
		cat "$work/said"
		echo "not ok - faults: $which sources cannot be built"
		echo "0 passed, 1 failed"
		exit 1
	fi
done
old_digest=$(digest "$work/old")
new_digest=$(digest "$work/new")
[ "$old_digest" != "$new_digest" ] || { echo "not ok - faults: the two outputs are the same" && exit 1; }

# shellcheck source=tests/faults/output.sh
. "$here/output.sh"
# shellcheck source=tests/faults/resources.sh
. "$here/resources.sh"
# shellcheck source=tests/faults/reproducible.sh
. "$here/reproducible.sh"

echo "# seed $seed; SG_SEED=$seed tests/faults/run.sh repeats this run"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
