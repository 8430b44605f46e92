# SPDX-License-Identifier: EUPL-1.2
# `make demo` and `make test` are all that a clean clone on Debian 12 with Swift 6.2 or newer needs.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo test test-release interop browser corpus fuzz bench bench-crawl bench-build docs format check-format clean packages venv

SWIFT ?= swift
KABINET := .build/release/kabinet
# What `make demo` passes on, for example DEMO=--once.
DEMO ?=
CORPUS ?= ../shared/corpus

PACKAGES := libcurl4-openssl-dev zlib1g-dev libxml2-dev libdeflate-dev libssl-dev libsqlite3-dev libbrotli-dev \
	libzstd-dev libidn2-dev libpsl-dev libzip-dev pkg-config
BROWSER_PACKAGES := chromium
INTEROP_PACKAGES := nghttp2-server openssl
# Of nginx only the program: the package's own service is not wanted and not needed.
BENCH_PACKAGES := nginx-light wget curl

# Requirements: the judges of the interop tests, each the version that the tests were written against.
REQUIREMENTS := warcio==1.8.1 FastWARC==2.0.1 cdxj_indexer==1.5.0 wacz==0.6.0 surt==0.3.1 pywb==2.10.0 bagit==1.9.0 \
	mastodon_mock==0.6.1 setuptools==80.9.0

# A Bluesky server, in an environment of its own: it wants another redis than pywb.
BLUESKY_REQUIREMENTS := 'arroba[flask,datastore]==3.1'

# What `make fuzz` takes in all, in seconds, and what of it: FUZZ_TARGETS='reader cdx', all of them by default.
FUZZ_SECONDS ?= 600
FUZZ_TARGETS ?=
# What `make bench` passes on: --runs N, --check (exit status 1 where a goal is missed), --big, --json FILE.
BENCH ?=
# What `make bench-crawl` passes on: --runs N, --pages N, --scale N, --skip-scale, --check, --json FILE.
BENCH_CRAWL ?=
# The file that is measured on; made when it is not there, 250 MB.
BENCH_WARC ?= $(or $(TMPDIR),/tmp)/bench.warc.gz
BENCH_GENERATOR ?= ../shared/bench/gen_warc.py

# What `make test` passes on, for example TESTS='--filter WARCTests'.
TESTS ?=
# All tests are of Swift Testing; without this XCTest would report that it ran none.
TEST := $(SWIFT) test --disable-xctest
# The parsers: what of them only an optimised build shows is an overflow, or code that is too slow.
RELEASE_TESTS := $(foreach m,ByteStreams HTTPMessage WebURL WARC CDX,--filter $(m)Tests)

FORMATTED := Sources Tests Package.swift

help:
	@echo 'make demo          build kabinet and take the two-minute tour (DEMO=--once ends before serving)'
	@echo 'make test          build and run the tests; those that need outside ground are skipped with a reason'
	@echo 'make interop       the tests with warcio, FastWARC, cdxj-indexer, pywb and others, installed into .venv'
	@echo 'make browser       the tests that open replayed pages in Chromium'
	@echo 'make corpus        the tests on sample data in CORPUS=$(CORPUS)'
	@echo 'make test-release  the tests of the parsers, built as they are used: optimised, with traps for overflows'
	@echo 'make fuzz          the parsers against inputs made by libFuzzer, FUZZ_SECONDS=$(FUZZ_SECONDS) in all'
	@echo 'make bench         speed and memory beside FastWARC and cdxj-indexer, with the goals (BENCH=--check, --big)'
	@echo '                   and the crawler beside wget and curl, which make bench-crawl measures alone'
	@echo 'make docs          the pages of the libraries WARC and CDX, converted by docc into .build-docs'
	@echo 'make format        format all Swift files; make check-format only says what it would change'
	@echo 'make clean         remove what was built'

demo: packages
	$(SWIFT) build -c release --product kabinet
	$(KABINET) demo $(DEMO)

test: packages
	$(TEST) $(TESTS)

interop: packages venv
	@$(call install,$(INTEROP_PACKAGES))
	KABINET_VENV=$(CURDIR)/.venv $(TEST) --filter Interop

