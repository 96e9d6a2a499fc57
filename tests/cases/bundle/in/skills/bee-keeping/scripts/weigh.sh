#!/bin/sh
exec ./tools/scale.sh
