#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# How documents are read: faults of encoding, size, front matter and names, and that nothing is lost.
set -u
cd "$(dirname "$0")/../.." || exit

program=${SKILLGRAPH:-$PWD/build/skillgraph}
status=0
all=()
[ "${SG_LEVEL:-quick}" != all ] || all=(--all)
tests/reading/faults.py "$program" "${all[@]}" || status=1
exit "$status"
