#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# How documents are read: faults of encoding, size, front matter, names and file systems, and that nothing is lost;
# what is recovered of documents without markup.
set -u
cd "$(dirname "$0")/../.." || exit

program=${SKILLGRAPH:-$PWD/build/skillgraph}
status=0
all=()
[ "${SG_LEVEL:-quick}" != all ] || all=(--all)
tests/reading/faults.py "$program" "${all[@]}" || status=1
tests/reading/files.py "$program" || status=1

# Real documents beside the project make the comparison stronger; without them it is made on our own.
folders=(sources)
[ ! -d ../shared/corpus/rust ] || folders+=(../shared/corpus/rust)
tests/reading/flatten.py "$program" "${folders[@]}" || status=1

# Two renditions of one document: what is found in the flattened one, of 60 headings and 59 code blocks.
flat=../shared/seeds/001_eaefbc9f44514e18.txt
count() { # kind least most
	local found
	found=$("$program" dump read --no-cache --quiet "$flat" | grep -c "^ *$1 ")
	if [ "$found" -ge "$2" ] && [ "$found" -le "$3" ]; then
		echo "ok - reading: the flattened rendition has $found blocks of the kind $1"
	else
		echo "not ok - reading: the flattened rendition has $found blocks of the kind $1, not $2 to $3"
		status=1
	fi
}
if [ -f "$flat" ]; then
	count heading 54 66
	count code 54 64
else
	echo "ok - reading: flattened rendition # SKIP $flat is not there"
fi
exit "$status"
