# `make` alone lists what can be asked of it.
SHELL := bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory --no-builtin-rules

# What a build is made of: folders too, since a file that is gone changes only its folder.
SOURCES := $(shell find app frontend server style public .cargo Cargo.toml Cargo.lock -not -name '*.snap' 2>/dev/null)
BUILT := target/release/.built

.PHONY: help setup setup-tests run dev build check compiled fmt test test-rust sizes e2e pictures bench

help: ## This list
	@awk -F':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

setup: ## What a build needs: the wasm target, pinned tools, npm packages
	@.make/setup

setup-tests:
	@.make/setup tests

run: build ## The demo on SQLite: prints its address and who may sign in
	@target/release/domovoy demo $(ARGS)

dev: setup ## The demo, built anew and reloaded in the browser at each change
	@.make/dev

build: setup $(BUILT) ## A release: target/release/domovoy and target/site

$(BUILT): $(SOURCES)
	@.make/build
	@touch $@

check: setup ## Format, clippy, docs, layering
	@.make/check

fmt: ## Formats the code
	@cargo fmt --all

test: setup-tests ## Everything: check, tests on SQLite and PostgreSQL, sizes, browser tests
	@$(MAKE) -j2 compiled build
	@$(MAKE) test-rust sizes e2e
	@echo 'make test: everything passed'

# What is checked and what is released are compiled side by side: the largest crates keep one core busy for minutes.
compiled: check
	@.make/test-rust --no-run --quiet

test-rust: setup-tests
	@.make/test-rust $(ARGS)

sizes: build ## Holds the wasm, JS and CSS to their committed sizes
	@.make/sizes

e2e: setup-tests build ## Browser tests: a desktop and a phone
	@.make/e2e --project=desktop --project=phone $(ARGS)

pictures: setup-tests build ## Pictures of the main pages, into docs/pictures
	@.make/e2e --project=pictures $(ARGS)

bench: setup-tests build ## The benchmark: the portal beside bare handlers and bare inserts, as ratios; receipts beside other printers; money in bulk; the staff's board; registries of a million accounts, and a spreadsheet beside openpyxl; the first visit of a phone
	@cargo bench -p server --bench portal
	@cargo bench -p server --bench receipts
	@$$(.make/postgres-binaries >/dev/null && echo .make/with-postgres) cargo bench -p server --bench money
	@cargo bench -p server --bench desk
	@cargo bench -p server --bench registry
	@.make/e2e --project=light
