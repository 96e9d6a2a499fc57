# SPDX-License-Identifier: MIT
# `make help` lists the targets.

SOURCES ?= sources
OUT ?= out
PREFIX ?= /usr/local
DESTDIR ?=
MODE ?= release
CC ?= cc

BUILD := build/$(MODE)
VERSION := 0.1.0

PACKAGES := glib-2.0 libcmark-gfm libxml-2.0 libxslt libgvc libcgraph yaml-0.1 jansson sqlite3 serd-0 libxxhash zlib tree-sitter
PLUGINS := $(shell pkg-config --variable=libdir libgvc 2>/dev/null)/graphviz

CFLAGS_release := -O2 -g -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE
CFLAGS_debug := -O0 -g
CFLAGS_asan := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined
CFLAGS_fuzz := -O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
CFLAGS_cov := -O0 -g --coverage
LDFLAGS_release := -pie -Wl,-z,relro,-z,now
LDFLAGS_asan := -fsanitize=address,undefined
LDFLAGS_fuzz := -fsanitize=address,undefined
LDFLAGS_cov := --coverage

WARNINGS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
	-Wwrite-strings -Wvla -Wformat=2 -Wundef -Wpointer-arith -Wnull-dereference -Wimplicit-fallthrough \
	-Werror=implicit-function-declaration -Werror=incompatible-pointer-types
ifdef CI
WARNINGS += -Werror
endif

# Headers of packages are -isystem, so that the strict warnings judge our own code alone.
PKG_CFLAGS := $(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(PACKAGES) 2>/dev/null))
PKG_LIBS := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lcmark-gfm-extensions -lstemmer -lm
CPPFLAGS += -Ipipeline -D_GNU_SOURCE -DSG_VERSION='"$(VERSION)"' \
	-DGLIB_VERSION_MIN_REQUIRED=GLIB_VERSION_2_74 -DGLIB_VERSION_MAX_ALLOWED=GLIB_VERSION_2_74
ALL_CFLAGS = -std=gnu17 $(CPPFLAGS) $(WARNINGS) $(PKG_CFLAGS) $(CFLAGS_$(MODE)) $(CFLAGS)
# The plugins are linked, not searched at run time: text is measured by built-in tables, so that a
# layout does not depend on the fonts of the machine.
ALL_LDFLAGS = $(LDFLAGS_$(MODE)) $(LDFLAGS) -L$(PLUGINS) -Wl,-rpath,$(PLUGINS)
LIBS := $(PKG_LIBS) -l:libgvplugin_core.so.6 -l:libgvplugin_dot_layout.so.6 -l:libgvplugin_neato_layout.so.6

SRCS := $(sort $(wildcard pipeline/*/*.c pipeline/*/*/*.c))
OBJS := $(SRCS:%.c=$(BUILD)/%.o)

# tree-sitter grammars: generated C from npm, compiled without our warnings. name:package[/folder]
GRAMMARS := rust:tree-sitter-rust toml:@tree-sitter-grammars/tree-sitter-toml bash:tree-sitter-bash \
	json:tree-sitter-json python:tree-sitter-python javascript:tree-sitter-javascript \
	typescript:tree-sitter-typescript/typescript tsx:tree-sitter-typescript/tsx \
	yaml:@tree-sitter-grammars/tree-sitter-yaml c:tree-sitter-c
MODULES := build/npm/pipeline/node_modules
GRAMMAR_OBJS :=
define GRAMMAR
build/grammars/$(1)/%.o: $(MODULES)/$(2)/src/%.c
	@mkdir -p $$(@D)
	$$(CC) -std=gnu11 -O1 -fPIE -w -I$(MODULES)/$(2)/src -c $$< -o $$@
GRAMMAR_OBJS += build/grammars/$(1)/parser.o $(if $(filter $(1),json c),,build/grammars/$(1)/scanner.o)
endef
$(foreach g,$(GRAMMARS),$(eval $(call GRAMMAR,$(firstword $(subst :, ,$(g))),$(lastword $(subst :, ,$(g))))))

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.PHONY: all

all: build/skillgraph ## build the program (installs nothing)

build/skillgraph: build/release/skillgraph
	@ln -sfn release/skillgraph $@

$(BUILD)/skillgraph: $(BUILD)/pipeline/main.o $(BUILD)/libskillgraph.a $(GRAMMAR_OBJS)
	$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/libskillgraph.a: $(OBJS)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

-include $(OBJS:.o=.d) $(BUILD)/pipeline/main.d
