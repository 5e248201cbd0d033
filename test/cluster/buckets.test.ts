import { strict as assert } from "node:assert";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testsNeedTheOnesBefore } from "../../testkit/dependentTests";
import { EVENT_LOG_ENV, readSteps } from "../../testkit/eventLog";
import { checkout, Run, TestStack } from "../../testkit/stack";
import { standIns } from "../../testkit/standIns";
import { Cloud } from "../../testkit/standIns/aws/cloud";
import { TYPES } from "../../testkit/standIns/aws/types";

const KEY = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

const CONFIGURATION = [
    "BucketLifecycleConfiguration",
    "BucketOwnershipControls",
    "BucketPolicy",
    "BucketPublicAccessBlock",
    "BucketServerSideEncryptionConfiguration",
];
const ALL = ["Bucket", ...CONFIGURATION];

const UP = ["up", "--skip-preview"];
const DESTROY = ["destroy", "--skip-preview"];

/** With the real engine, a stand-in for AWS, and no cluster. */
describe("a bucket of the lakehouse, through its whole life", function () {
    this.timeout(300_000);
    testsNeedTheOnesBefore();
    let account: string;
    let cloud: Cloud;
    let stack: TestStack;
    let events: string;

    before(async () => {
        account = mkdtempSync(join(tmpdir(), "spark-platform-aws-"));
        const { cloud: made, plugins, env } = standIns(account, "");
        cloud = made;
        cloud.set({ pace: 0 });
        const source = readFileSync(join(checkout, "test/cluster/programs/bucket.ts"), "utf8");
        stack = await TestStack.create({
            config: {},
            program: source,
            plugins: { aws: plugins.aws },
            env: { ...EVENT_LOG_ENV, ...env },
        });
        events = join(stack.folder, "events.json");
    });

    after(() => {
        stack.forget();
        rmSync(account, { recursive: true });
    });

    function run([command = "", ...flags]: string[], bucket: object): Promise<Run> {
        stack.configure({
            "aws:region": "eu-central-1",
            bucket: { bucketName: "acme-lake", ...bucket },
        });
        cloud.forgetCalls();
        return stack.pulumi(command, "--yes", ...flags, "--event-log", events);
    }

    async function up(bucket: object = {}): Promise<string> {
        const { code, output } = await run(UP, bucket);
        assert.equal(code, 0, output);
        return output;
    }

    async function fails(command: string[], bucket: object, message: RegExp): Promise<void> {
        const { code, output } = await run(command, bucket);
        assert.notEqual(code, 0, output);
        assert.match(output, message);
    }

    /** Changes of resources in AWS: operation and kind. */
    function changes(): string[] {
        return readSteps(events)
            .filter(({ op, what }) => what.startsWith("aws:") && op !== "same")
            .map(({ op, what }) => `${op} ${what.replace(/^.*:(\w+) .*$/, "$1")}`)
            .sort();
    }

    /** The calls that AWS received. */
    function calls(): string[] {
        return cloud
            .calls()
            .map(({ call, type }) => `${call} ${type.replace(/^.*:/, "")}`)
            .sort();
    }

    it("is created with all of its protection, and not touched by another update", async () => {
        await up();
        assert.deepEqual(
            changes(),
            ALL.map((kind) => `create ${kind}`),
        );
        await up();
        assert.deepEqual(calls(), []);
    });

    const everything = {
        kmsKeyArn: KEY,
        abortUploadsAfterDays: 1,
        keepOldVersionsDays: 1,
        expireAfterDays: { tmp: 1 },
        versioning: true,
        tags: { a: "b" },
        protect: true,
    };

    it("gets a key, days, versioning and tags in place", async () => {
        await up(everything);
        const made = [
            "create BucketVersioning",
            "update Bucket",
            "update BucketLifecycleConfiguration",
            "update BucketServerSideEncryptionConfiguration",
        ];
        assert.deepEqual(changes(), made);
        assert.deepEqual(calls(), made);
    });

    it("is neither replaced nor deleted while it is protected", async () => {
        await fails(
            UP,
            { ...everything, bucketName: "acme-sea" },
            /unable to replace resource .*:Bucket::lake".*protect/s,
        );
        // Its preview says so before anything is changed.
        await fails(["destroy"], everything, /cannot be deleted.*protect/s);
        assert.deepEqual(calls(), []);
    });

    it("gets its original settings back in place", async () => {
        await up();
        const made = [
            // The provider suspends it.
            "delete BucketVersioning",
            "update Bucket",
            "update BucketLifecycleConfiguration",
            "update BucketServerSideEncryptionConfiguration",
        ];
        assert.deepEqual(changes(), made);
        assert.deepEqual(calls(), made);
    });

    it("keeps its files and its configuration when it is renamed", async () => {
        cloud.fill("acme-lake", 3);
        await fails(UP, { bucketName: "acme-sea" }, /BucketNotEmpty: .* not empty/);
        const ofOldOne = cloud
            .all()
            .filter(({ inputs }) => inputs["bucket"] === "acme-lake")
            .map(({ type }) => type.replace(/^.*:/, ""));
        assert.deepEqual(ofOldOne.sort(), ALL);
        // Once its files are elsewhere, it is deleted.
        cloud.fill("acme-lake", 0);
        await up({ bucketName: "acme-sea" });
        assert.equal(cloud.find(TYPES.bucket, "acme-lake"), undefined);
        assert.deepEqual(await stack.outputs(), { bucketName: "acme-sea" });
    });

    it("stays private until it is destroyed, with its files only if forceDestroy was set before", async () => {
        const same = { bucketName: "acme-sea" };
        cloud.fill("acme-sea", 3);
        await fails(DESTROY, same, /BucketNotEmpty: /);
        assert.deepEqual(calls(), ["delete Bucket"]);
        const left = cloud.all().map(({ type }) => type.replace(/^.*:/, ""));
        assert.deepEqual(left.sort(), ALL);
        // Another update restores all of it in the stack.
        await up({ ...same, forceDestroy: true });
        assert.deepEqual(changes(), [
            ...CONFIGURATION.map((kind) => `create ${kind}`),
            "update Bucket",
        ]);
        const { code, output } = await run(DESTROY, same);
        assert.equal(code, 0, output);
        assert.deepEqual(calls(), ["delete Bucket"]);
        assert.deepEqual(cloud.all(), []);
        const [emptied] = cloud.effects();
        assert.deepEqual([emptied?.what, emptied?.from], ["emptied", 3]);
    });
});
