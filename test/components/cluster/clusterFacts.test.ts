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

    it("take nodes that are still to come as labelled", () => {
        assert.deepStrictEqual(factsOf([]), { labelled: true, zones: [] });
    });

    it("prefer the zones that a person named", () => {
        assert.deepStrictEqual(factsOf([node(inA)], ["c", "b"]).zones, ["b", "c"]);
    });

    it("are looked up once per connection, and assumed where nothing can be looked at", async () => {
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
