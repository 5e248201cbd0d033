import assert from "node:assert/strict";
import { clusterFacts, factsOf } from "../../../components/cluster/clusterFacts";
import { Node } from "../../../components/kubernetes/objects";
import { someCluster } from "../../../testkit/cluster";
import { register, valueOf } from "../../../testkit/mocks";

function node(labels: Record<string, string>): Node {
    return { metadata: { labels } };
}

const inA = { "topology.kubernetes.io/zone": "a" };
const inB = { "topology.kubernetes.io/zone": "b" };
const driver = { "spark-platform.dev/role": "driver" };

describe("facts of a cluster", () => {
    it("come from its nodes' labels", () => {
        assert.deepStrictEqual(factsOf([node({ ...inB, ...driver }), node(inA), node(inB), {}]), {
            labelled: true,
            zones: ["a", "b"],
        });
    });

    it("say when no node has our labels", () => {
        assert.deepStrictEqual(factsOf([node({}), node(inA)]), { labelled: false, zones: ["a"] });
    });

    it("treat future nodes as labelled", () => {
        assert.deepStrictEqual(factsOf([]), { labelled: true, zones: [] });
    });

    it("prefer the user's zones", () => {
        assert.deepStrictEqual(factsOf([node(inA)], ["c", "b"]).zones, ["b", "c"]);
    });

    it("are read once per connection, and assumed if the cluster cannot be read", async () => {
        await register(async () => {
            const cluster = someCluster();
            assert.strictEqual(clusterFacts(cluster), clusterFacts(cluster));
            assert.deepStrictEqual(await valueOf(clusterFacts(cluster)), {
                labelled: true,
                zones: ["a", "b"],
            });
        });
    });
});
