import assert from "node:assert/strict";
import { ChartSource, chartSource } from "../../../components/kubernetes/chartSource";

const DIGEST = `sha256:${"0a".repeat(32)}`;
const MIRROR = "oci://registry.example.com:5000/charts/karpenter";
const PINNED = { chart: `oci://public.ecr.aws/karpenter/karpenter@${DIGEST}`, version: "1.14.1" };

const given: [string | undefined, ChartSource][] = [
    [undefined, PINNED],
    // A registry has several versions there.
    [MIRROR, { chart: MIRROR, version: "1.14.1" }],
    [`${MIRROR}:1.15.0`, { chart: `${MIRROR}:1.15.0` }],
    [`${MIRROR}@${DIGEST}`, { chart: `${MIRROR}@${DIGEST}` }],
    [`${MIRROR}:1.15.0@${DIGEST}`, { chart: `${MIRROR}:1.15.0@${DIGEST}` }],
    ["charts/karpenter-1.14.1.tgz", { chart: "charts/karpenter-1.14.1.tgz" }],
];

describe("the source of a chart", () => {
    for (const [chart, expected] of given) {
        it(`is ${chart ?? "the pinned one"}`, () => {
            assert.deepEqual(chartSource(chart, PINNED), expected);
        });
    }
});
