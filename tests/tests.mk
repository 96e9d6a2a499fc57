# SPDX-License-Identifier: MIT
# Tests, measurements and lint; part of the Makefile.

FUZZ_SECONDS ?= 300
BENCH_SIZES ?= 100 1000 10000

UNITS := $(sort $(wildcard tests/unit/test_*.c))
FUZZERS := $(sort $(wildcard tests/fuzz/fuzz_*.c))
TEST_SRCS := $(UNITS) $(FUZZERS) tests/bench/stages.c

.PHONY: test test-all asan valgrind fuzz bench bare lint tidy units fuzzers

test: ## run the tests
	@$(DEPS) install build test
	$(AGAIN) all units
	$(AGAIN) MODE=fuzz CC=clang fuzzers
	@tests/run.sh quick

test-all: ## run the tests, the long ones too
	@$(DEPS) install build test test-all
	$(AGAIN) all units
	$(AGAIN) MODE=asan all units
	$(AGAIN) MODE=fuzz CC=clang fuzzers
	@tests/run.sh all

asan: ## run the tests with AddressSanitizer and UndefinedBehaviorSanitizer
	@$(DEPS) install build test
	$(AGAIN) MODE=asan all units
	@tests/run.sh asan

valgrind: ## run unit tests and the smallest cases under valgrind
	@$(DEPS) install build test test-all
	$(AGAIN) all units
	@tests/run.sh valgrind

fuzz: ## fuzz each harness for FUZZ_SECONDS
	@$(DEPS) install build test
	$(AGAIN) MODE=fuzz CC=clang fuzzers
	@FUZZ_SECONDS=$(FUZZ_SECONDS) tests/fuzz/run.sh

bench: ## measure speed and memory on BENCH_SIZES generated documents
	@$(DEPS) install build bench
	$(AGAIN) all build/release/tests/stages
	@tests/bench/run.py $(BENCH_SIZES)

bare: ## prove `make site` and `make test` in a bare Debian 12 (root, some minutes)
	@tests/bare/run.sh

lint: ## check format, layers, scripts and, with clang-tidy, the code
	@$(DEPS) install build lint
	clang-format --dry-run -Werror $$(find pipeline tests -name '*.[ch]')
	shellcheck $$(find pipeline tests .ci -name '*.sh' -o -path .ci/run)
	tests/check-layers.sh
	$(AGAIN) tidy

units: $(UNITS:tests/unit/%.c=$(BUILD)/tests/%)
fuzzers: $(FUZZERS:tests/fuzz/%.c=$(BUILD)/tests/%)
tidy: $(patsubst %.c,build/tidy/%.ok,pipeline/main.c $(SRCS))

# The object stands for the headers: it is rebuilt when one of them changes. Clang takes a variable that is
# only freed for an unused one; gcc finds those that are unused.
build/tidy/%.ok: %.c build/release/%.o .clang-tidy
	@mkdir -p $(@D)
	$(call say,TIDY)clang-tidy --quiet $< -- $(COMPILE) -Wno-unused-variable && touch $@

$(BUILD)/tests/stages: $(BUILD)/tests/bench/stages.o $(BUILD)/libskillgraph.a $(GRAMMAR_OBJS)
	$(link)

$(BUILD)/tests/test_%: $(BUILD)/tests/unit/test_%.o $(BUILD)/libskillgraph.a $(GRAMMAR_OBJS)
	$(link)

# What we write is read by a library that others wrote.
$(BUILD)/tests/test_json_export $(BUILD)/tests/test_schema: LIBS += $(shell pkg-config --libs jansson 2>/dev/null)

$(BUILD)/tests/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/libskillgraph.a $(GRAMMAR_OBJS)
	$(link) -fsanitize=fuzzer
