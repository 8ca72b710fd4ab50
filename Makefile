# Shortcuts. The commands behind them work without make.

.PHONY: build page serve check test schema golden fuzz bench stages

build: ## the command line, in bin/
	go build -o bin/ ./cmd/costplan

page: web/node_modules/.package-lock.json ## the page, in web/dist/; needs Node
	npm --prefix web run build

serve: page ## the page on this machine; says where
	node web/serve.mjs $(PORT)

web/node_modules/.package-lock.json: web/package-lock.json
	npm --prefix web ci --ignore-scripts --no-audit --no-fund

check: ## everything that CI checks
	bash .ci/check

test: ## the quick tests
	go test ./...

schema: web/node_modules/.package-lock.json ## the schemas by another validator and in an editor; needs Node
	npm --prefix web run test:schema

golden: ## rewrite the expected files of the golden cases; read the diff
	go test ./engine ./engine/form ./engine/rules ./cmd/costplan/internal/findings ./cmd/costplan/internal/cli -update

bench: ## measure beside others, and write the table of the README; about five minutes
	bash .ci/bench/run

stages: ## benchmarks of every stage
	go test -run '^$$' -bench . -benchmem ./...

FUZZTIME ?= 30s
fuzz: ## every fuzz target for FUZZTIME each
	@grep -rlE '^func Fuzz' --include='*_test.go' . | sort | while read -r file; do \
		for target in $$(grep -oE '^func Fuzz[A-Za-z0-9]+' "$$file" | cut -d' ' -f2); do \
			echo "$$target in $$(dirname "$$file")"; \
			go test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 20x "./$$(dirname "$$file")" || exit 1; \
		done; \
	done
