.DEFAULT_GOAL := help
TS_NODE := node --require ts-node/register/transpile-only
MOCHA := node_modules/.bin/mocha --reporter .ci/reporter.cjs
REPORTS := .local/reports

# ts-node would keep compiled code in the temporary folder, which saves it no time.
export DISABLE_V8_COMPILE_CACHE := 1
SOURCES := index.ts program components local preview sandbox scripts bench testkit test
PROPERTIES := --require ts-node/register/transpile-only --require testkit/setup.ts \
	test/program/settings.property.test.ts test/components/job/checks/jobProblems.test.ts \
	test/components/job/checks/scheduledJobProblems.test.ts test/components/job/conf/properties.test.ts \
	test/components/validation/plainText.test.ts test/local/import/nothingLost.test.ts

.PHONY: help up elt down conf manifest import sweep image image-check test test-unit coverage test-cluster test-spark lint soak soak-random soak-admission soak-spark soak-karpenter soak-cuts soak-outages soak-faults soak-lakehouse soak-cluster-autoscaler soak-kueue bench bench-bursts bench-elt bench-helm bench-images bench-isolation bench-monthly bench-operator bench-program bench-start bench-teams pr-preview pin reference pack clean

help: ## Show this list.
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 26

up: node_modules ## Run the platform and its two jobs (CLUSTER=context|kind|sandbox, CONTEXT=name, YES=1, IMPORT=1: its state is lost).
	@$(TS_NODE) local/cli.ts up

elt: node_modules ## The same with an object store: flights of a year from raw JSON to gold tables (as `make up`; `make down` removes it).
	@$(TS_NODE) local/cli.ts elt

down: node_modules ## Remove what `make up` made (FORGET=1: its cluster is gone for good).
	@$(TS_NODE) local/cli.ts down

conf: node_modules ## Show a job's Spark properties, each with the layer that it comes from (JOB=name).
	@$(TS_NODE) local/cli.ts conf

manifest: node_modules ## Print a job's finished SparkApplication, e.g. for an orchestrator (JOB=name).
	@$(TS_NODE) local/cli.ts manifest

import: node_modules ## Print the SparkApplications of a YAML file as jobs of a stack file, with what is lost (FILE=app.yaml, TEAM=name).
	@$(TS_NODE) local/cli.ts import

sweep: node_modules ## What a destroyed EKS cluster has left in AWS, and what removes it (CLUSTER_NAME=name, REGION=name).
	@$(TS_NODE) local/cli.ts sweep

image: node_modules ## Build the image of the lakehouse (LINE=4.1, FORMATS=delta,iceberg, TAG=ref, BASE=ref, MIRROR=URL, PLATFORM=list, PUSH=1, LOAD=kind).
	@$(TS_NODE) local/cli.ts image

image-check: node_modules ## Run an image as a job's pods would and say what it has and lacks (IMAGE=ref, USER_ID=number, GROUP_ID=number, SPARK_VERSION=version).
	@$(TS_NODE) local/cli.ts image-check

test: lint test-unit test-cluster test-spark ## Run all checks and tests.

test-unit: node_modules ## Run the unit tests (seconds; no cluster).
	MOCHA_REPORT=$(REPORTS)/unit.json $(MOCHA) --parallel --jobs 2

coverage: node_modules ## Run the unit tests and show their coverage.
	npx c8 node_modules/.bin/mocha --parallel --jobs 2

test-cluster: node_modules ## Run the tests on a real API server and the real Pulumi engine (sandbox).
	MOCHA_REPORT=$(REPORTS)/cluster.json $(MOCHA) --config test/cluster/.mocharc.json

test-spark: node_modules ## Run the tests with real nodes and real Spark jobs (sandbox).
	MOCHA_REPORT=$(REPORTS)/spark.json $(MOCHA) --config test/spark/.mocharc.json

lint: node_modules ## Check types, rules, format, who may use whom, what nobody uses, and workflows.
	npx tsc --noEmit
	npx eslint .
	npx prettier --check .
	npx depcruise --config .dependency-cruiser.cjs $(SOURCES)
	npx knip
	$(TS_NODE) scripts/lintWorkflows.ts

soak: soak-random soak-admission soak-spark soak-karpenter soak-cuts soak-outages soak-faults ## The long repetitions: the seven that follow, in this order.

soak-random: node_modules ## Random stack files and jobs by the thousands (SEED=number).
	PROPERTY_RUNS=10000 node_modules/.bin/mocha --no-config --timeout 600000 $(PROPERTIES)

soak-admission: node_modules ## Thousands of random jobs and schedules past the API server, the operator's webhook and the admission policies.
	DRY_RUNS=2000 $(MOCHA) --config test/cluster/.mocharc.json --timeout 600000 --grep "what the library accepts"

soak-spark: node_modules ## Ten jobs over both zones, with the webhook and without.
	PLACED_JOBS=10 $(MOCHA) --config test/spark/.mocharc.json --timeout 1200000 \
		--grep "teams and their jobs (placement|in the end placement)"

soak-karpenter: node_modules ## A stack with Karpenter comes and goes, in part without its controller (DESTROYS=20).
	DESTROYS=$(or $(DESTROYS),20) $(MOCHA) --no-config --require ts-node/register/transpile-only \
		--require testkit/setup.ts --require testkit/builtEngine.ts \
		--require testkit/builtTools.ts \
		--grep "is destroyed" test/cluster/autoscalers.test.ts

