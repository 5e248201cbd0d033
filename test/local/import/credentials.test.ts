import assert from "node:assert/strict";
import { importFile } from "../../../local/import/importFile";
import { stackFile } from "../../../local/import/stackFile";

const SECRET = "7f2kQm4pX9vL0sTz";
const variable = { name: "API_TOKEN", value: SECRET };
const container = { image: "busybox:1.36", args: ["--password", SECRET], env: [variable] };

/** Everywhere that users write credentials. */
const spec = {
    ...{ type: "Python", sparkVersion: "4.1.2", image: "registry.example.com/spark:4.1.2" },
    mainApplicationFile: `https://user:${SECRET}@example.com/main.py`,
    arguments: ["--rows", "10", "--password", SECRET],
    sparkConf: { "spark.hadoop.fs.s3a.secret.key": SECRET },
    hadoopConf: { "fs.azure.account.key.lake": SECRET },
    driver: {
        env: [{ name: "DB_PASSWORD", value: SECRET }],
        envVars: { SMTP_PASS: SECRET },
        javaOptions: `-Djavax.net.ssl.trustStorePassword=${SECRET}`,
        initContainers: [{ name: "fetch", ...container }],
        template: {
            spec: { containers: [{ name: "spark-kubernetes-driver", env: [variable] }] },
        },
    },
    executor: { sidecars: [{ name: "proxy", ...container }] },
};

describe("credentials of an imported application", () => {
    const application = {
        ...{ apiVersion: "sparkoperator.k8s.io/v1beta2", kind: "SparkApplication" },
        ...{ metadata: { name: "a", namespace: "b" }, spec },
    };
    const { jobs, others } = importFile(JSON.stringify(application), "app.json");
    const text = stackFile(jobs, others);

    it("are never printed", () => {
        assert.doesNotMatch(text, new RegExp(SECRET), text);
    });

    it("are each named, with what to do", () => {
        for (const path of [
            ...["arguments[3]", 'conf["spark.hadoop.fs.s3a.secret.key"]', "driver.env.SMTP_PASS"],
            ...["driver.initContainers[0].args[1]", "executor.sidecars[0].env.API_TOKEN", "main"],
        ]) {
            assert.ok(text.includes(path), path);
        }
    });

    it("leave the other arguments in place", () => {
        assert.deepEqual(jobs[0]?.job["arguments"], [
            "--rows",
            "10",
            "--password",
            "$(CREDENTIAL)",
        ]);
    });
});
