import assert from "node:assert/strict";
import * as net from "node:net";
import * as pulumi from "@pulumi/pulumi";
import { endpointWarning } from "../../../../components/cluster/eks/endpointLookup";

const PLACES = "run pulumi in its VPC or in a network connected to it (VPN, peering)";

describe("the lookup of a cluster's endpoint", () => {
    let server: net.Server;
    let address: string;

    before(async () => {
        server = net.createServer((socket) => socket.destroy());
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        address = `https://127.0.0.1:${(server.address() as net.AddressInfo).port}`;
    });

    after(() => server.close());

    /** @param endpoint none for a cluster that AWS does not have */
    async function warningAt(endpoint: string | undefined, isPrivate?: boolean) {
        await pulumi.runtime.setMocks({
            newResource: ({ inputs }) => ({ id: "", state: inputs }),
            call: ({ token, inputs }) => {
                assert.deepStrictEqual(
                    [token, inputs.name],
                    ["aws:eks/getCluster:getCluster", "analytics"],
                );
                if (endpoint === undefined) {
                    throw new Error("couldn't find resource");
                }
                return { endpoint };
            },
        });
        return endpointWarning({ clusterName: "analytics", isPrivate }, {});
    }

    it("is silent about one that answers", async () => {
        assert.equal(await warningAt(address), undefined);
        assert.equal(await warningAt(address, true), undefined);
    });

    it("reports one that does not answer here, and what to do", async () => {
        await new Promise((resolve) => server.close(resolve));
        const port = address.split(":").pop();
        assert.equal(
            await warningAt(address),
            `Cluster "analytics" does not answer at ${address} (connect ECONNREFUSED ` +
                `127.0.0.1:${port}): ${PLACES}, or add this machine's IP address to ` +
                "publicAccessCidrs",
        );
    });

    it("is silent about a public one that does not exist yet", async () => {
        assert.equal(await warningAt(undefined), undefined);
    });

    it("reports a private one before it exists", async () => {
        assert.equal(
            await warningAt(undefined, true),
            `Cluster "analytics" will have only a private endpoint: ${PLACES}, or the ` +
                "first update fails after creating the cluster",
        );
    });
});
