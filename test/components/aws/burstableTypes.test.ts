import assert from "node:assert/strict";
import { allocatable } from "../../../components/nodes/instanceTypes/allocatable";
import { burstableType } from "../../../components/aws/burstableTypes";

/** aws/amazon-vpc-cni-k8s, misc/eni-max-pods.txt of 2026-08. */
const PODS: Record<string, number> = {
    "t3.nano": 4,
    "t3.micro": 4,
    "t3.small": 11,
    "t3.medium": 17,
    "t3.large": 35,
    "t3.xlarge": 58,
    "t3.2xlarge": 58,
    "t3a.micro": 4,
    "t3a.small": 8,
    "t3a.medium": 17,
    "t4g.nano": 4,
    "t4g.small": 11,
    "t4g.large": 35,
    "t4g.2xlarge": 58,
};

describe("instance types with burstable CPU", () => {
    it("have as many pods as in EKS' table", () => {
        const pods = Object.keys(PODS).map((name) => {
            const type = burstableType(name);
            return [name, type && allocatable(type).pods];
        });
        assert.deepStrictEqual(Object.fromEntries(pods), PODS);
    });

    it("are no others", () => {
        for (const name of ["m7i.large", "t2.micro", "t3.metal", "t3.toString", "t5.large", "t3"]) {
            assert.strictEqual(burstableType(name), undefined, name);
        }
    });
});
