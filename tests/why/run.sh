#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What `skillgraph why` says of things, of two of them, of names of one, and what it refuses.
set -u
cd "$(dirname "$0")/../.." || exit

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

mkdir "$work/notes"
cat >"$work/notes/a.md" <<'END'
# Bees

## Hive Splitter Pattern

The hive splitter is for full hives. A hive splitter costs an hour.

## Waggle Dance

The waggle dance shows the way. Learn the waggle dance (Waggle-Dance).

### Swarm Control

Swarm control needs the waggle dance; swarm control is work.

## REST vs GraphQL

Text.
END
sed 's/Bees/More bees/' "$work/notes/a.md" >"$work/notes/b.md"
cat >"$work/notes/c.md" <<'END'
# Wasps

## Hive Splitters

Wasps know no hive splitters. Of Next.js they know nothing, with npm and node:

```javascript
import next from 'next';
```
END

why() { # arguments
	$SG_WRAP "$SKILLGRAPH" why --no-cache --quiet "$@" "$work/notes" >"$work/said" 2>&1
}

# Each line of standard input is an extended regular expression that some line of the output matches.
says() { # exit status, name, arguments
	local wanted=$1 name=$2 got=0 line missed=
	shift 2
	why "$@" || got=$?
	while IFS= read -r line; do
		grep -qE -- "$line" "$work/said" || missed+=" [$line]"
	done
	if [ "$got" -eq "$wanted" ] && [ -z "$missed" ]; then
		echo "ok - why: $name"
	else
		echo "not ok - why: $name"
		echo "# status $got, not said:$missed"
		sed 's/^/# /' "$work/said"
		status=1
	fi
}

says 0 'every rule and line behind a thing' 'Waggle Dance' <<'END'
^concept/waggle-dance: 'Waggle Dance', in [12] documents?, rank 
^  heading: A heading names what its section is about\.$
^    a\.md:7: \([0-9]+\) ## Waggle Dance$
END
says 0 'a thing by its id' concept/waggle-dance <<'END'
^concept/waggle-dance: 
END
says 0 'a document by its path' c.md <<'END'
^document/c: 
^  document: 
END
says 0 'two names of one thing' 'Hive Splitter' 'Hive Splitters' <<'END'
^one thing, pattern/hive-splitter
^  also 'Hive Splitters', by spelling: 
^    c\.md:3: 
END
says 0 'a name that only the vocabulary gives' next Next.js <<'END'
^one thing, crate/npm:next: 
^  also 'Next\.js': the vocabulary pack 'javascript' says so$
END
says 0 'what ties two things' 'Swarm Control' 'Waggle Dance' <<'END'
^concept/swarm-control broader concept/waggle-dance, weight 
^  under-heading: 
^    a\.md:11: .* ### Swarm Control$
END
says 0 'a contrast, whichever is named first' GraphQL REST <<'END'
contrasts
^    a\.md:15: .* ## REST vs GraphQL$
END
says 0 'two documents' a.md b.md <<'END'
^document/a and document/b: 
^  they share [0-9]+ of 100 word groups
^    lines [0-9]+-[0-9]+ and [0-9]+-[0-9]+, 
END
says 0 'two things that nothing ties' GraphQL 'Hive Splitter' <<'END'
^two things that nothing ties$
END
says 2 'what there is not' Hornet <<'END'
^skillgraph: why: nothing is called 'Hornet'$
END
"$SKILLGRAPH" why Bees >"$work/said" 2>&1
if [ $? -eq 2 ] && grep -q 'a name and a source are needed' "$work/said"; then
	echo 'ok - why: a source is needed'
else
	echo 'not ok - why: a source is needed'
	status=1
fi
exit "$status"
