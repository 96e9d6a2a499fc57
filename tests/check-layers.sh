#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Holds the layers of pipeline/ and the words that no file of it may use. Prints path:line: what for each
# breach; status 1 if there is one.
#   check-layers.sh [DIR]    the folder that has pipeline/ in it (default: this project)
set -eu

rules=$(realpath "$(dirname "$0")/layers/check.awk")
cd "${1:-$(dirname "$0")/..}"
find pipeline -name '*.[ch]' -print0 | LC_ALL=C sort -z | xargs -0 -r awk -f "$rules"
