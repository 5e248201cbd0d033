import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { SparkPlatform, SparkPlatformArgs } from "../../../../components";
import { someCluster } from "../../../../testkit/cluster";
import { only, register, Registered, valueOf } from "../../../../testkit/mocks";

const SECRET = "kubernetes:core/v1:Secret";
const CONFIG_MAP = "kubernetes:core/v1:ConfigMap";
const DEPLOYMENT = "kubernetes:apps/v1:Deployment";

const lakehouse = { objectStore: {}, buckets: { lake: {} } };
const access = [{ bucket: "lake", prefix: "sales", mode: "read-write" as const }];
const kept = Object.fromEntries(
    ["processing", "root", "cleanup"].map((name) => [
        `spark-object-store-key-${name}`,
        `kept-${name}`,
    ]),
);

function platform(args: Partial<SparkPlatformArgs> = {}): SparkPlatform {
    const teams = { processing: { access }, analytics: {} };
    return new SparkPlatform("spark", { cluster: someCluster(), teams, lakehouse, ...args });
}

function dependenciesOf({ dependencies }: Registered): string[] {
    return dependencies.map((urn) => urn.split("::").pop() ?? "");
}

describe("an object store", () => {
    it("has a namespace with the strictest Pod Security Standard", async () => {
        const resources = await register(() => platform());
        const { inputs } = only(
            resources,
            "kubernetes:core/v1:Namespace",
            "spark-object-store-namespace",
        );
        assert.strictEqual(inputs["metadata"].name, "spark-object-store");
        const level = inputs["metadata"].labels["pod-security.kubernetes.io/enforce"];
        assert.strictEqual(level, "restricted");
    });

    it("is not created unless requested", async () => {
        const resources = await register(() =>
            platform({ lakehouse: undefined, teams: { processing: {} } }),
        );
        const named = resources.filter(({ name }) => name.includes("object-store"));
        assert.deepStrictEqual(named, []);
    });

    it("runs upstream's image, or a mirror's, as one pod without privileges", async () => {
        const resources = await register(() => platform());
        const { spec } = only(resources, DEPLOYMENT).inputs as { spec: any };
        assert.strictEqual(spec.replicas, 1);
        assert.deepStrictEqual(spec.strategy, { type: "Recreate" });
        const { containers, initContainers, ...pod } = spec.template.spec;
        assert.strictEqual(pod.automountServiceAccountToken, false);
        assert.strictEqual(pod.securityContext.runAsUser, 1000);
        for (const container of [...containers, ...initContainers]) {
            assert.strictEqual(container.image, "ghcr.io/versity/versitygw:v1.8.0");
            assert.deepStrictEqual(container.securityContext, {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ["ALL"] },
            });
            assert.ok(container.resources.limits.memory);
        }
        const mirrored = await register(() =>
            platform({ artifacts: { images: { objectStore: "mirror.example.com/s3:1" } } }),
        );
        const image = only(mirrored, DEPLOYMENT).inputs["spec"].template.spec.containers[0].image;
        assert.strictEqual(image, "mirror.example.com/s3:1");
    });

    it("has its administration on the pod's loopback address only", async () => {
        const resources = await register(() => platform());
        const [server] = only(resources, DEPLOYMENT).inputs["spec"].template.spec.containers;
        const at = server.command.indexOf("--admin-port");
        assert.strictEqual(server.command[at + 1], "127.0.0.1:7071");
        assert.deepStrictEqual(server.ports, [{ name: "s3", containerPort: 7070 }]);
        const { spec } = only(resources, "kubernetes:core/v1:Service").inputs as { spec: any };
        assert.deepStrictEqual(spec.ports, [{ name: "s3", port: 7070, targetPort: "s3" }]);
    });

    it("keeps its buckets on a volume of the requested class and size", async () => {
        const claim = "kubernetes:core/v1:PersistentVolumeClaim";
        const plain = only(await register(() => platform()), claim).inputs["spec"];
        assert.deepStrictEqual(plain, {
            accessModes: ["ReadWriteOnce"],
            resources: { requests: { storage: "10Gi" } },
        });
        const objectStore = { storage: "2Ti", storageClass: "fast" };
        const chosen = await register(() => platform({ lakehouse: { ...lakehouse, objectStore } }));
        const { resources, storageClassName } = only(chosen, claim).inputs["spec"];
        assert.deepStrictEqual([resources.requests.storage, storageClassName], ["2Ti", "fast"]);
    });

    it("has a user for each team with access, whose key is in the team's namespace", async () => {
        const resources = await register(() => platform(), { kept });
        const users = only(resources, SECRET, "spark-object-store-users").inputs["stringData"];
        assert.deepStrictEqual(
            { ...users, "users.json": JSON.parse(users["users.json"]) as unknown },
            {
                rootKeyId: "platform-root",
                rootSecret: "kept-root",
                cleanupSecret: "kept-cleanup",
                "users.json": {
                    accessAccounts: {
                        "team-processing": {
                            access: "team-processing",
                            secret: "kept-processing",
                            role: "user",
                        },
                        "platform-cleanup": {
                            access: "platform-cleanup",
                            secret: "kept-cleanup",
                            role: "user",
                        },
                    },
                },
            },
        );
        const key = only(resources, SECRET, "spark-processing-object-store");
        assert.strictEqual(key.inputs["metadata"].namespace, "processing");
        assert.deepStrictEqual(key.inputs["stringData"], {
            AWS_ACCESS_KEY_ID: "team-processing",
            AWS_SECRET_ACCESS_KEY: "kept-processing",
        });
        const ofTeams = resources.filter(
            ({ type, inputs }) => type === SECRET && inputs["metadata"].namespace === "analytics",
        );
        assert.deepStrictEqual(ofTeams, []);
    });

    it("has secrets that are generated once, and never appear in clear", async () => {
        const resources = await register(() => platform(), { kept, masked: true });
        const clear = JSON.stringify(resources.map(({ inputs }) => inputs));
        assert.doesNotMatch(clear, /kept-/);
        const fresh = async () =>
            only(
                await register(() => platform()),
                "pulumi:index:Stash",
                "spark-object-store-key-root",
            ).inputs["input"] as string;
        const first = await fresh();
        assert.match(first, /^[\w-]{40}$/);
        assert.notStrictEqual(await fresh(), first);
    });

    it("restarts only when users or policies change", async () => {
        const template = async (args: Partial<SparkPlatformArgs>, keys = kept) => {
            const resources = await register(() => platform(args), { kept: keys });
            const { metadata, spec } = only(resources, DEPLOYMENT).inputs["spec"].template;
            return JSON.stringify([metadata.annotations, spec.volumes]);
        };
        const before = await template({});
        assert.strictEqual(await template({ environment: "prod" }), before);
        const wider = [{ bucket: "lake", mode: "read-write" as const }];
        assert.notStrictEqual(await template({ teams: { processing: { access: wider } } }), before);
        const rotated = { ...kept, "spark-object-store-key-processing": "rotated" };
        assert.notStrictEqual(await template({}, rotated), before);
    });

    it("has policies in a ConfigMap that is named after their content", async () => {
        const resources = await register(() => platform());
        const { inputs } = only(resources, CONFIG_MAP, "spark-object-store-policies");
        assert.match(inputs["metadata"].name, /^object-store-policies-[0-9a-f]{8}$/);
        assert.deepStrictEqual(Object.keys(inputs["data"]), ["lake"]);
        assert.match(inputs["data"].lake, /team-processing/);
    });

    it("gives jobs of a team with access its URL, once it is ready", async () => {
        let made: SparkPlatform | undefined;
        const resources = await register(() => (made = platform()));
        const { objectStore } = made?.team("processing").lakehouse ?? {};
        assert.deepStrictEqual(await valueOf(pulumi.output(objectStore)), {
            endpoint: "http://object-store.spark-object-store.svc:7070",
            secret: "object-store",
        });
        assert.strictEqual(made?.team("analytics").lakehouse?.objectStore, undefined);
        assert.strictEqual(made?.team("processing").identity, undefined);
        const deployment = only(resources, DEPLOYMENT);
        const before = ["claim", "users", "policies"].map((part) =>
            part === "claim" ? "spark-object-store-data" : `spark-object-store-${part}`,
        );
        for (const name of before) {
            assert.ok(dependenciesOf(deployment).includes(name), name);
        }
    });
});
