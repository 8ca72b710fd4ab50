# Shortcuts. The commands behind them work without make.

.PHONY: build page serve picture package check test schema golden guides fuzz bench stages release-check release-try

build: ## the command line, in bin/
	go build -o bin/ ./cmd/costplan

page: web/node_modules/.package-lock.json ## the page, in web/dist/; needs Node
	npm --prefix web run build

serve: page ## the page on this machine; says where
	node web/serve.mjs $(PORT)

web/node_modules/.package-lock.json: web/package-lock.json
	npm --prefix web ci --ignore-scripts --no-audit --no-fund

picture: page ## the README's picture of the page, made anew; needs Chromium
	COSTPLAN_BUILT=1 COSTPLAN_PICTURE=1 npm --prefix web test -- page/picture

package: web/node_modules/.package-lock.json ## the npm package of the module, in build/npm/
	node wasm/npm/build.mjs $(VERSION)

check: ## everything that CI checks
	bash .ci/check

test: ## the quick tests
	go test ./...

schema: web/node_modules/.package-lock.json ## the schemas by another validator and in an editor; needs Node
	npm --prefix web run test:schema

golden: ## rewrite the schemas of results and the expected files of the golden cases; read the diff
	go generate ./...
	go test ./engine ./engine/form ./engine/rules ./cmd/costplan/internal/findings ./cmd/costplan/internal/cli -update

guides: ## write into the guides what their commands print; read the diff
	go test ./cmd/costplan -run TestConsole -update

bench: ## measure beside others, and write the table of the README; about ten minutes
	bash .ci/bench/run

stages: ## benchmarks of every stage
	go test -run '^$$' -bench . -benchmem ./...

FUZZTIME ?= 30s
fuzz: ## every fuzz target for FUZZTIME each
	@failed=0; \
	for file in $$(grep -rlE '^func Fuzz' --include='*_test.go' . | sort); do \
		for target in $$(grep -oE '^func Fuzz[A-Za-z0-9]+' "$$file" | cut -d' ' -f2); do \
			echo "$$target in $$(dirname "$$file")"; \
			go test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 20x "$$(dirname "$$file")" || failed=1; \
		done; \
	done; \
	exit $$failed

release-check: ## whether the description of releases is sound
	bash .ci/release check

release-try: ## everything of a release but the container, in dist/; publishes nothing
	bash .ci/release try