soak-cuts: node_modules ## `make up` and `make down` cut off at random points (RUNS=20, SEED=number, NODES=fake).
	$(TS_NODE) test/local/soak.ts

soak-outages: node_modules ## The control plane fails while a job runs and during an update (FAULTS=etcd,api-slow: those with such names).
	FAULTS='$(or $(FAULTS),all)' $(MOCHA) --config test/spark/.mocharc.json --timeout 1200000 \
		--grep "failures faults of the cluster"

soak-faults: node_modules ## Each fault of the stack's tables: full disks, lost states, deleted CRDs, killed engines (FAULTS=disk: those with that name).
	FAULTS='$(or $(FAULTS),all)' $(MOCHA) --config test/cluster/.mocharc.json --timeout 600000 \
		--grep "survives that"

soak-lakehouse: node_modules ## Pods of jobs that write files, Delta and Iceberg are killed (KILLS=21).
	KILLS=$(or $(KILLS),21) $(MOCHA) --config test/spark/.mocharc.json --timeout 1200000 \
		--grep "^lakehouse "

soak-cluster-autoscaler: node_modules ## The node groups under Cluster Autoscaler (CLUSTER_AUTOSCALER_KWOK=path of one with the provider kwok).
	@test -x "$(CLUSTER_AUTOSCALER_KWOK)" || { \
		echo "CLUSTER_AUTOSCALER_KWOK=path: name a Cluster Autoscaler that has the provider kwok." \
			"No registry has one: see docs/operations/autoscaler-tests.md."; \
		exit 1; }
	CLUSTER_AUTOSCALER_KWOK=$(abspath $(CLUSTER_AUTOSCALER_KWOK)) $(MOCHA) --no-config \
		--require ts-node/register/transpile-only --require testkit/setup.ts \
		--timeout 200000 test/clusterAutoscaler/clusterAutoscaler.test.ts

soak-kueue: node_modules ## Jobs in a queue of Kueue's own controller, which is built first.
	$(MOCHA) --no-config --require ts-node/register/transpile-only --require testkit/setup.ts \
		--require testkit/builtEngine.ts --require test/kueue/globalSetup.ts \
		--timeout 600000 test/kueue/kueue.test.ts

bench: bench-bursts bench-helm ## The two that follow.

bench-bursts: node_modules ## What bursts of executors cost, a Markdown table (BURSTS=10,100,1000, CLUSTER_AUTOSCALER_KWOK=path, DISCOUNT=0.65, ONE_SIZE=type,…, CORE_REQUEST=3900m).
	@$(TS_NODE) bench/bursts.ts

bench-elt: node_modules ## The example's job of each table format beside spark-submit --master local[*]: Markdown tables (ROUNDS=3, FORMATS=files,delta,iceberg).
	@$(TS_NODE) bench/elt.ts

bench-helm: node_modules ## Platform and SparkPi beside Helm and kubectl, of the same objects and with public images: a Markdown table (ROUNDS=5).
	@$(TS_NODE) bench/run.ts

bench-images: node_modules ## How large the images are, beside plain Spark with and without the bundles of AWS' SDK: a Markdown table.
	@$(TS_NODE) bench/imageSize.ts

bench-isolation: node_modules ## Measure what admission policies cost a submission, and an operator for each team (ROUNDS=5).
	@$(TS_NODE) bench/isolation.ts

bench-monthly: node_modules ## What each preset on EKS costs in a month before any job runs, a Markdown table.
	@$(TS_NODE) bench/monthly.ts

bench-operator: node_modules ## How many applications an operator submits on one core, and what each takes: a Markdown table (ROUNDS=3, JOBS=20, PIN=0: on all cores).
	@$(TS_NODE) bench/operator.ts

bench-program: node_modules ## Measure the program of the stack dev under mocks, alone and with 1 to 256 teams (ROUNDS=3).
	@$(TS_NODE) bench/program.ts

bench-start: node_modules ## How long a small job takes, phase by phase, by the operator's JVM options and the image: a Markdown table (ROUNDS=5).
	@$(TS_NODE) bench/start.ts

bench-teams: node_modules ## Measure previews of 1 to 256 teams (PREVIEWS=0: not), and 64 teams beside kubectl apply (ROUNDS=3, CHECKPOINTS=1).
	$(TS_NODE) bench/teams.ts

pr-preview: node_modules ## What the stacks change against a branch, without credentials (BASE=origin/main).
	@$(TS_NODE) preview/cli.ts

pin: node_modules ## Record the digests of the images and charts that the platform installs (CHECK=1: only compare).
	@$(TS_NODE) scripts/pin.ts

reference: node_modules ## Write docs/reference again from the comments in components/ and the pinned versions.
	@$(TS_NODE) scripts/generateReference.ts

pack: node_modules ## Build the npm package, and its list of what it depends on (SBOM, CycloneDX).
	npm pack
	@$(TS_NODE) scripts/sbom.ts

clean: ## Remove built files (make down removes the platform).
	rm -rf bin coverage $(REPORTS) *.tgz sbom.cdx.json

node_modules: node_modules/.package-lock.json

node_modules/.package-lock.json: package-lock.json
	npm ci --ignore-scripts
	@touch $@
