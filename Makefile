# What can be done here. "make help" lists it.

.PHONY: help build test lint fuzz bench conformance clients
.DEFAULT_GOAL := help
SHELL         := bash
.SHELLFLAGS   := -o pipefail -c

# The race detector needs a C compiler; the program itself does not.
CC_FOUND := $(shell command -v $$(go env CC) 2>/dev/null)
RACE     := $(if $(CC_FOUND),-race)
GO_TEST  := $(if $(CC_FOUND),CGO_ENABLED=1,CGO_ENABLED=0) go test $(RACE)

# The W3C suites are looked for in .w3c, then beside the project.
SUITES        := $(firstword $(wildcard .w3c/rdf ../shared/w3c/rdf))
SUITES_URL    := https://github.com/w3c/rdf-tests
SUITES_COMMIT := ad541a5f

# How long each fuzz target runs.
FUZZTIME ?= 1m

help: ## List what can be done
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

build: ## Build ./diplograph
	CGO_ENABLED=0 go build -o diplograph ./cmd/diplograph

test: suites ## Set up what the tests need, then run all of them, with the race detector
	@go mod download
	@$(if $(CC_FOUND),:,echo "No C compiler: the tests run without the race detector. Install one to have it: apt-get install gcc")
	@$(GO_TEST) -json -timeout 30m ./... ./.ci/testsummary | go run ./.ci/testsummary

lint: ## Check formatting, vet, staticcheck
	@unformatted=$$(gofmt -l .ci cmd data graph loader server); \
	  if [ -n "$$unformatted" ]; then echo "gofmt -w is needed for:"; echo "$$unformatted"; exit 1; fi
	go vet ./... ./.ci/testsummary
	go tool staticcheck ./... ./.ci/testsummary

fuzz: ## Run each fuzz target for FUZZTIME (1m)
	@for pkg in $$(go list ./...); do \
	  for target in $$(go test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
	    echo "$$pkg $$target"; \
	    go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$pkg || exit 1; \
	  done; done

bench: ## Run the benchmarks
	go test -run '^$$' -bench . -benchmem ./...

conformance: suites ## Run the W3C suites and print passed/total for each
	@go test -count=1 -run W3C -v ./graph/... ./server | grep -E '^(FAIL|--- FAIL)|^[[:alnum:]/-]+ [0-9]+/[0-9]+|suites not run'

clients: ## Install the clients of Node that tests of the server use
	npm install --prefix .clients --no-audit --no-fund fetch-sparql-endpoint@7.2.0

# The suites are public; without them and without a network their tests say so.
.PHONY: suites
suites:
ifeq ($(SUITES),)
	@echo "Fetching the W3C suites into .w3c"
	@rm -rf .w3c; timeout 120 git clone -q --filter=blob:none --no-checkout $(SUITES_URL) .w3c \
	  && timeout 300 git -C .w3c checkout -q $(SUITES_COMMIT) \
	  || { rm -rf .w3c; echo "They could not be fetched from $(SUITES_URL): their tests will be skipped."; }
endif
