.PHONY: help setup-run setup-test run test bench types fmt lint audit windows-check fresh fuzz fuzz-planted

help: ## lists what can be made
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/  make \1\t\2/p' Makefile | expand -t 24

setup-run: ## installs the system packages that `make run` needs
	@.ci/setup run

setup-test: ## installs the system packages that `make test` needs
	@.ci/setup test

run: setup-run ## sets up, builds and starts the program
	@.ci/demo

test: setup-test ## sets up, then runs every check and test
	@.ci/test

bench: ## measures speed, and delivery in foul weather against peers (hours)
	@.ci/setup bench
	cargo bench -p tests --bench speed
	cargo bench -p tests --bench weather
	cargo bench -p tests --bench weather -- --portable
	cargo bench -p tests --bench weather -- --beside P0
	cargo bench -p tests --bench weather -- idle
	cargo bench -p tests --bench weather -- idle real

types: ## writes the window's types anew
	NOPHO_WRITE_TYPES=1 cargo test -p bridge types

fmt: ## formats the sources
	cargo fmt --all

lint: ## runs clippy as `make test` does
	cargo clippy --workspace --all-targets -- -D warnings

audit: setup-run ## judges licences, sources and known faults of the dependencies
	@.ci/audit

windows-check: ## checks for Windows and runs tests under Wine, from Debian
	@.ci/windows-check

fresh: ## rehearses `make run test` in a fresh clone on a bare Debian 12
	@.ci/fresh

fuzz: ## fuzzes the readers of foreign input, a minute each (FUZZ_SECONDS)
	@.ci/setup fuzz
	@.ci/fuzz

fuzz-planted: ## proves that the fuzzing finds a crash planted in each target
	@.ci/setup fuzz
	@FUZZ_SECONDS=$${FUZZ_SECONDS:-300} .ci/fuzz --planted
