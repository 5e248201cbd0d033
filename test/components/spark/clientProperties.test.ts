import assert from "node:assert/strict";
import {
    clientPropertyProblem,
    isRefusedProperty,
} from "../../../components/spark/clientProperties";

describe("the properties that the submission client reads", () => {
    for (const name of [
        "spark.kubernetes.kerberos.krb5.path",
        "spark.kubernetes.submission.waitAppCompletion",
        "spark.kubernetes.file.upload.path",
        "spark.driver.defaultExtraClassPath",
        "spark.kubernetes.driver.label.spark-role",
        "spark.master.rest.enabled",
        "spark.remote",
    ]) {
        it(`are refused: ${name}`, () => {
            assert.equal(
                clientPropertyProblem(name, "x"),
                "is read by spark-submit in the operator's pod, with the operator's permissions: " +
                    "remove it (docs/security.md lists what a job may set)",
            );
        });
    }

    for (const name of [
        "spark.jars.packages",
        "spark.files",
        "spark.hadoop.fs.defaultFS",
        "spark.security.credentials.hive.enabled",
        "spark.submit.callSystemExitOnMainExit",
        "spark.kerberos.access.hadoopFileSystems",
        "spark.kubernetes.executor.pod.featureSteps",
        "spark.api.mode",
    ]) {
        it(`are the driver's alone in a job of the library: ${name}`, () => {
            assert.equal(isRefusedProperty(name), true);
            assert.equal(clientPropertyProblem(name, "x"), undefined);
        });
    }

    for (const name of [
        "spark.files.maxPartitionBytes",
        "spark.hadoop.fs.s3a.endpoint",
        "spark.kubernetes.driver.label.example.com/owner",
        "spark.kubernetes.executor.volumes.persistentVolumeClaim.a.mount.path",
        "spark.metrics.conf.*.sink.prometheusServlet.path",
        "spark.remoteShuffle",
    ]) {
        it(`do not include ${name}`, () => {
            assert.equal(isRefusedProperty(name), false);
            assert.equal(clientPropertyProblem(name, "x"), undefined);
        });
    }

    it("have names without what spark-submit splits at", () => {
        const message =
            'is not the name of a Spark property: use up to 253 letters, digits and ". _ - / *"';
        assert.equal(clientPropertyProblem("spark.a=b", "x"), message);
        assert.equal(clientPropertyProblem(`spark.${"x".repeat(248)}`, "x"), message);
        assert.equal(clientPropertyProblem(`spark.${"x".repeat(247)}`, "x"), undefined);
    });

    it("take a keytab of the driver, and none of the operator", () => {
        assert.equal(clientPropertyProblem("spark.kerberos.keytab", "local:///etc/k"), undefined);
        assert.equal(
            clientPropertyProblem("spark.kerberos.keytab", "/etc/k"),
            '"/etc/k" would be read in the operator\'s pod: use a file of the driver ("local:///…")',
        );
    });

    it("have values without references to the client's process", () => {
        const problem =
            'refers to a variable ("${env:…}", "${system:…}"), which spark-submit replaces in the ' +
            "operator's pod: write the value itself, or read the variable in the program";
        assert.equal(clientPropertyProblem("spark.a", "a${env:HOME}"), problem);
        assert.equal(clientPropertyProblem("spark.a", "${system:user.home}"), problem);
        assert.equal(clientPropertyProblem("spark.a", "${spark.app.name}"), undefined);
        assert.equal(clientPropertyProblem("spark.a", "${PATH}"), undefined);
    });

    it("have no effect where they are YARN's", () => {
        assert.equal(
            clientPropertyProblem("spark.yarn.queue", "x"),
            "has no effect on Kubernetes: remove it",
        );
    });
});