browser: packages
	@$(call install,$(BROWSER_PACKAGES))
	KABINET_BROWSER=1 $(TEST) --filter Browser

corpus: packages
	KABINET_CORPUS=$(abspath $(CORPUS)) $(TEST) --filter Corpus

test-release: packages
	KABINET_BUILD=parsers $(TEST) -c release -Xswiftc -enable-testing --scratch-path .build-testing $(RELEASE_TESTS)

# Coverage and AddressSanitizer in every module, so everything is built anew, away from the rest.
fuzz: packages
	KABINET_BUILD=fuzz $(SWIFT) build -c release --scratch-path .build-fuzz --product Fuzzing
	Tests/Fuzzing/run $(FUZZ_SECONDS) $(FUZZ_TARGETS)

bench: packages venv $(BENCH_WARC) bench-build
	Tests/Benchmarks/bench.py --kabinet $(KABINET) --writing .build/release/Benchmarks --venv .venv/bin \
		--warc $(BENCH_WARC) $(BENCH)
	$(MAKE) --no-print-directory bench-crawl

bench-crawl: packages
	@$(call install,$(BENCH_PACKAGES))
	$(SWIFT) build -c release --product kabinet
	Tests/Benchmarks/crawl.py --kabinet $(KABINET) $(BENCH_CRAWL)

bench-build: packages
	$(SWIFT) build -c release --product kabinet
	KABINET_BUILD=bench $(SWIFT) build -c release --product Benchmarks

$(BENCH_WARC):
	python3 $(BENCH_GENERATOR) $@.tmp 250
	mv $@.tmp $@

# The pages of the two libraries, in .build-docs; a name in them that does not exist is an error.
docs: packages
	KABINET_BUILD=parsers $(SWIFT) build --scratch-path .build-docs --target CDX \
		$(addprefix -Xswiftc ,-emit-symbol-graph -emit-symbol-graph-dir $(CURDIR)/.build-docs/graphs)
	for module in WARC CDX; do \
		mkdir -p .build-docs/graphs/$$module; \
		cp .build-docs/graphs/$$module.symbols.json .build-docs/graphs/$$module/; \
		docc convert Sources/$$module/$$module.docc --additional-symbol-graph-dir .build-docs/graphs/$$module \
			--fallback-display-name $$module --fallback-bundle-identifier kabinet.$$module \
			--output-path .build-docs/$$module.doccarchive --warnings-as-errors; \
	done

format:
	$(SWIFT) format format --in-place --parallel --recursive $(FORMATTED)

check-format:
	$(SWIFT) format lint --strict --parallel --recursive $(FORMATTED)

clean:
	rm -rf .build .build-docs .build-fuzz .build-testing .venv

# Installs those of the given Debian packages that are missing.
define install
missing=(); \
for package in $(1); do \
	dpkg-query --show --showformat='$${Status}' "$$package" 2>/dev/null | grep -q 'ok installed' \
		|| missing+=("$$package"); \
done; \
if (( $${#missing[@]} )); then \
	echo "installing $${missing[*]}"; \
	sudo=(); if (( EUID != 0 )); then sudo=(sudo); fi; \
	"$${sudo[@]}" apt-get update -qq; \
	"$${sudo[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "$${missing[@]}"; \
fi
endef

packages:
	@command -v $(SWIFT) >/dev/null || { echo 'Swift 6.2 or newer is needed: https://www.swift.org/install' >&2; exit 1; }
	@$(call install,$(PACKAGES))

# The name of the stamp follows the requirements, so a changed version is installed by itself.
VENV_STAMP := .venv/.installed-$(shell echo "$(REQUIREMENTS) $(BLUESKY_REQUIREMENTS)" | cksum | cut -d' ' -f1)

venv: $(VENV_STAMP)

$(VENV_STAMP):
	@python3 -c 'import venv, ensurepip' 2>/dev/null || { $(call install,python3-venv); }
	python3 -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check $(REQUIREMENTS)
	python3 -m venv .venv/bluesky
	.venv/bluesky/bin/pip install --quiet --disable-pip-version-check $(BLUESKY_REQUIREMENTS)
	@touch $@
