#!/bin/sh
# Runs the tests of the given packages (default: the whole workspace) under Miri.
# usage: scripts/run-miri.sh [package...]
set -eu

rustup component add --toolchain nightly miri rust-src >/dev/null
export MIRIFLAGS="${MIRIFLAGS:--Zmiri-strict-provenance -Zmiri-symbolic-alignment-check}"

if [ "$#" -eq 0 ]; then
    exec cargo +nightly miri test --workspace
fi
for package in "$@"; do
    cargo +nightly miri test --package "$package"
done
