import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { typesWithoutRights } from "../../testkit/deployingRole";
import { Registered } from "../../testkit/mocks";
import { label } from "../../testkit/onAws";
import { programOnAws } from "../../testkit/programOnAws";
import { configOf } from "../../testkit/stackConfig";
import {
    clusterAutoscaler,
    CONTROL_PLANE_LOGS,
    CONTROLLERS,
    EXISTING_CLUSTER,
    KARPENTER,
    NEW_CLUSTER,
    newNetwork,
    PLATFORM,
} from "./eksResources";

const ZONES = ["eu-central-1a", "eu-central-1b", "eu-central-1c"];
const ZONES_THERE = ZONES.slice(0, 2);
const SUBNETS = [
    { zone: "eu-central-1a", id: "subnet-0123456789abcdef0" },
    { zone: "eu-central-1b", id: "subnet-0fedcba9876543210" },
];

/** Zones with a NAT gateway, by preset. */
const GATEWAYS: Record<string, string[]> = {
    study: ["eu-central-1a"],
    small: ["eu-central-1a"],
    production: ZONES,
};

interface ClusterCase {
    title: string;
    cluster: object;
    zones: string[];
    resources: (preset: string) => string[];
}

const CLUSTERS: ClusterCase[] = [
    {
        title: "a new cluster in a new VPC",
        cluster: { kind: "eks", adminRoles: [] },
        zones: ZONES,
        resources: (preset) => [
            ...newCluster(preset),
            ...newNetwork(ZONES, GATEWAYS[preset] ?? []),
        ],
    },
    {
        title: "a new cluster in an existing VPC",
        cluster: {
            kind: "eks",
            adminRoles: [],
            network: { vpcId: "vpc-0123456789abcdef0", privateSubnets: SUBNETS },
        },
        zones: ZONES_THERE,
        resources: newCluster,
    },
    {
        title: "an existing cluster",
        cluster: { kind: "existing-eks", clusterName: "analytics", subnets: SUBNETS },
        zones: ZONES_THERE,
        resources: () => EXISTING_CLUSTER,
    },
];

const AUTOSCALERS: Record<string, (zones: string[]) => string[]> = {
    karpenter: () => KARPENTER,
    "cluster-autoscaler": clusterAutoscaler,
};

describe("the resources of the program on EKS", () => {
    const types = new Set<string>();

    after(() => pulumi.runtime.setAllConfig({}));

    async function resourcesOf(settings: Record<string, string | object>): Promise<string[]> {
        const resources = await run(settings);
        resources.forEach(({ type }) => types.add(type));
        return resources
            .map((resource) => label(resource).replace(/^(NodeGroup .*)-[0-9a-f]{8}$/, "$1-<hash>"))
            .sort();
    }

    for (const preset of Object.keys(GATEWAYS)) {
        for (const { title, cluster, zones, resources } of CLUSTERS) {
            for (const [autoscaler, ofAutoscaler] of Object.entries(AUTOSCALERS)) {
                it(`are those of preset ${preset}, ${title}, and ${autoscaler}`, async () => {
                    const found = await resourcesOf({ preset, cluster, autoscaler });
                    const scope = preset === "production" ? "team" : "platform";
                    const ofCluster = [...resources(preset), ...ofAutoscaler(zones)];
                    const expected = [...PLATFORM, ...CONTROLLERS[scope], ...ofCluster];
                    assert.deepStrictEqual(found, expected.sort());
                });
            }
        }
    }

    it("can all be created by the docs' deploying role, including what presets leave out", async () => {
        await resourcesOf({
            cluster: { kind: "eks", adminRoles: [], network: { nat: "none" }, oidcProvider: true },
            teams: { processing: { access: [{ bucket: "example-lake" }] } },
        });
        assert.ok(types.has("aws:ec2/securityGroup:SecurityGroup"));
        assert.deepStrictEqual(typesWithoutRights(types), []);
    });
});

function newCluster(preset: string): string[] {
    return [...NEW_CLUSTER, ...(preset === "production" ? CONTROL_PLANE_LOGS : [])];
}

/** The program's other settings are those of stack dev. */
function run(settings: Record<string, string | object>): Promise<Registered[]> {
    const changes = Object.entries(settings).map(([key, value]) => [
        `spark-platform:${key}`,
        typeof value === "string" ? value : JSON.stringify(value),
    ]);
    const config = Object.fromEntries(changes) as Record<string, string>;
    return programOnAws({ ...configOf("dev"), ...config });
}
