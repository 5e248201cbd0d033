import assert from "node:assert/strict";
import * as net from "node:net";
import * as pulumi from "@pulumi/pulumi";
import { endpointWarning } from "../../../../components/cluster/eks/endpointLookup";

const PLACES = "run pulumi in its VPC, or where a VPN or a peering leads there";

describe("a look at a cluster's endpoint", () => {
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

    it("has nothing to say of one that answers", async () => {
        assert.equal(await warningAt(address), undefined);
        assert.equal(await warningAt(address, true), undefined);
    });

    it("tells of one that does not answer here, and what to do", async () => {
        await new Promise((resolve) => server.close(resolve));
        const port = address.split(":").pop();
        assert.equal(
            await warningAt(address),
            `Cluster "analytics" does not answer at ${address} ` +
                `(connect ECONNREFUSED 127.0.0.1:${port}): ${PLACES}, or let this machine's ` +
                "address into publicAccessCidrs",
        );
    });

    it("has nothing to say of a public one that is not there yet", async () => {
        assert.equal(await warningAt(undefined), undefined);
    });

    it("tells of a private one before it is there", async () => {
        assert.equal(
            await warningAt(undefined, true),
            `Cluster "analytics" will have an endpoint in its VPC only: ${PLACES}, or its first ` +
                "update fails after the cluster is made",
        );
    });
});
