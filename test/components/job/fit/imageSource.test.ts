import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
    ScheduledSparkApplication,
    SparkApplication,
    SparkPlatform,
    SparkPlatformArgs,
} from "../../../../components";
import { sources } from "../../../../components/versions";
import { registerOnAws, someEksCluster } from "../../../../testkit/onAws";

const MAIN = { main: "local:///opt/pi.py" };
const WARNING =
    `Every new node pulls "${sources.sparkImage}" from Docker Hub, which allows 100 pulls in ` +
    "six hours from an IP address, such as a NAT gateway's: keep a copy in ECR, and set " +
    "artifacts.images.spark to it (docs/how-to/pull-images-faster.md)";

/** What is warned of Docker Hub where two teams have three jobs on EKS. */
async function warnings(
    args: Partial<SparkPlatformArgs> = {},
    job: { image?: string; sparkVersion?: string } = {},
    preview = true,
): Promise<string[]> {
    const log = pulumi.log as { warn: typeof pulumi.log.warn };
    const { warn } = log;
    const all: string[] = [];
    log.warn = (message) => Promise.resolve(void all.push(message));
    try {
        await registerOnAws(
            () => {
                const teams = { processing: {}, sales: {} };
                const platform = new SparkPlatform("spark", {
                    cluster: someEksCluster(),
                    teams,
                    ...args,
                });
                const team = platform.team("processing");
                new SparkApplication("one", { team, ...MAIN, ...job });
                new SparkApplication("two", { team: platform.team("sales"), ...MAIN, ...job });
                new ScheduledSparkApplication("three", {
                    ...{ team, schedule: "0 2 * * *", ...MAIN, ...job },
                });
            },
            { preview },
        );
    } finally {
        log.warn = warn;
    }
    return all.filter((message) => message.includes("Docker Hub"));
}

describe("the source of a job's image", () => {
    it("causes one warning if an autoscaler's nodes pull it from Docker Hub", async () => {
        assert.deepEqual(await warnings(), [WARNING]);
        assert.deepEqual(await warnings({ autoscaler: "cluster-autoscaler" }), [WARNING]);
    });

    it("is your own registry if the platform or the job names an image", async () => {
        const image =
            "111122223333.dkr.ecr.eu-central-1.amazonaws.com/docker-hub/apache/spark:4.1.2";
        assert.deepEqual(await warnings({ artifacts: { images: { spark: image } } }), []);
        assert.deepEqual(await warnings({}, { image, sparkVersion: "4.1.2" }), []);
    });

    it("is no problem if no nodes are added", async () => {
        assert.deepEqual(await warnings({ autoscaler: "none" }), []);
    });

    it("is not warned about again in the update", async () => {
        assert.deepEqual(await warnings({}, {}, false), []);
    });
});
