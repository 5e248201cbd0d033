import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import {
    ComponentProvider,
    ComponentResourceConstructor,
} from "@pulumi/pulumi/provider/experimental/provider";
import * as api from "../../components";

/** The library alone, without the rest of the repository: the analyzer compiles everything it finds. */
const PACKAGE = path.join(__dirname, "publicApi");
const RECORD = path.join(PACKAGE, "schema.json");

function isComponent(value: unknown): value is ComponentResourceConstructor {
    return typeof value === "function" && value.prototype instanceof pulumi.ComponentResource;
}

describe("the public API", () => {
    /**
     * The analyzer rejects what other languages could not use (unions, callbacks, inline types).
     * A change of the API shows as a change of the record: UPDATE_SCHEMA=1 rewrites it.
     */
    it("has shapes that Pulumi's component analyzer accepts, as recorded", async function () {
        this.timeout(60_000);
        const values: unknown[] = Object.values(api);
        const components = values.filter(isComponent);
        const provider = new ComponentProvider({
            components: components,
            dirname: PACKAGE,
            name: "spark-platform",
        });
        const { resources, types } = JSON.parse(await provider.getSchema()) as Schema;
        const schema = { resources, types };
        if (process.env["UPDATE_SCHEMA"]) {
            fs.writeFileSync(RECORD, `${JSON.stringify(schema, null, 4)}\n`);
        }
        assert.deepStrictEqual(schema, JSON.parse(fs.readFileSync(RECORD, "utf8")));
    });

    it("consists of the components, their arguments' enums, the node labels, and stacks as plain data", () => {
        assert.deepStrictEqual(
            Object.entries(api)
                .filter(([, value]) => value !== undefined)
                .map(([name]) => name)
                .sort(),
            [
                "AccessMode",
                "Architecture",
                "Autoscaler",
                "AwsIdentity",
                "BatchScheduler",
                "BucketMode",
                "Capacity",
                "CatalogKind",
                "ClusterAutoscaler",
                "ClusterChoice",
                "ClusterKind",
                "Concurrency",
                "ConfLayer",
                "ControlPlaneLog",
                "CpuCredits",
                "EksCluster",
                "EndpointAccess",
                "Environment",
                "ExistingEksCluster",
                "ImagePullPolicy",
                "Karpenter",
                "KubeContextCluster",
                "LakehouseBucket",
                "Language",
                "LogFormat",
                "LogLevel",
                "NODE_LABELS",
                "NODE_TAINTS",
                "Nat",
                "Network",
                "NetworkPolicyMode",
                "NodeRole",
                "OperatorScope",
                "PodSecurity",
                "PortProtocol",
                "Preset",
                "RestartPolicy",
                "ScheduledSparkApplication",
                "SparkApplication",
                "SparkOperator",
                "SparkPlatform",
                "SparkTeam",
                "SubmitterKind",
                "SubmitterMode",
                "TableFormat",
                "TaintEffect",
                "TolerationOperator",
                "Wait",
                "ZonePolicy",
                "stackOf",
            ],
        );
    });
});

interface Schema {
    resources: object;
    types: object;
}
