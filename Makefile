.DEFAULT_GOAL := help
TS_NODE := node --require ts-node/register/transpile-only
MOCHA := node_modules/.bin/mocha --reporter .ci/reporter.cjs
REPORTS := .local/reports

# ts-node would cache compiled code in the temporary folder, without saving time.
export DISABLE_V8_COMPILE_CACHE := 1
SOURCES := index.ts program components local preview sandbox scripts bench testkit test
PROPERTIES := --require ts-node/register/transpile-only --require testkit/setup.ts \
	test/program/settings.property.test.ts test/components/job/checks/jobProblems.test.ts \
	test/components/job/checks/scheduledJobProblems.test.ts test/components/job/conf/properties.test.ts \
	test/components/validation/plainText.test.ts test/local/import/nothingLost.test.ts

.PHONY: help up elt down conf manifest import sweep image image-check test test-unit coverage test-cluster test-spark lint soak soak-random soak-admission soak-spark soak-karpenter soak-cuts soak-outages soak-faults soak-lakehouse soak-cluster-autoscaler soak-kueue bench bench-bursts bench-elt bench-helm bench-images bench-isolation bench-monthly bench-operator bench-program bench-start bench-teams pr-preview pin reference pack clean

help: ## Show this list.
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 26

up: node_modules ## Start the platform and run its two example jobs (CLUSTER=context|kind|sandbox, CONTEXT=name, YES=1: do not ask, IMPORT=1: rebuild a lost state).
	@$(TS_NODE) local/cli.ts up

elt: node_modules ## The same with an object store: loads a year of flights from raw JSON to gold tables (options as in `make up`; `make down` removes it).
	@$(TS_NODE) local/cli.ts elt

down: node_modules ## Remove everything that `make up` created (FORGET=1: its cluster is gone for good).
	@$(TS_NODE) local/cli.ts down

conf: node_modules ## Show a job's Spark properties and which layer sets each of them (JOB=name).
	@$(TS_NODE) local/cli.ts conf

manifest: node_modules ## Print a job's complete SparkApplication, e.g. for an orchestrator (JOB=name).
	@$(TS_NODE) local/cli.ts manifest

import: node_modules ## Convert the SparkApplications in a YAML file to jobs of a stack file, with notes on what is lost (FILE=app.yaml, TEAM=name).
	@$(TS_NODE) local/cli.ts import

sweep: node_modules ## List what a destroyed EKS cluster left behind in AWS, and the commands that delete it (CLUSTER_NAME=name, REGION=name).
	@$(TS_NODE) local/cli.ts sweep

image: node_modules ## Build the lakehouse image (LINE=4.1, FORMATS=delta,iceberg, TAG=ref, BASE=ref, MIRROR=URL, PLATFORM=list, PUSH=1, LOAD=kind).
	@$(TS_NODE) local/cli.ts image

image-check: node_modules ## Run an image as a job's pods would, and report what it contains and lacks (IMAGE=ref, USER_ID=number, GROUP_ID=number, SPARK_VERSION=version).
	@$(TS_NODE) local/cli.ts image-check

test: lint test-unit test-cluster test-spark ## Run all checks and tests.

test-unit: node_modules ## Run the unit tests (seconds; no cluster).
	MOCHA_REPORT=$(REPORTS)/unit.json $(MOCHA) --parallel --jobs 2

coverage: node_modules ## Run the unit tests and show their coverage.
	npx c8 node_modules/.bin/mocha --parallel --jobs 2

test-cluster: node_modules ## Run the tests with a real API server and the real Pulumi engine (sandbox).
	MOCHA_REPORT=$(REPORTS)/cluster.json $(MOCHA) --config test/cluster/.mocharc.json

test-spark: node_modules ## Run the tests with real nodes and real Spark jobs (sandbox).
	MOCHA_REPORT=$(REPORTS)/spark.json $(MOCHA) --config test/spark/.mocharc.json

lint: node_modules ## Check types, lint rules, formatting, module dependencies, unused code and workflows.
	npx tsc --noEmit
	npx eslint .
	npx prettier --check .
	npx depcruise --config .dependency-cruiser.cjs $(SOURCES)
	npx knip
	$(TS_NODE) scripts/lintWorkflows.ts

soak: soak-random soak-admission soak-spark soak-karpenter soak-cuts soak-outages soak-faults ## Run the first seven soak tests below, one after the other (takes long).

soak-random: node_modules ## Check thousands of random stack files and jobs (SEED=number).
	PROPERTY_RUNS=10000 node_modules/.bin/mocha --no-config --timeout 600000 $(PROPERTIES)

soak-admission: node_modules ## Dry-run thousands of random jobs and schedules against the API server, the operator's webhook and the admission policies.
	DRY_RUNS=2000 $(MOCHA) --config test/cluster/.mocharc.json --timeout 600000 --grep "what the library accepts"

soak-spark: node_modules ## Run ten jobs across both zones, with and without the webhook.
	PLACED_JOBS=10 $(MOCHA) --config test/spark/.mocharc.json --timeout 1200000 \
		--grep "teams and their jobs (placement|in the end placement)"

soak-karpenter: node_modules ## Create and destroy a stack with Karpenter, sometimes without its controller (DESTROYS=20).
	DESTROYS=$(or $(DESTROYS),20) $(MOCHA) --no-config --require ts-node/register/transpile-only \
		--require testkit/setup.ts --require testkit/builtEngine.ts \
		--require testkit/builtTools.ts \
		--grep "is destroyed" test/cluster/autoscalers.test.ts

