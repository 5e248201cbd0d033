import assert from "node:assert/strict";
import { operatorPlan } from "../../../components/operator/chart/plan";
import { costOfTeams, roomProblem } from "../../../components/platform/operatorCost";
import { PRESETS } from "../../../components/platform/stack/presets";

function plan(teams: number, more: object = {}) {
    const names = Array.from({ length: teams }, (_, index) => `team-${index}`);
    return operatorPlan({ scope: "team", ...more }, names);
}

const study = { instanceType: "t3.large", count: 1, autoscaler: "karpenter" } as const;

describe("operators of the teams", () => {
    it("are announced with what they request", () => {
        assert.strictEqual(
            costOfTeams(plan(3)),
            'operator.scope: "team" is 3 operators in 3 pods, one operator for each team: ' +
                "they request 300m CPU and 1536Mi of memory together.",
        );
        const values = { controller: { replicas: 2, resources: { requests: { memory: "1Gi" } } } };
        assert.strictEqual(
            costOfTeams(plan(1, { values })),
            'operator.scope: "team" is 1 operator in 2 pods, one operator for each team: ' +
                "they request 200m CPU and 2048Mi of memory together.",
        );
    });

    it("have no room for three on the node of preset study, and none at all for a load", () => {
        const { instanceType, count } = PRESETS.study.cluster["systemNodes"] as typeof study;
        assert.deepStrictEqual({ ...study, instanceType, count }, study);
        assert.strictEqual(roomProblem(plan(2), study), undefined);
        assert.strictEqual(
            roomProblem(plan(3), study),
            'operator.scope: "team" has no room on 1 x t3.large, the cluster\'s system nodes. The ' +
                "webhook, 3 operators and one more pod during updates request 450m CPU and " +
                "2176Mi; about 430m CPU and 5073Mi are free. Give cluster.systemNodes more or " +
                'larger nodes, or set operator.scope to "platform".',
        );
        const load = { jobsPerMinute: 20, concurrentJobs: 100 };
        assert.match(roomProblem(plan(1, { load }), study) ?? "", /1 operator and .* 4900m CPU/);
    });

    it("have room for some teams on the nodes of preset production", () => {
        const { operator, cluster } = PRESETS.production;
        const { instanceType, count } = cluster["systemNodes"] as typeof study;
        const nodes = { instanceType, count, autoscaler: "karpenter" } as const;
        assert.strictEqual(roomProblem(plan(8, operator), nodes), undefined);
        assert.match(roomProblem(plan(20, operator), nodes) ?? "", /no room on 3 x m7i\.large/);
    });

    it("are let pass on nodes that are not known", () => {
        assert.strictEqual(roomProblem(plan(50), { instanceType: "u9.huge", count: 1 }), undefined);
    });
});
