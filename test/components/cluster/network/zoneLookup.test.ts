import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { refuseZones } from "../../../../components/cluster/network/zoneLookup";

describe("the lookup of an account's zones", () => {
    before(() =>
        pulumi.runtime.setMocks({
            newResource: ({ inputs }) => ({ id: "", state: inputs }),
            call: ({ token, inputs }) => {
                assert.deepStrictEqual(
                    [token, inputs],
                    [
                        "aws:index/getAvailabilityZones:getAvailabilityZones",
                        { filters: [{ name: "zone-type", values: ["availability-zone"] }] },
                    ],
                );
                return {
                    names: ["us-east-1a", "us-east-1b", "us-east-1c"],
                    zoneIds: ["use1-az6", "use1-az3", "use1-az1"],
                };
            },
        }),
    );

    const look = (zones: string[], controlPlane?: string[]) =>
        refuseZones({ subject: 'Network "net"', path: "zones", zones, controlPlane }, {});

    it("is silent about zones that exist", async () => {
        assert.equal(await look(["us-east-1a", "us-east-1c"], ["us-east-1a"]), undefined);
    });

    it("refuses those that do not exist, and lists the account's zones", async () => {
        await assert.rejects(look(["us-east-1a", "us-east-1e"]), {
            message:
                'Network "net" has 1 problem:\n' +
                '  zones: "us-east-1e" is not a zone of this account: use us-east-1a, us-east-1b, us-east-1c',
        });
    });

    it("refuses a control plane in zones that EKS does not support; nodes may run there", async () => {
        assert.equal(await look(["us-east-1b"], ["us-east-1a", "us-east-1c"]), undefined);
        await assert.rejects(look(["us-east-1a", "us-east-1b"], ["us-east-1a", "us-east-1b"]), {
            message:
                'Network "net" has 1 problem:\n  zones: "us-east-1b" is use1-az3, which EKS ' +
                "does not support for control planes. The control plane uses the first two " +
                "zones: list two of us-east-1a, us-east-1c first",
        });
    });
});
