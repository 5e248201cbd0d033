import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { vcpuNeeds } from "../../../../components/nodes/account/vcpuNeeds";
import { quotaWarning, QuotaNeeds } from "../../../../components/nodes/account/vcpuQuotaLookup";
import { instanceTypes } from "../../../../components/nodes/instanceTypes/instanceTypes";
import { NodePoolArgs } from "../../../../components/nodes/pools/nodePoolArgs";
import { DEFAULT_NODE_POOLS } from "../../../../components/nodes/pools/nodePoolDefaults";

const zones = ["eu-central-1a", "eu-central-1b"];
const karpenter = { autoscaler: "karpenter", instanceTypes, zones } as const;
const clusterAutoscaler = { ...karpenter, autoscaler: "cluster-autoscaler" } as const;
const driver: NodePoolArgs = { role: "driver", capacity: "on-demand" };
const executor: NodePoolArgs = { role: "executor", capacity: "on-demand" };

const DRIVERS = "a node for drivers";
const EXECUTORS = "a node for executors";
const DENIED = "api error AccessDeniedException: not authorized to perform: servicequotas:Get…";
const NAMES: Record<string, string> = {
    "L-1216C47A": "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances",
    "L-34B43A08": "All Standard (A, C, D, H, I, M, R, T, Z) Spot Instance Requests",
};

describe("the vCPUs that the smallest job needs", () => {
    it("are of the smallest nodes, executors' on spot", () => {
        assert.deepStrictEqual(vcpuNeeds(DEFAULT_NODE_POOLS, karpenter), {
            "on-demand": [{ vcpus: 2, what: DRIVERS }],
            spot: [{ vcpus: 4, what: EXECUTORS }],
        });
        assert.deepStrictEqual(vcpuNeeds(DEFAULT_NODE_POOLS, clusterAutoscaler), {
            "on-demand": [{ vcpus: 4, what: DRIVERS }],
            spot: [{ vcpus: 8, what: EXECUTORS }],
        });
    });

    it("are on demand where no pool of the role has spot", () => {
        assert.deepStrictEqual(vcpuNeeds({ driver, executor }, karpenter), {
            "on-demand": [
                { vcpus: 2, what: DRIVERS },
                { vcpus: 4, what: EXECUTORS },
            ],
            spot: [],
        });
    });

    it("do not belong to families with their own quota", () => {
        const large = { ...executor, instanceTypes: ["x2idn.16xlarge", "r5.4xlarge"] };
        const memory = { ...driver, instanceTypes: ["x2idn.16xlarge"] };
        assert.deepStrictEqual(vcpuNeeds({ memory, large }, karpenter), {
            "on-demand": [{ vcpus: 16, what: EXECUTORS }],
            spot: [],
        });
    });
});

describe("the lookup of vCPU quotas", () => {
    const region = "eu-central-1";
    let calls: string[];

    /** @param value of the quota; nothing for people who may not look */
    async function warningAt(
        value: number | undefined,
        needs: Omit<QuotaNeeds, "region">,
    ): Promise<string | undefined> {
        calls = [];
        await pulumi.runtime.setMocks({
            newResource: ({ inputs }) => ({ id: "", state: inputs }),
            call: ({ token, inputs }) => {
                calls.push(`${token.split(":").pop()} ${Object.values(inputs).sort().join(" ")}`);
                if (token === "aws:ec2/getInstanceType:getInstanceType") {
                    return { defaultVcpus: 2 };
                }
                if (value === undefined) {
                    throw Object.assign(new Error(DENIED), { details: DENIED });
                }
                return { value, quotaName: NAMES[String(inputs["quotaCode"])] };
            },
        });
        return quotaWarning({ region, ...needs }, {});
    }

    const onDemand = {
        capacity: "on-demand",
        needs: [{ vcpus: 2, what: DRIVERS }],
        systemNodes: { count: 2, instanceType: "t3.large" },
    } as const;

    it("reports one that is too low for the system nodes and a job, and what to do", async () => {
        assert.equal(
            await warningAt(5, onDemand),
            'Quota "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances" is 5 ' +
                "vCPUs in eu-central-1, but at least 6 are needed (4 for 2 system nodes, 2 for " +
                "a node for drivers): pods would stay Pending. Request an increase: aws " +
                "service-quotas request-service-quota-increase --region eu-central-1 " +
                "--service-code ec2 --quota-code L-1216C47A --desired-value 64",
        );
        assert.deepStrictEqual(calls, ["getServiceQuota L-1216C47A ec2 eu-central-1"]);
    });

    it("reports the one for spot separately", async () => {
        const needs = [{ vcpus: 48, what: EXECUTORS }];
        assert.equal(
            await warningAt(5, { capacity: "spot", needs }),
            'Quota "All Standard (A, C, D, H, I, M, R, T, Z) Spot Instance Requests" is 5 ' +
                "vCPUs in eu-central-1, but at least 48 are needed (48 for a node for " +
                "executors): pods would get on-demand nodes, or none. Request an increase: aws " +
                "service-quotas request-service-quota-increase --region eu-central-1 " +
                "--service-code ec2 --quota-code L-34B43A08 --desired-value 96",
        );
        assert.deepStrictEqual(calls, ["getServiceQuota L-34B43A08 ec2 eu-central-1"]);
    });

    it("is silent if the quota suffices", async () => {
        assert.equal(await warningAt(6, onDemand), undefined);
    });

    it("asks for the vCPUs of system nodes of another type", async () => {
        const systemNodes = { count: 2, instanceType: "t2.large" };
        assert.equal(await warningAt(6, { ...onDemand, systemNodes }), undefined);
        assert.deepStrictEqual(calls, [
            "getInstanceType eu-central-1 t2.large",
            "getServiceQuota L-1216C47A ec2 eu-central-1",
        ]);
    });

    it("does not ask if nothing is needed", async () => {
        assert.equal(await warningAt(undefined, { capacity: "spot", needs: [] }), undefined);
        assert.deepStrictEqual(calls, []);
    });

    it("does not count system nodes of families with other quotas", async () => {
        const systemNodes = { count: 2, instanceType: "x2gd.medium" };
        assert.equal(await warningAt(2, { ...onDemand, systemNodes }), undefined);
    });

    it("is silent without permission", async () => {
        await assert.rejects(warningAt(undefined, onDemand), { message: DENIED });
    });
});
