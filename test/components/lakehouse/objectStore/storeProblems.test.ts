import assert from "node:assert/strict";
import { SparkPlatform, SparkPlatformArgs } from "../../../../components";
import { someCluster } from "../../../../testkit/cluster";

const lakehouse = { objectStore: {}, buckets: { lake: {} } };

function refuses(args: Partial<SparkPlatformArgs>, ...problems: string[]): void {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    const message = [`SparkPlatform "spark" has ${count}:`, ...problems.map((one) => `  ${one}`)];
    assert.throws(
        () => new SparkPlatform("spark", { cluster: someCluster(), teams: {}, lakehouse, ...args }),
        { message: message.join("\n") },
    );
}

describe("a platform with an object store", () => {
    const kmsKeyArn =
        "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    it("rejects access to a bucket that the store does not have", () => {
        const teams = { processing: { access: [{ bucket: "lake" }, { bucket: "other" }] } };
        refuses(
            { teams },
            'teams.processing.access[1].bucket: "other" is not a bucket of the object store: add ' +
                '"other: {}" to lakehouse.buckets, or use one of lake',
        );
        refuses(
            {
                teams: { processing: { access: [{ bucket: "lake" }] } },
                lakehouse: { objectStore: {} },
            },
            'teams.processing.access[0].bucket: "lake" is not a bucket of the object store: add ' +
                '"lake: {}" to lakehouse.buckets',
        );
    });

    it("rejects what only AWS has", () => {
        const none = "is an AWS key, but the object store does not encrypt: remove it";
        refuses(
            {
                teams: {
                    processing: { access: [{ bucket: "lake", kmsKeyArn }], identity: "irsa" },
                },
                lakehouse: { objectStore: {}, buckets: { lake: { kmsKeyArn } } },
            },
            "teams.processing.identity: is how pods get an AWS role, but here they get a key for the " +
                "object store: remove it",
            `lakehouse.buckets.lake.kmsKeyArn: ${none}`,
            `teams.processing.access[0].kmsKeyArn: ${none}`,
        );
    });

    it("rejects a team in the store's namespace", () => {
        refuses(
            { teams: { "spark-object-store": {} } },
            'teams.spark-object-store: "spark-object-store" is the object store\'s namespace: ' +
                "choose another name",
        );
    });
});
