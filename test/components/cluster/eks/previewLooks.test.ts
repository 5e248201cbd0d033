import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { refuseLogGroup } from "../../../../components/cluster/eks/controlPlaneLogs";
import { nodeImageWarning } from "../../../../components/cluster/eks/systemNodesLook";
import { refuseVersion } from "../../../../components/cluster/eks/versionLook";

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

describe("a look at a cluster's version", () => {
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
                'EksCluster "cluster" has 1 problem:\n' +
                '  version: "1.34" is not a version for a new cluster: use "1.35" or "1.36"',
        });
    });

    it("lets a cluster have an old one that exists, and refuses what EKS would", async () => {
        await aws({
            getCluster: ({ name }) => (name === "analytics" ? { version: "1.34" } : assert.fail()),
        });
        assert.equal(await look("1.34"), undefined);
        assert.equal(await look("1.35"), undefined);
        await assert.rejects(look("1.36"), /version: "1\.36" is 2 minor versions above/);
        await assert.rejects(
            look("1.33", false),
            /version: is missing, and the cluster is at 1\.34/,
        );
    });

    it("refuses nothing where AWS does not answer", async () => {
        await aws({ getCluster: failure("AccessDeniedException") });
        await assert.rejects(look("1.34"), (error) => !pulumi.RunError.isInstance(error));
    });
});

describe("a look at the image of the system nodes", () => {
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

    it("tells of a newer one, and how to get it", async () => {
        await aws(newest("1.35.6-20260805"));
        assert.equal(
            await look(),
            "The image of the system nodes is 1.35.6-20260724, and 1.35.6-20260805 is out: aws eks " +
                "update-nodegroup-version --cluster-name analytics --nodegroup-name system-0a1b2c3",
        );
    });

    it("has nothing to say of the newest one, and where an upgrade brings it", async () => {
        await aws(newest("1.35.6-20260724"));
        assert.equal(await look(), undefined);
        await aws(newest("1.35.6-20260805"));
        assert.equal(await look("1.36"), undefined);
    });
});

describe("a look at the log group of a control plane", () => {
    const groupName = "/aws/eks/analytics/cluster";

    it("refuses to make one that exists", async () => {
        await aws({ getLogGroup: ({ name }) => (name === groupName ? {} : assert.fail()) });
        await assert.rejects(refuseLogGroup({ isKnown: false, groupName }, {}), {
            message:
                `The log group ${groupName} exists, of a former cluster of this name: delete it (aws ` +
                `logs delete-log-group --log-group-name ${groupName}), or take it over (docs/operations/control-plane-logs.md)`,
        });
        assert.equal(await refuseLogGroup({ isKnown: true, groupName }, {}), undefined);
    });

    it("has nothing to say of one that does not exist", async () => {
        await aws({ getLogGroup: failure("couldn't find resource") });
        assert.equal(await refuseLogGroup({ isKnown: false, groupName }, {}), undefined);
    });
});
