import assert from "node:assert/strict";
import { ScheduledSparkApplication, SparkApplication, SparkPlatform } from "../../components";
import { someCluster } from "../../testkit/cluster";
import { register, Registered } from "../../testkit/mocks";

const KUBERNETES = "kubernetes:";

/** A program with every kind of resource that the library makes. */
function program(): void {
    const platform = new SparkPlatform("spark", {
        cluster: someCluster("cluster"),
        teams: {
            processing: {
                quota: { cpu: "8", memory: "32Gi", drivers: 2 },
                submitters: [{ name: "airflow" }, { name: "data", kind: "group" }],
            },
            borrowed: { createNamespace: false },
        },
    });
    new ScheduledSparkApplication("daily", {
        team: platform.team("processing"),
        main: "jobs/pi.py",
        schedule: "@daily",
    });
    new SparkApplication("pi", { team: platform.team("processing"), main: "jobs/pi.py" });
    new SparkApplication("jvm", {
        team: platform.team("borrowed"),
        main: "local:///opt/spark/examples/jars/spark-examples.jar",
        mainClass: "org.apache.spark.examples.SparkPi",
    });
}

/** Logical name of a resource, from its URN. */
function nameOf(urn: string): string {
    return urn.split("::").pop() ?? "";
}

/** What makes two registrations the same resource. */
function identity({ type, name, parent }: Registered): string {
    return `${parent} ${type} ${name}`;
}

describe("every resource of the library", () => {
    let resources: Registered[];
    let kubernetes: Registered[];

    before(async () => {
        resources = await register(program);
        kubernetes = resources.filter(({ type }) => type.startsWith(KUBERNETES));
        assert.ok(kubernetes.length > 10, `only ${kubernetes.length} resources were made`);
    });

    function every(rule: string, holds: (resource: Registered) => boolean): void {
        const broken = kubernetes.filter((resource) => !holds(resource)).map(identity);
        assert.deepStrictEqual(broken, [], rule);
    }

    it("uses the provider of its cluster, and none of the environment", () => {
        every("explicit provider", ({ provider }) => /::cluster::/.test(provider));
    });

    it("belongs to a component, and begins with its name", () => {
        every("parent", ({ parent }) => parent !== "");
        every("name", ({ name, parent }) => name.startsWith(nameOf(parent)));
    });

    it("has a name of its own in its component", () => {
        const all = resources.map(identity);
        assert.deepStrictEqual([...new Set(all)], all);
    });

    it("depends on resources, never on components", () => {
        every("dependencies", ({ dependencies }) =>
            dependencies.every((urn) => /\$kubernetes:[^$]*::[^:]+$/.test(urn)),
        );
    });

    it("keeps nothing secret in ConfigMaps", () => {
        every("ConfigMaps", ({ type, inputs }) => {
            const isConfigMap = type === "kubernetes:core/v1:ConfigMap";
            return !isConfigMap || !/token|password|secret/i.test(JSON.stringify(inputs.data));
        });
    });

    it("is the same in a preview as in an update", async () => {
        const preview = await register(program, { preview: true });
        assert.deepStrictEqual(preview.map(identity).sort(), resources.map(identity).sort());
    });

    it("has the same inputs in a preview as in an update", async () => {
        const preview = await register(program, { preview: true });
        const inputsOf = (all: Registered[]) =>
            Object.fromEntries(all.map((resource) => [identity(resource), resource.inputs]));
        assert.deepStrictEqual(inputsOf(preview), inputsOf(resources));
    });
});
