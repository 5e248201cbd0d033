import assert from "node:assert/strict";
import { TYPES } from "../../testkit/standIns/aws/types";
import { Values } from "../../testkit/standIns/aws/values";
import { SomeCloud } from "./someCloud";

const LAKE = { bucket: "acme-lake" };

async function withBucket(inputs: Values = {}): Promise<SomeCloud> {
    const some = new SomeCloud({ takenBuckets: ["test"] });
    await some.make(TYPES.bucket, { ...LAKE, ...inputs });
    return some;
}

function policy(statement: object): Values {
    return { ...LAKE, policy: JSON.stringify({ Statement: [statement] }) };
}

describe("buckets and databases of the stand-in", () => {
    it("have globally unique names", async () => {
        const some = await withBucket();
        await assert.rejects(some.make(TYPES.bucket, LAKE), /^Error: BucketAlreadyOwnedByYou: /);
        await assert.rejects(
            some.make(TYPES.bucket, { bucket: "test" }),
            /^Error: BucketAlreadyExists: /,
        );
        await some.make(TYPES.database, { name: "sales" });
        await assert.rejects(some.make(TYPES.database, { name: "sales" }), {
            message: "AlreadyExistsException: Database already exists.",
        });
        await assert.rejects(some.make(TYPES.database, { name: "Sales" }), /uppercase/);
    });

    it("are deleted with all their settings, unless they contain files", async () => {
        const some = await withBucket();
        await some.make(TYPES.publicAccessBlock, { ...LAKE, blockPublicPolicy: true });
        some.cloud.fill("acme-lake", 3);
        await assert.rejects(some.remove(TYPES.bucket, "acme-lake"), {
            message: "BucketNotEmpty: The bucket you tried to delete is not empty",
        });
        // What S3 was told is still there, and may be told again.
        await some.make(TYPES.publicAccessBlock, { ...LAKE, blockPublicPolicy: true });
        some.cloud.fill("acme-lake", 0);
        await some.remove(TYPES.bucket, "acme-lake");
        assert.deepEqual(some.cloud.all(), []);
        assert.deepEqual(some.cloud.effects(), []);
    });

    it("lose their files with forceDestroy", async () => {
        const some = await withBucket({ forceDestroy: true });
        some.cloud.fill("acme-lake", 3);
        await some.remove(TYPES.bucket, "acme-lake");
        assert.deepEqual(some.cloud.effects(), [
            { what: "emptied", type: TYPES.bucket, name: "some", from: 3, to: 0, drained: 0 },
        ]);
    });

    it("are created before their settings", async () => {
        const some = new SomeCloud();
        await assert.rejects(
            some.make(TYPES.encryption, LAKE),
            /no aws:s3\/bucket:Bucket for "acme-lake"/,
        );
    });

    it("have policies that name them, and no public ones if these are blocked", async () => {
        const some = await withBucket();
        const all = { Effect: "Allow", Principal: "*", Resource: ["arn:aws:s3:::acme-lake/*"] };
        await assert.rejects(
            some.make(
                TYPES.bucketPolicy,
                policy({ ...all, Resource: "arn:aws:s3:::acme-lake2/*" }),
            ),
            { message: "MalformedPolicy: Policy has invalid resource" },
        );
        await some.make(TYPES.bucketPolicy, policy(all));
        await some.make(TYPES.publicAccessBlock, { ...LAKE, blockPublicPolicy: true });
        for (const Principal of ["*", { AWS: "*" }]) {
            await assert.rejects(
                some.make(TYPES.bucketPolicy, policy({ ...all, Principal })),
                /BlockPublicPolicy/,
            );
        }
        await some.make(TYPES.bucketPolicy, policy({ ...all, Effect: "Deny" }));
    });

    it("have lifecycles that S3 accepts", async () => {
        const some = await withBucket();
        const rules: [object[], RegExp][] = [
            [[{ id: "a" }], /At least one action/],
            [[{ id: "a", expiration: { days: 0 } }], /must be a positive integer/],
            [
                [{ id: "a", expiration: { days: 1, expiredObjectDeleteMarker: true } }],
                /MalformedXML/,
            ],
            [
                [
                    { id: "a", expiration: { days: 1 } },
                    { id: "a", expiration: { days: 2 } },
                ],
                /Rule ID must be unique/,
            ],
        ];
        for (const [wrong, message] of rules) {
            await assert.rejects(
                some.make(TYPES.lifecycle, { ...LAKE, rules: wrong }),
                message,
                JSON.stringify(wrong),
            );
        }
    });

    it("stay versioned once they are", async () => {
        const some = await withBucket();
        const versioning = (status: string) => ({ ...LAKE, versioningConfiguration: { status } });
        const id = await some.make(TYPES.bucketVersioning, versioning("Enabled"));
        await assert.rejects(some.change(TYPES.bucketVersioning, id, versioning("Disabled")), {
            message:
                "versioning_configuration.status cannot be updated from 'Enabled' to 'Disabled'",
        });
        await some.change(TYPES.bucketVersioning, id, versioning("Suspended"));
    });

    for (const [type, before, change] of [
        [TYPES.bucket, LAKE, { bucket: "acme-sea" }],
        [TYPES.bucket, { ...LAKE, region: "eu-central-1" }, { region: "eu-west-1" }],
        [TYPES.lifecycle, LAKE, { bucket: "acme-sea" }],
        [TYPES.database, { name: "sales" }, { name: "hr" }],
    ] as [string, Values, Values][]) {
        it(`are replaced for another ${Object.keys(change).join()}: ${type}`, () => {
            const some = new SomeCloud();
            some.cloud.put({ type, id: "some", name: "some", inputs: before, outputs: {} });
            const { replaces } = some.resources.difference(type, "some", { ...before, ...change });
            assert.deepEqual(replaces, Object.keys(change));
        });
    }
});
