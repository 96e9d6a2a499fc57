#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs every unit test of tests/unit/. A program that ends badly without naming a test counts as one failure.
set -u
cd "$(dirname "$0")/../.." || exit

status=0
for source in tests/unit/test_*.c; do
	name=$(basename "$source" .c)
	# shellcheck disable=SC2086
	G_SLICE=always-malloc timeout 300 ${SG_WRAP-} "$SG_BUILD/tests/$name" --tap 2>&1 | sed "s/^\(not \)\?ok [0-9]*/& $name/"
	ended=${PIPESTATUS[0]}
	if [ "$ended" -ne 0 ]; then
		echo "not ok - $name ended with status $ended"
		status=1
	fi
done
exit "$status"
