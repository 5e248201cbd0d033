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

    it("are not reported if they are the default or set", () => {
        assert.equal(versionNote(kept("1.36"), ["1.36", "1.37"]), undefined);
        assert.equal(versionNote(given("1.36"), ["1.37", "1.36"]), undefined);
    });

    it("are reported if the library's default is newer", () => {
        assert.deepStrictEqual(versionNote(kept("1.35"), ["1.37", "1.36", "1.35"]), {
            severity: "info",
            message:
                "version: the cluster stays on Kubernetes 1.35; to upgrade it, set version: " +
                '"1.36"',
        });
    });

    it("cause a warning if they are unsupported for new clusters, set or kept", () => {
        const warning = {
            severity: "warn",
            message:
                "version: Kubernetes 1.34 is no longer supported for new clusters (1.36, " +
                '1.35): upgrade to "1.35", or EKS will do so when its standard support ends',
        };
        assert.deepStrictEqual(versionNote(kept("1.34"), ["1.36", "1.35"]), warning);
        assert.deepStrictEqual(versionNote(given("1.34"), ["1.36", "1.35"]), warning);
    });

    it("are upgraded by one minor version at a time", () => {
        assert.equal(upgradeProblem(given("1.35"), "1.34"), undefined);
        assert.equal(upgradeProblem(given("1.35"), "1.35"), undefined);
        assert.equal(
            upgradeProblem(given("1.36"), "1.34"),
            '"1.36" is 2 minor versions above the cluster\'s 1.34, but EKS upgrades one ' +
                'minor version at a time: use "1.35" first',
        );
    });

    it("cannot be downgraded by a stack", () => {
        assert.equal(
            upgradeProblem(given("1.35"), "1.36"),
            '"1.35" is below the cluster\'s 1.36: use "1.36". A rollback starts with the ' +
                "nodes, outside the stack (docs/operations/upgrade-eks.md)",
        );
        assert.equal(
            upgradeProblem(kept("1.35"), "1.36"),
            "is missing, and the cluster now runs 1.36, not 1.35, with which it was " +
                'created: set it to "1.36"',
        );
    });
});
