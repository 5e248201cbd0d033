import assert from "node:assert/strict";
import {
    KNOWN_VERSIONS,
    NEW_VERSIONS,
    upgradeProblem,
    versionNote,
} from "../../../../components/cluster/eks/kubernetesVersion";
import { karpenterProblem } from "../../../../components/nodes/autoscalerVersions";

const given = (version: string) => ({ version, isGiven: true });
const kept = (version: string) => ({ version, isGiven: false });

describe("versions of a cluster", () => {
    it("are those that both autoscalers support", () => {
        assert.deepStrictEqual(
            KNOWN_VERSIONS.map((version) => karpenterProblem(version)),
            KNOWN_VERSIONS.map(() => undefined),
        );
        assert.deepStrictEqual(
            NEW_VERSIONS.filter((version) => !KNOWN_VERSIONS.includes(version)),
            [],
        );
    });

    it("need no word where they are the default or given", () => {
        assert.equal(versionNote(kept("1.36"), ["1.36", "1.37"]), undefined);
        assert.equal(versionNote(given("1.36"), ["1.37", "1.36"]), undefined);
    });

    it("are told of where the library's default has gone on", () => {
        assert.deepStrictEqual(versionNote(kept("1.35"), ["1.37", "1.36", "1.35"]), {
            severity: "info",
            message:
                'version: the cluster stays at Kubernetes 1.35; set version: "1.36" to upgrade it',
        });
    });

    it("are warned of where no new cluster gets them, given or kept", () => {
        const warning = {
            severity: "warn",
            message:
                "version: Kubernetes 1.34 is not among the versions for new clusters (1.36, 1.35): " +
                'upgrade to "1.35", or EKS does so at the end of its standard support',
        };
        assert.deepStrictEqual(versionNote(kept("1.34"), ["1.36", "1.35"]), warning);
        assert.deepStrictEqual(versionNote(given("1.34"), ["1.36", "1.35"]), warning);
    });

    it("go up by one minor version at a time", () => {
        assert.equal(upgradeProblem(given("1.35"), "1.34"), undefined);
        assert.equal(upgradeProblem(given("1.35"), "1.35"), undefined);
        assert.equal(
            upgradeProblem(given("1.36"), "1.34"),
            '"1.36" is 2 minor versions above the cluster\'s 1.34, and EKS upgrades by one at a time: ' +
                'use "1.35" first',
        );
    });

    it("do not go down by a stack", () => {
        assert.equal(
            upgradeProblem(given("1.35"), "1.36"),
            '"1.35" is below the cluster\'s 1.36: use "1.36"; a rollback starts with the nodes, outside ' +
                "of the stack (docs/operations/upgrade-eks.md)",
        );
        assert.equal(
            upgradeProblem(kept("1.35"), "1.36"),
            "is missing, and the cluster is at 1.36, not at 1.35, which it was created with: set it to " +
                '"1.36"',
        );
    });
});
