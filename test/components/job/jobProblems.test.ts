import assert from "node:assert/strict";
import fc from "fast-check";
import { jobProblems } from "../../../components/job/jobProblems";
import { Problems } from "../../../components/validation";

const MAIN = "local:///opt/spark/examples/src/main/python/pi.py";

function problemsOf(args: Record<string, unknown>, name = "pi", teams?: string[]): string[] {
    const problems = new Problems();
    jobProblems(`jobs.${name}`, name, { main: MAIN, ...args }, problems, teams);
    return problems.list();
}

describe("jobProblems", () => {
    it("accepts a job with all settings", () => {
        const args = {
            team: "processing",
            main: "s3a://apps/etl.jar",
            mainClass: "com.example.Etl",
            arguments: ["--verbose", ""],
            parameters: { day: "2024-01-01", "output.path": "s3a://x/?a=b" },
            sparkVersion: "3.5.9",
            image: "registry.example.com/etl:1",
            imagePullPolicy: "Always",
            imagePullSecrets: ["registry"],
            driver: { cores: 2, coreRequest: "1500m", coreLimit: "2", memory: "4g" },
            executor: { dynamicAllocation: { min: 0, max: 8, initial: 2 }, env: { TZ: "UTC" } },
            zonePolicy: "single",
            zone: "a",
            conf: { "spark.sql.shuffle.partitions": "64" },
            logLevel: "WARN",
            restart: { policy: "on-failure", retries: 2, interval: "30s" },
            wait: "completed",
            trigger: "2",
            timeToLive: "7d",
        };
        assert.deepEqual(problemsOf(args, "nightly-etl", ["processing"]), []);
    });

    it("lists everything that is wrong at once, with the way to mend it", () => {
        const args = {
            team: "procesing",
            main: "jobs/missing.py",
            argument: ["1"],
            arguments: [100],
            parameters: { "a=b": "c", minimum: 10 },
            image: "spark:mine",
            driver: { memory: "14GB", cores: 0 },
            executor: { instances: 2, dynamicAllocation: { min: 3, max: 2 } },
        };
        const problems = problemsOf(args, "pi", ["processing", "reporting"]);
        const missing = `${process.cwd()}/jobs/missing.py`;
        assert.deepEqual(problems, [
            `jobs.pi.main: "jobs/missing.py" does not exist (looked for ${missing}); ` +
                "paths begin at the project's folder",
            'jobs.pi.team: unknown team "procesing"; did you mean "processing"? ' +
                "(known: processing, reporting)",
            'jobs.pi.argument: unknown key "argument"; did you mean "arguments"? (known: team, ' +
                "main, mainClass, arguments, parameters, sparkVersion, image, imagePullPolicy, " +
                "imagePullSecrets, driver, executor, zonePolicy, zone, conf, logLevel, restart, " +
                "wait, trigger, timeToLive)",
            'jobs.pi.arguments[0]: 100 is not a text: write it in quotes (e.g. "100")',
            'jobs.pi.parameters["a=b"]: "a=b" cannot be a key of key=value: ' +
                'use a word without "=" and spaces',
            'jobs.pi.parameters.minimum: 10 is not a text: write it in quotes (e.g. "10")',
            'jobs.pi.driver.memory: "14GB" is not a Spark memory size: ' +
                'a whole number and k, m, g or t (e.g. "512m", "14g")',
            "jobs.pi.driver.cores: 0 is not a whole number of 1 or more",
            "jobs.pi.executor.dynamicAllocation.min: 3 is more than max (2)",
            "jobs.pi.executor.instances: does not go with dynamicAllocation: keep one of them",
            "jobs.pi.sparkVersion: is missing: say which Spark the image has " + '(e.g. "4.1.2")',
        ]);
    });

    const single: [string, Record<string, unknown>, string][] = [
        [
            "a Spark version without an image of it",
            { sparkVersion: "3.5.9" },
            'sparkVersion: "3.5.9" needs an image of that version: set image, too ' +
                "(the platform's has 4.1.2)",
        ],
        [
            "a Spark before log4j2",
            { image: "x", sparkVersion: "3.2.4" },
            'sparkVersion: "3.2.4" is too old: 3.3 or newer',
        ],
        [
            "a version that is none",
            { image: "x", sparkVersion: "latest" },
            'sparkVersion: "latest" is not a Spark version (e.g. "4.1.2")',
        ],
        [
            "a jar without a class",
            { main: "local:///opt/app.jar" },
            "mainClass: is missing: name the class in the jar that has the main method",
        ],
        [
            "a class for Python",
            { mainClass: "com.example.Etl" },
            "mainClass: is for jars; a Python job has none: remove it",
        ],
        [
            "a heap that Spark refuses",
            { driver: { memory: "256m" } },
            'driver.memory: "256m" is too little: Spark needs a heap of 450m or more (e.g. "512m")',
        ],
        [
            "a limit below the request",
            { executor: { cores: 2, coreLimit: "1200m" } },
            'executor.coreLimit: "1200m" is less than the CPU that the pod requests ("2")',
        ],
        [
            "a limit below the default request",
            { driver: { coreLimit: "0.2" } },
            'driver.coreLimit: "0.2" is less than the CPU that the pod requests ("250m")',
        ],
        [
            "a start outside of the range",
            { executor: { dynamicAllocation: { min: 1, max: 2, initial: 3 } } },
            "executor.dynamicAllocation.initial: 3 is not between min (1) and max (2)",
        ],
        [
            "a zone and no zone rule",
            { zone: "a", zonePolicy: "any" },
            'zone: does not go with zonePolicy "any": keep one of them',
        ],
        [
            "a wait without an end",
            { wait: "completed", restart: { policy: "always" } },
            'wait: "completed" never comes for a job that always restarts: use "running"',
        ],
        ["a restart without a policy", { restart: { retries: 1 } }, "restart.policy: is missing"],
        [
            "a time without a unit",
            { timeToLive: "3600" },
            'timeToLive: "3600" is not a duration: a whole number and s, m, h or d ' +
                '(e.g. "90s", "7d")',
        ],
        [
            "a variable with a dash",
            { driver: { env: { "A-B": "c" } } },
            'driver.env.A-B: "A-B" is not the name of a variable (e.g. "TZ")',
        ],
    ];
    for (const [what, args, expected] of single) {
        it(`refuses ${what}`, () => assert.deepEqual(problemsOf(args), [`jobs.pi.${expected}`]));
    }

    for (const name of ["Pi", "1pi", "pi_2", "pi-", "", "a".repeat(64)]) {
        it(`refuses "${name}" as a name`, () => {
            const [problem, ...others] = problemsOf({}, name);
            assert.match(problem ?? "", /cannot name a job: use 1-63 lower-case letters/);
            assert.deepEqual(others, []);
        });
    }

    it("accepts every memory size from 450m, and no other text", () => {
        const unit = fc.constantFrom("m", "g", "t");
        fc.assert(
            fc.property(fc.integer({ min: 450, max: 99999 }), unit, (amount, suffix) => {
                assert.deepEqual(problemsOf({ driver: { memory: `${amount}${suffix}` } }), []);
            }),
        );
        fc.assert(
            fc.property(fc.string(), (text) => {
                fc.pre(!/^[1-9][0-9]*[kmgt]$/.test(text));
                assert.equal(problemsOf({ driver: { memory: text } }).length, 1);
            }),
        );
    });

    it("never throws, whatever stands in a stack file", () => {
        fc.assert(
            fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (a, b, c) => {
                const args = { main: a, driver: b, executor: c, restart: a, conf: b, arguments: c };
                assert.ok(problemsOf(args, "pi", ["processing"]).length > 0);
                const problems = new Problems();
                jobProblems("jobs.pi", "pi", a, problems, []);
                assert.ok(problems.list().length > 0);
            }),
        );
    });
});
