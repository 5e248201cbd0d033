import assert from "node:assert/strict";
import { teamProblems } from "../../../components/team/teamProblems";
import { Problems } from "../../../components/validation";

function problemsOf(name: string, args: unknown): string[] {
    const problems = new Problems();
    teamProblems(`teams.${name}`, name, args, problems);
    return problems.list();
}

describe("teamProblems", () => {
    it("accepts a team without settings and one with all of them", () => {
        assert.deepEqual(problemsOf("processing", {}), []);
        const all = {
            createNamespace: false,
            labels: { "cost-centre": "4711", "example.com/owner": "" },
            logLevel: "DEBUG",
            sparkConf: { "spark.sql.shuffle.partitions": "64" },
        };
        assert.deepEqual(problemsOf("data-science", all), []);
    });

    it("lists everything that is wrong at once", () => {
        const args = {
            loglevel: "INFO",
            createNamespace: "no",
            logLevel: "LOUD",
            labels: { "spark-role": "driver", "a b": "c", owner: "-x" },
            sparkConf: { "spark.executor.memory": "1g", "fs.s3a.x": "1", "spark.x": 1 },
        };
        assert.deepEqual(problemsOf("processing", args), [
            'teams.processing.loglevel: unknown key "loglevel"; did you mean "logLevel"? ' +
                "(known: createNamespace, labels, logLevel, sparkConf)",
            'teams.processing.createNamespace: "no" is not true or false',
            'teams.processing.logLevel: unknown log level "LOUD" ' +
                "(known: TRACE, DEBUG, INFO, WARN, ERROR)",
            "teams.processing.labels.spark-role: is set by Spark or the platform; " +
                "choose another key",
            'teams.processing.labels["a b"]: "a b" is not a label or annotation key ' +
                '(e.g. "cost-centre", "example.com/owner")',
            'teams.processing.labels.owner: "-x" is not a label value: use up to 63 letters, ' +
                'digits, "-", "_" and ".", beginning and ending with a letter or digit',
            'teams.processing.sparkConf["spark.executor.memory"]: ' +
                "is decided by `executor.memory`; remove it here",
            'teams.processing.sparkConf["fs.s3a.x"]: Spark ignores properties that do not begin ' +
                'with "spark." (Hadoop\'s take "spark.hadoop.")',
            'teams.processing.sparkConf["spark.x"]: 1 is not a text: write it in quotes (e.g. "1")',
        ]);
    });

    for (const name of ["Processing", "a_b", "-a", "", "a".repeat(64)]) {
        it(`refuses "${name}" as a name`, () => {
            const [problem, ...others] = problemsOf(name, {});
            assert.match(problem ?? "", /is not a DNS label: use 1-63 lower-case letters/);
            assert.deepEqual(others, []);
        });
    }

    for (const name of ["default", "kube-system", "kube-mine"]) {
        it(`refuses the reserved name "${name}"`, () => {
            assert.deepEqual(problemsOf(name, {}), [
                `teams.${name}: "${name}" is a namespace of Kubernetes itself: choose another name`,
            ]);
        });
    }

    it("refuses properties that the operator's webhook would deny", () => {
        const denied = [
            "spark.kubernetes.authenticate.driver.serviceAccountName",
            "spark.kubernetes.authenticate.oauthToken",
            "spark.kubernetes.driver.master",
            "spark.master",
            "spark.kubernetes.namespace",
            "spark.kubernetes.container.image",
        ];
        const sparkConf = Object.fromEntries(denied.map((key) => [key, "x"]));
        assert.equal(problemsOf("processing", { sparkConf }).length, denied.length);
    });
});
