import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { refuseLogGroup } from "../../../../components/cluster/eks/controlPlaneLogs";
import { nodeImageWarning } from "../../../../components/cluster/eks/systemNodesLookup";
import { refuseVersion } from "../../../../components/cluster/eks/versionLookup";

type Answers = Record<string, (inputs: Record<string, unknown>) => object>;

/** AWS, by the names of functions. */
async function aws(answers: Answers): Promise<void> {
    await pulumi.runtime.setMocks({
        newResource: ({ inputs }) => ({ id: "", state: inputs }),
        call: ({ token, inputs }) => {
            const answer = answers[token.split(":").pop() ?? ""];
            return answer === undefined ? assert.fail(token) : answer(inputs);
        },
    });
}

/** As the engine's answers fail: the SDK passes on the details. */
function failure(details: string): () => never {
    return () => {
        throw Object.assign(new Error(), { details });
    };
}

describe("the lookup of a cluster's version", () => {
    const look = (version: string, isGiven = true) =>
        refuseVersion(
            { subject: 'EksCluster "cluster"', clusterName: "analytics", version, isGiven },
            {},
        );

    it("refuses an old one for a new cluster", async () => {
        await aws({
            getCluster: failure("reading EKS Cluster (analytics): couldn't find resource"),
        });
        assert.equal(await look("1.36"), undefined);
        await assert.rejects(look("1.34"), {
            message:
                'EksCluster "cluster" has 1 problem:\n  version: "1.34" is not supported for a ' +
                'new cluster: use "1.35" or "1.36"',
        });
    });

    it("accepts an existing cluster's old version, and refuses what EKS would", async () => {
        await aws({
            getCluster: ({ name }) => (name === "analytics" ? { version: "1.34" } : assert.fail()),
        });
        assert.equal(await look("1.34"), undefined);
        assert.equal(await look("1.35"), undefined);
        await assert.rejects(look("1.36"), /version: "1\.36" is 2 minor versions above/);
        await assert.rejects(
            look("1.33", false),
            /version: is missing, and the cluster now runs 1\.34/,
        );
    });

    it("refuses nothing if AWS does not answer", async () => {
        await aws({ getCluster: failure("AccessDeniedException") });
        await assert.rejects(look("1.34"), (error) => !pulumi.RunError.isInstance(error));
    });
});

describe("the lookup of the system nodes' image", () => {
    const look = (version = "1.35") =>
        nodeImageWarning(
            {
                ...{ clusterName: "analytics", nodeGroupName: "system-0a1b2c3", version },
                architecture: "arm64",
            },
            {},
        );
    const group = { version: "1.35", releaseVersion: "1.35.6-20260724" };
    const newest = (value: string): Answers => ({
        getNodeGroup: ({ clusterName, nodeGroupName }) => {
            assert.deepStrictEqual([clusterName, nodeGroupName], ["analytics", "system-0a1b2c3"]);
            return group;
        },
        getParameter: ({ name }) => {
            assert.equal(
                name,
                "/aws/service/eks/optimized-ami/1.35/amazon-linux-2023/arm64/standard/recommended/release_version",
            );
            return { value };
        },
    });

    it("reports a newer one, and how to get it", async () => {
        await aws(newest("1.35.6-20260805"));
        assert.equal(
            await look(),
            "The system nodes run image 1.35.6-20260724, but 1.35.6-20260805 is available: " +
                "aws eks update-nodegroup-version --cluster-name analytics --nodegroup-name " +
                "system-0a1b2c3",
        );
    });

    it("is silent about the newest one, and if an upgrade installs it", async () => {
        await aws(newest("1.35.6-20260724"));
        assert.equal(await look(), undefined);
        await aws(newest("1.35.6-20260805"));
        assert.equal(await look("1.36"), undefined);
    });
});

describe("the lookup of a control plane's log group", () => {
    const groupName = "/aws/eks/analytics/cluster";

    it("refuses to create one that exists", async () => {
        await aws({ getLogGroup: ({ name }) => (name === groupName ? {} : assert.fail()) });
        await assert.rejects(refuseLogGroup({ isKnown: false, groupName }, {}), {
            message:
                `Log group ${groupName} already exists, from a former cluster of this name: ` +
                `delete it (aws logs delete-log-group --log-group-name ${groupName}), or ` +
                "import it (docs/operations/control-plane-logs.md)",
        });
        assert.equal(await refuseLogGroup({ isKnown: true, groupName }, {}), undefined);
    });

    it("is silent about one that does not exist", async () => {
        await aws({ getLogGroup: failure("couldn't find resource") });
        assert.equal(await refuseLogGroup({ isKnown: false, groupName }, {}), undefined);
    });
});
