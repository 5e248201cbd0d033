import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
    ScheduledSparkApplication,
    SparkApplication,
    SparkTeam,
    stackOf,
} from "../../../../components";
import { JobDefaultsArgs } from "../../../../components/team/jobDefaultsArgs";
import { sources } from "../../../../components/versions";
import { someCluster } from "../../../../testkit/cluster";
import { only, register, valueOf } from "../../../../testkit/mocks";

const OWN: JobDefaultsArgs = {
    image: "registry.example.com/sales/spark:3.5.6",
    sparkVersion: "3.5.6",
    imagePullPolicy: "Always",
    imagePullSecrets: ["registry"],
};

interface Made {
    spec: Record<string, any>;
    conf: Record<string, { value: string; layer: string }>;
    image: string;
}

/** What becomes of a job of a team. */
async function made(
    jobDefaults: JobDefaultsArgs | undefined,
    job: object,
    team: object = {},
): Promise<Made> {
    let application: SparkApplication | undefined;
    const resources = await register(() => {
        const cluster = someCluster();
        const { connection } = new SparkTeam("sales", { cluster, jobDefaults, ...team });
        const args = { team: connection, main: "local:///x.py", ...job };
        application = new SparkApplication("etl", args);
        new ScheduledSparkApplication("daily", { ...args, schedule: "@daily" });
    });
    const kinds = "kubernetes:sparkoperator.k8s.io/v1beta2:";
    const { spec } = only(resources, `${kinds}SparkApplication`).inputs as Made;
    const schedule = only(resources, `${kinds}ScheduledSparkApplication`).inputs as Made;
    const { timeToLiveSeconds, ...template } = schedule.spec["template"] as Record<string, any>;
    assert.deepEqual(template["image"], spec["image"]);
    assert.deepEqual(template["imagePullSecrets"], spec["imagePullSecrets"]);
    assert.ok(application);
    return {
        spec,
        conf: await valueOf(application.effectiveConf),
        image: await valueOf(application.image),
    };
}

function image({ spec }: Made) {
    const { image: name, sparkVersion, imagePullPolicy, imagePullSecrets } = spec;
    return { image: name, sparkVersion, imagePullPolicy, imagePullSecrets } as JobDefaultsArgs;
}

