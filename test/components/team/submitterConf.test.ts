import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { LakehouseConnection } from "../../../components/lakehouse/lakehouseConnection";
import { SparkApplication } from "../../../components/job/sparkApplication";
import { SparkTeam } from "../../../components/team/sparkTeam";
import { SparkTeamArgs } from "../../../components/team/teamArgs";
import { someCluster } from "../../../testkit/cluster";
import { only, register, Registered, valueOf } from "../../../testkit/mocks";
import { registerOnAws, someEksCluster } from "../../../testkit/onAws";

const objectStore = { endpoint: "http://store.lake.svc:7070", secret: "object-store" };

interface Made {
    resources: Registered[];
    /** The properties in the ConfigMap for submitters, in addition to every team's. */
    submitters: string[];
    /** Those of a job of the library, by the same names. */
    job: Record<string, string>;
}

/** A team with a job that uses the team's table format. */
async function made(
    args: SparkTeamArgs,
    lakehouse?: LakehouseConnection,
    onEks = false,
): Promise<Made> {
    let application: SparkApplication | undefined;
    const program = () => {
        const cluster = onEks ? someEksCluster() : someCluster();
        const team = new SparkTeam("processing", { cluster, lakehouse, ...args });
        const image = { image: "registry.example.com/spark:4.1.2", sparkVersion: "4.1.2" };
        application = new SparkApplication("etl", {
            ...image,
            team: team.connection,
            main: "local:///opt/etl.py",
        });
    };
    const resources = await (onEks ? registerOnAws(program) : register(program));
    const map = only(resources, "kubernetes:core/v1:ConfigMap", "processing-spark-defaults");
    const lines = map.inputs["data"]["spark-defaults.conf"].split("\n") as string[];
    assert.ok(application);
    const conf = await valueOf(application.effectiveConf);
    const values = Object.entries(conf).map(([key, { value }]) => [key, value]);
    return {
        resources,
        submitters: lines.filter((line) => /s3a|sql|secretKeyRef|pathoutput/.test(line)),
        job: Object.fromEntries(values) as Record<string, string>,
    };
}

/** Asserts that submitters and jobs have the same value of a property. */
function assertSame({ submitters, job }: Made): void {
    for (const line of submitters.filter((one) => !one.includes("secretKeyRef"))) {
        const [, key = "", value] = /^(\S+) (.*)$/.exec(line) ?? [];
        assert.equal(job[key], value, line);
    }
}

describe("the properties for a team's submitters", () => {
    it("are the storage properties of the team's jobs", async () => {
        const team = await made(
            { tableFormat: "files", access: [{ bucket: "acme-lake" }] },
            { objectStore },
        );
        assert.deepEqual(team.submitters, [
            "spark.hadoop.fs.s3a.aws.credentials.provider software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider",
            "spark.hadoop.fs.s3a.committer.magic.enabled true",
            "spark.hadoop.fs.s3a.committer.name magic",
            "spark.hadoop.fs.s3a.connection.ssl.enabled false",
            "spark.hadoop.fs.s3a.endpoint http://store.lake.svc:7070",
            "spark.hadoop.fs.s3a.endpoint.region us-east-1",
            "spark.hadoop.fs.s3a.path.style.access true",
            "spark.hadoop.mapreduce.outputcommitter.factory.scheme.s3a org.apache.hadoop.fs.s3a.commit.S3ACommitterFactory",
            "spark.hadoop.pathoutputcommit.reject.fileoutput true",
            "spark.kubernetes.driver.secretKeyRef.AWS_ACCESS_KEY_ID object-store:AWS_ACCESS_KEY_ID",
            "spark.kubernetes.driver.secretKeyRef.AWS_SECRET_ACCESS_KEY object-store:AWS_SECRET_ACCESS_KEY",
            "spark.kubernetes.executor.secretKeyRef.AWS_ACCESS_KEY_ID object-store:AWS_ACCESS_KEY_ID",
            "spark.kubernetes.executor.secretKeyRef.AWS_SECRET_ACCESS_KEY object-store:AWS_SECRET_ACCESS_KEY",
            "spark.sql.parquet.output.committer.class org.apache.spark.internal.io.cloud.BindingParquetOutputCommitter",
            "spark.sql.sources.commitProtocolClass org.apache.spark.internal.io.cloud.PathOutputCommitProtocol",
        ]);
        assertSame(team);
    });

    it("add the format's extension to the team's own", async () => {
        const sparkConf = { "spark.sql.extensions": "org.example.Extension" };
        const team = await made({ tableFormat: "delta", sparkConf });
        assert.deepEqual(team.submitters, [
            "spark.hadoop.fs.s3a.committer.magic.enabled false",
            "spark.sql.catalog.spark_catalog org.apache.spark.sql.delta.catalog.DeltaCatalog",
            "spark.sql.extensions io.delta.sql.DeltaSparkSessionExtension,org.example.Extension",
        ]);
        assertSame(team);
    });

    it("have the buckets' region, even on EKS without a lakehouse", async () => {
        const team = await made({ access: [{ bucket: "acme-lake" }] }, undefined, true);
        assert.deepEqual(team.submitters, [
            "spark.hadoop.fs.s3a.aws.credentials.provider software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider",
            "spark.hadoop.fs.s3a.endpoint.region eu-central-1",
        ]);
        assertSame(team);
    });

    it("do not include storage for a team without it", async () => {
        for (const onEks of [false, true]) {
            assert.deepEqual((await made({}, undefined, onEks)).submitters, []);
        }
    });

    it("do not name a Secret that a team without access does not have", async () => {
        assert.deepEqual((await made({}, { objectStore })).submitters, []);
    });

    it("leave out the store if its Secret is not known in advance", async () => {
        const secret = pulumi.output("object-store");
        const access = [{ bucket: "acme-lake" }];
        const team = await made({ access }, { objectStore: { ...objectStore, secret } });
        assert.deepEqual(team.submitters, []);
        assert.equal(team.job["spark.hadoop.fs.s3a.endpoint"], objectStore.endpoint);
    });
});
