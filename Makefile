# SPDX-License-Identifier: MIT
# `make help` lists the targets.

SOURCES ?= sources
OUT ?= out
PREFIX ?= /usr/local
DESTDIR ?=
MODE ?= release
CC ?= cc

BUILD := build/$(MODE)
SHARE := $(DESTDIR)$(PREFIX)/share/skillgraph
VERSION := 0.1.0
DEPS := pipeline/setup/deps.sh
# What an installed program reads: place in the checkout:name below share/skillgraph.
DATA := theme:theme pipeline/vocabulary:vocabulary pipeline/emit/export/schema:schema

PACKAGES := glib-2.0 libcmark-gfm libxml-2.0 libxslt libgvc libcgraph yaml-0.1 libxxhash nettle tree-sitter
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
PKG_LIBS := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lcmark-gfm-extensions -lm
CPPFLAGS += -Ipipeline -D_GNU_SOURCE -DSG_VERSION='"$(VERSION)"' \
	-DGLIB_VERSION_MIN_REQUIRED=GLIB_VERSION_2_74 -DGLIB_VERSION_MAX_ALLOWED=GLIB_VERSION_2_74
COMPILE = -std=gnu17 $(CPPFLAGS) $(WARNINGS) $(PKG_CFLAGS)
ALL_CFLAGS = $(COMPILE) -ffile-prefix-map=$(CURDIR)=. $(CFLAGS_$(MODE)) $(CFLAGS)
# The plugins are linked, not searched at run time: text is measured by built-in tables, so that a
# layout does not depend on the fonts of the machine.
ALL_LDFLAGS = $(LDFLAGS_$(MODE)) $(LDFLAGS) -L$(PLUGINS) -Wl,-rpath,$(PLUGINS)
LIBS := $(PKG_LIBS) -l:libgvplugin_core.so.6 -l:libgvplugin_dot_layout.so.6 -l:libgvplugin_neato_layout.so.6

# `make V=1` shows the commands.
say = $(if $(V),,@echo "  $(1)  $@" &&)
link = $(call say,LD)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

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
$(MODULES)/$(2)/src/%.c: | ready ;
build/grammars/$(1)/%.o: $(MODULES)/$(2)/src/%.c
	@mkdir -p $$(@D)
	$$(call say,CC)$$(CC) -std=gnu11 -O1 -fPIE -w -I$(MODULES)/$(2)/src -c $$< -o $$@
GRAMMAR_OBJS += build/grammars/$(1)/parser.o $(if $(filter $(1),json c),,build/grammars/$(1)/scanner.o)
endef
$(foreach g,$(GRAMMARS),$(eval $(call GRAMMAR,$(firstword $(subst :, ,$(g))),$(lastword $(subst :, ,$(g))))))

# One job for each processor where nothing else was asked for.
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 1)
endif
AGAIN = +@$(MAKE) --no-print-directory

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all ready deps site format install uninstall compile_commands.json clean help

all: $(BUILD)/skillgraph ## build the program (installs nothing)
	@$(if $(filter release,$(MODE)),ln -sfn release/skillgraph build/skillgraph)

ready:
	@$(DEPS) check build || { echo "run: make deps" >&2; exit 2; }

deps: ## look for what the program needs and install it, where possible
	@$(DEPS) install build

site: deps ## publish SOURCES into OUT
	$(AGAIN) all
	build/skillgraph build "$(SOURCES)" -o "$(OUT)"

format: ## format the code
	clang-format -i $$(find pipeline tests -name '*.[ch]')

$(BUILD)/skillgraph: $(BUILD)/pipeline/main.o $(BUILD)/libskillgraph.a $(GRAMMAR_OBJS)
	$(link)

$(BUILD)/libskillgraph.a: $(OBJS)
	@rm -f $@
	$(call say,AR)$(AR) rcs $@ $^

$(BUILD)/%.o: %.c | ready
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

install: build/release/skillgraph ## install into DESTDIR/PREFIX
	install -D -m 755 $< "$(DESTDIR)$(PREFIX)/bin/skillgraph"
	install -d "$(SHARE)"
	@for data in $(DATA); do \
		rm -rf "$(SHARE)/$${data#*:}" && cp -R "$${data%:*}" "$(SHARE)/$${data#*:}" || exit 1; \
	done
	chmod -R u=rwX,go=rX "$(SHARE)"

uninstall: ## remove what install installed
	rm -rf "$(DESTDIR)$(PREFIX)/bin/skillgraph" "$(SHARE)"

compile_commands.json: ## build/compile_commands.json for editors
	rm -rf build/commands
	bear --output build/$@ -- $(MAKE) BUILD=build/commands build/commands/skillgraph

clean: ## remove everything that was built
	rm -rf build

help: ## list the targets
	@sed -nE 's/^([a-z_.-]+):.* ## (.*)/\1\t\2/p' Makefile tests/tests.mk | expand -t 24

include tests/tests.mk
-include $(patsubst %.c,$(BUILD)/%.d,pipeline/main.c $(SRCS) $(TEST_SRCS))
