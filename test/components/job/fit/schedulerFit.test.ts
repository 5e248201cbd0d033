import assert from "node:assert/strict";
import { schedulerProblems } from "../../../../components/job/fit/schedulerFit";
import { batchSchedulersOf } from "../../../../components/operator/chart/batchSchedulers";
import { Problems } from "../../../../components/validation/problems";

function problemsOf(name: string, operator?: Parameters<typeof batchSchedulersOf>[0]): string[] {
    const problems = new Problems();
    const batchSchedulers = batchSchedulersOf(operator);
    schedulerProblems("jobs.pi", { name }, { batchSchedulers }, problems);
    return problems.list();
}

const withValues = (batchScheduler: object) => ({ values: { controller: { batchScheduler } } });

describe("a job's scheduler", () => {
    it("must be enabled in the operator", () => {
        assert.deepEqual(problemsOf("volcano"), [
            'jobs.pi.scheduler.name: "volcano" is not enabled in the platform\'s operator, ' +
                "which would ignore it: " +
                "set operator.values.controller.batchScheduler to { enable: true }",
        ]);
        assert.deepEqual(problemsOf("kube-scheduler", withValues({ enable: true })), [
            'jobs.pi.scheduler.name: "kube-scheduler" is not enabled in the platform\'s ' +
                "operator, which would ignore it: " +
                "set operator.values.controller.batchScheduler to " +
                "{ enable: true, kubeSchedulerNames: [kube-scheduler] }",
        ]);
        assert.equal(problemsOf("yunikorn", withValues({ enable: false })).length, 1);
    });

    it("is fine if the operator has it enabled, is not ours, or need not know it", () => {
        const all = withValues({ enable: true, kubeSchedulerNames: ["kube-scheduler"] });
        for (const name of ["volcano", "yunikorn", "kube-scheduler"]) {
            assert.deepEqual(problemsOf(name, all), []);
            assert.deepEqual(problemsOf(name, { install: false }), []);
        }
        assert.deepEqual(problemsOf("kueue"), []);
    });
});
