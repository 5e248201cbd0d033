import assert from "node:assert/strict";
import {
    clusterAutoscalerProblem,
    clusterAutoscalerTag,
    karpenterProblem,
} from "../../../components/nodes/autoscalerVersions";
import { versions } from "../../../components/versions";

const MINORS = Object.keys(versions.clusterAutoscaler);

describe("versions of the autoscalers", () => {
    it("are pinned for the same minor versions of Kubernetes", () => {
        assert.deepStrictEqual(MINORS, ["1.33", "1.34", "1.35", "1.36"]);
        for (const minor of MINORS) {
            assert.strictEqual(karpenterProblem(minor), undefined);
            assert.strictEqual(clusterAutoscalerProblem(minor), undefined);
        }
    });

    it("get the Cluster Autoscaler of the cluster's minor version", () => {
        for (const [minor, version] of Object.entries(versions.clusterAutoscaler)) {
            assert.match(version, new RegExp(`^${minor.replace(".", "\\.")}\\.\\d+$`));
        }
    });

    const tags: [string, string | undefined][] = [
        ["1.33", "v1.33.6"],
        ["1.34", "v1.34.5"],
        ["1.35", "v1.35.2"],
        ["1.36", "v1.36.1"],
        ["v1.35.4-eks-3025e55", "v1.35.2"],
        ["1.36.0", "v1.36.1"],
        ["1.3", undefined],
        ["1.350", undefined],
        ["2.1.35", undefined],
        ["latest", undefined],
        ["", undefined],
    ];
    for (const [kubernetes, tag] of tags) {
        it(`of Kubernetes "${kubernetes}" is ${tag}`, () => {
            assert.strictEqual(clusterAutoscalerTag(kubernetes), tag);
        });
    }

    const karpenter: [string, string, string | undefined][] = [
        ["1.33", "1.5.0", undefined],
        ["1.33", "1.4.9", 'Kubernetes "1.33" needs Karpenter 1.5 or newer, not 1.4.9'],
        ["1.34", "1.6.0", undefined],
        ["1.34", "1.5.3", 'Kubernetes "1.34" needs Karpenter 1.6 or newer, not 1.5.3'],
        ["1.35", "1.9.0", undefined],
        ["1.35", "1.8.6", 'Kubernetes "1.35" needs Karpenter 1.9 or newer, not 1.8.6'],
        ["1.36", "1.13.0", undefined],
        // Numbers, not texts: 9 comes before 13.
        [
            "v1.36.1-eks-1",
            "1.9.0",
            'Kubernetes "v1.36.1-eks-1" needs Karpenter 1.13 or newer, not 1.9.0',
        ],
        ["1.36", "2.0.0", undefined],
        ["1.36", "0.37.0", 'Kubernetes "1.36" needs Karpenter 1.13 or newer, not 0.37.0'],
        [
            "1.37",
            "1.9.0",
            'Kubernetes "1.37" is not supported by Karpenter 1.9.0: use "1.33", "1.34" or ' +
                '"1.35"',
        ],
        [
            "1.32",
            "1.0.0",
            'Kubernetes "1.32" is not supported by Karpenter 1.0.0: use none that is known',
        ],
    ];
    for (const [kubernetes, version, problem] of karpenter) {
        it(`Kubernetes ${kubernetes} with Karpenter ${version}: ${problem ?? "fits"}`, () => {
            assert.strictEqual(karpenterProblem(kubernetes, version), problem);
        });
    }

    it("say what may be used instead", () => {
        const supported = '"1.33", "1.34", "1.35" or "1.36"';
        assert.deepStrictEqual(
            [karpenterProblem("1.32"), clusterAutoscalerProblem("1.37")],
            [
                `Kubernetes "1.32" is not supported by Karpenter 1.14.1: use ${supported}`,
                `Kubernetes "1.37" is not supported by Cluster Autoscaler: use ${supported}`,
            ],
        );
    });
});