soak-cuts: node_modules ## Interrupt `make up` and `make down` at random points (RUNS=20, SEED=number, NODES=fake).
	$(TS_NODE) test/local/soak.ts

soak-outages: node_modules ## Break the control plane while a job runs and during an update (FAULTS=etcd,api-slow: only faults with these names).
	FAULTS='$(or $(FAULTS),all)' $(MOCHA) --config test/spark/.mocharc.json --timeout 1200000 \
		--grep "failures faults of the cluster"

soak-faults: node_modules ## Provoke every known stack fault: full disks, lost states, deleted CRDs, killed engines (FAULTS=disk: only faults with this name).
	FAULTS='$(or $(FAULTS),all)' $(MOCHA) --config test/cluster/.mocharc.json --timeout 600000 \
		--grep "survives that"

soak-lakehouse: node_modules ## Kill pods of jobs that write files, Delta and Iceberg (KILLS=21).
	KILLS=$(or $(KILLS),21) $(MOCHA) --config test/spark/.mocharc.json --timeout 1200000 \
		--grep "^lakehouse "

soak-cluster-autoscaler: node_modules ## Test the node groups with a real Cluster Autoscaler (CLUSTER_AUTOSCALER_KWOK=path of one with the kwok provider).
	@test -x "$(CLUSTER_AUTOSCALER_KWOK)" || { \
		echo "CLUSTER_AUTOSCALER_KWOK=path: give the path of a Cluster Autoscaler with the kwok provider." \
			"No registry offers one: see docs/operations/autoscaler-tests.md."; \
		exit 1; }
	CLUSTER_AUTOSCALER_KWOK=$(abspath $(CLUSTER_AUTOSCALER_KWOK)) $(MOCHA) --no-config \
		--require ts-node/register/transpile-only --require testkit/setup.ts \
		--timeout 200000 test/clusterAutoscaler/clusterAutoscaler.test.ts

soak-kueue: node_modules ## Run jobs in a queue of a real Kueue controller, which is built first.
	$(MOCHA) --no-config --require ts-node/register/transpile-only --require testkit/setup.ts \
		--require testkit/builtEngine.ts --require test/kueue/globalSetup.ts \
		--timeout 600000 test/kueue/kueue.test.ts

bench: bench-bursts bench-helm ## Run bench-bursts and bench-helm.

bench-bursts: node_modules ## Measure what bursts of executors cost, as a Markdown table (BURSTS=10,100,1000, CLUSTER_AUTOSCALER_KWOK=path, DISCOUNT=0.65, ONE_SIZE=type,…, CORE_REQUEST=3900m).
	@$(TS_NODE) bench/bursts.ts

bench-elt: node_modules ## Compare the example job of each table format with spark-submit --master local[*], as Markdown tables (ROUNDS=3, FORMATS=files,delta,iceberg).
	@$(TS_NODE) bench/elt.ts

bench-helm: node_modules ## Compare platform and SparkPi with plain Helm and kubectl, as a Markdown table (ROUNDS=5).
	@$(TS_NODE) bench/run.ts

bench-images: node_modules ## Compare image sizes with plain Spark and with AWS SDK bundles, as a Markdown table.
	@$(TS_NODE) bench/imageSize.ts

bench-isolation: node_modules ## Measure the cost of admission policies per submission, and of one operator per team (ROUNDS=5).
	@$(TS_NODE) bench/isolation.ts

bench-monthly: node_modules ## Compute the monthly cost of each EKS preset without any jobs, as a Markdown table.
	@$(TS_NODE) bench/monthly.ts

bench-operator: node_modules ## Measure how many applications an operator submits on one core, as a Markdown table (ROUNDS=3, JOBS=20, PIN=0: on all cores).
	@$(TS_NODE) bench/operator.ts

bench-program: node_modules ## Measure the program of stack dev with mocks, alone and with 1 to 256 teams (ROUNDS=3).
	@$(TS_NODE) bench/program.ts

bench-start: node_modules ## Measure the phases of a small job by operator JVM options and image, as a Markdown table (ROUNDS=5).
	@$(TS_NODE) bench/start.ts

bench-teams: node_modules ## Measure previews of 1 to 256 teams (PREVIEWS=0: skip), and compare 64 teams with kubectl apply (ROUNDS=3, CHECKPOINTS=1).
	$(TS_NODE) bench/teams.ts

pr-preview: node_modules ## Show how every stack changes compared with a branch, without credentials (BASE=origin/main).
	@$(TS_NODE) preview/cli.ts

pin: node_modules ## Record the digests of the images and charts that the platform installs (CHECK=1: only compare).
	@$(TS_NODE) scripts/pin.ts

reference: node_modules ## Write docs/reference again from the comments in components/ and the pinned versions.
	@$(TS_NODE) scripts/generateReference.ts

pack: node_modules ## Build the npm package and its SBOM (CycloneDX).
	npm pack
	@$(TS_NODE) scripts/sbom.ts

clean: ## Remove build output (make down removes the platform).
	rm -rf bin coverage $(REPORTS) *.tgz sbom.cdx.json

node_modules: node_modules/.package-lock.json

node_modules/.package-lock.json: package-lock.json
	npm ci --ignore-scripts
	@touch $@