describe("a team's jobDefaults", () => {
    it("apply to jobs that set nothing else", async () => {
        const found = await made(OWN, {});
        assert.deepEqual(image(found), OWN);
        assert.equal(found.image, OWN.image);
        const layers = ["image", "image.pullPolicy", "image.pullSecrets"].map(
            (name) => found.conf[`spark.kubernetes.container.${name}`],
        );
        assert.deepEqual(layers, [
            { value: OWN.image, layer: "team" },
            { value: "Always", layer: "team" },
            { value: "registry", layer: "team" },
        ]);
        // As for a job with an image of its own.
        const { template } = found.spec["driver"] as { template: Record<string, any> };
        const { supplementalGroups } = template["spec"].securityContext as Record<string, any>;
        assert.deepEqual(supplementalGroups, [0]);
    });

    it("make no difference to a job with the same settings", async () => {
        assert.deepEqual((await made(OWN, {})).spec, (await made(undefined, OWN)).spec);
    });

    it("are overridden by a job's own, one by one", async () => {
        const job = { image: "other/spark:4.0.1", sparkVersion: "4.0.1", imagePullSecrets: [] };
        assert.deepEqual(image(await made(OWN, job)), { ...job, imagePullPolicy: "Always" });
        const never = await made(OWN, { imagePullPolicy: "Never" });
        assert.deepEqual(image(never), { ...OWN, imagePullPolicy: "Never" });
        assert.equal(never.conf["spark.kubernetes.container.image.pullPolicy"]?.layer, "job");
    });

    it("override the lakehouse's and the platform's image", async () => {
        const known = { image: "platform/spark:4.1.2" };
        const lakehouse = { image: "lake/spark:4.1.2" };
        const ofPlatform = await made(undefined, {}, known);
        const ofLakehouse = await made(
            undefined,
            { tableFormat: "delta" },
            { ...known, lakehouse },
        );
        assert.deepEqual(
            [ofPlatform.image, ofLakehouse.image],
            ["platform/spark:4.1.2", "lake/spark:4.1.2"],
        );
        const both = { ...known, lakehouse };
        const own = { image: "mine/spark:4.1.2", sparkVersion: "4.1.2" };
        const ofTeam = await made(own, { tableFormat: "delta" }, both);
        assert.equal(ofTeam.image, "mine/spark:4.1.2");
    });

    it("may be Outputs", async () => {
        const given = { ...OWN, image: pulumi.output("built/spark:3.5.6") };
        assert.equal((await made(given, {})).image, "built/spark:3.5.6");
    });

    it("leave jobs unchanged without them", async () => {
        const found = await made(undefined, {});
        assert.equal(found.image, sources.sparkImage);
        assert.deepEqual(found.conf["spark.kubernetes.container.image.pullPolicy"], {
            value: "IfNotPresent",
            layer: "library",
        });
    });

    const NEEDS = "needs an image with that version: also set image (the platform's has 4.1.2)";
    const refused: [string, JobDefaultsArgs, object, string][] = [
        [
            "an image without its Spark version",
            { image: "a/spark:1" },
            {},
            'teams.sales.jobDefaults.sparkVersion: is missing: set the image\'s Spark version (e.g. "4.1.2")',
        ],
        [
            "another Spark version without an image",
            { sparkVersion: "3.5.6" },
            {},
            `teams.sales.jobDefaults.sparkVersion: "3.5.6" ${NEEDS}`,
        ],
        [
            "what is no image",
            { image: "A b", sparkVersion: "4.1.2" },
            {},
            'teams.sales.jobDefaults.image: "A b" is not the name of an image (e.g. "registry.example.com/team/spark:4.1.2")',
        ],
        [
            "another key",
            { pullSecrets: [] } as JobDefaultsArgs,
            {},
            'teams.sales.jobDefaults.pullSecrets: unknown key "pullSecrets"; did you mean "imagePullSecrets"? (known: sparkVersion, image, imagePullPolicy, imagePullSecrets)',
        ],
        [
            "a job's version that the team's image does not have",
            OWN,
            { sparkVersion: "4.1.2" },
            'jobs.etl.sparkVersion: "4.1.2" needs an image with that version: also set image ' +
                "(the one in the team's jobDefaults has 3.5.6)",
        ],
        [
            "a job's image without its version, whatever the team's is",
            OWN,
            { image: "a/spark:1" },
            'jobs.etl.sparkVersion: is missing: set the image\'s Spark version (e.g. "4.1.2")',
        ],
        [
            "a table format that the team's image lacks",
            { image: sources.sparkImage, sparkVersion: "4.1.2" },
            { tableFormat: "delta" },
            `jobs.etl.tableFormat: "delta" needs Delta (io.delta:delta-spark), which image ` +
                `"${sources.sparkImage}" of the team's jobDefaults lacks: set the team's ` +
                `\`jobDefaults.image\`, or the job's own \`image\`, to one that has it, such ` +
                `as \`make image\` builds (docs/how-to/build-a-lakehouse-image.md); or add it to ` +
                `\`deps.packages\``,
        ],
    ];
    for (const [what, jobDefaults, job, message] of refused) {
        it(`refuse ${what}`, () => {
            const stack = {
                cluster: { context: "x" },
                teams: { sales: { jobDefaults } },
                jobs: { etl: { team: "sales", main: "local:///x.py", ...job } },
            };
            assert.throws(
                () => stackOf(stack, "Stack"),
                (error: Error) => {
                    assert.equal(error.message, `Stack has 1 problem:\n  ${message}`);
                    return true;
                },
            );
        });
    }

    it("accept a job that sets the version of their image", async () => {
        assert.deepEqual(image(await made(OWN, { sparkVersion: "3.5.6" })), OWN);
    });
});
