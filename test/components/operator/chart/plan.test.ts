import assert from "node:assert/strict";
import * as fc from "fast-check";
import { operatorPlan } from "../../../../components/operator/chart/plan";
import { OperatorScope } from "../../../../components/operator/operatorArgs";

const flags = { hasIngresses: false, hasBatchScheduler: false };
const shared = {
    account: "spark-operator-controller",
    lock: "spark-operator-controller-lock",
    ...flags,
};

function planOf(scope: OperatorScope, served: string[], values?: Record<string, unknown>) {
    const plan = operatorPlan({ scope, values }, served);
    return {
        releases: [plan.main, ...plan.teams.map(({ release }) => release)].map(({ name }) => name),
        controllers: plan.controllers,
    };
}

describe("the plan of an operator", () => {
    it("is one release for a platform, whose controller serves all teams", () => {
        assert.deepStrictEqual(planOf("platform", ["alpha", "beta"]), {
            releases: ["spark-operator"],
            controllers: [
                { release: "spark-operator", namespaces: ["alpha", "beta"], controller: shared },
            ],
        });
    });

    it("is one release with the webhook and one for each team, with an account of its own", () => {
        assert.deepStrictEqual(planOf("team", ["alpha", "beta"]), {
            releases: ["spark-operator", "spark-operator-alpha", "spark-operator-beta"],
            controllers: ["alpha", "beta"].map((team) => ({
                release: `spark-operator-${team}`,
                namespaces: [team],
                controller: {
                    account: `spark-operator-${team}-controller`,
                    lock: `spark-operator-${team}-controller-lock`,
                    ...flags,
                },
            })),
        });
    });

    it("follows the user's own values for the shared controller", () => {
        const controllerOf = (controller: object, more: object = {}) =>
            planOf("platform", ["alpha"], { controller, ...more }).controllers[0]?.controller;
        assert.deepStrictEqual(controllerOf({}, { fullnameOverride: "op" }), {
            account: "op-controller",
            lock: "op-controller-lock",
            ...flags,
        });
        assert.deepStrictEqual(controllerOf({ serviceAccount: { name: "own" } }), {
            ...shared,
            account: "own",
        });
        assert.deepStrictEqual(controllerOf({ serviceAccount: { create: false } }), {
            ...shared,
            account: "default",
        });
        const { account } = shared;
        assert.deepStrictEqual(controllerOf({ leaderElection: { enable: false } }), {
            account,
            ...flags,
        });
        assert.deepStrictEqual(
            controllerOf({ uiIngress: { enable: true }, batchScheduler: { enable: true } }),
            { ...shared, hasIngresses: true, hasBatchScheduler: true },
        );
        const names = { enable: true, kubeSchedulerNames: ["kube-scheduler"] };
        assert.deepStrictEqual(controllerOf({ batchScheduler: names }), {
            ...shared,
            hasBatchScheduler: true,
            hasKubeScheduler: true,
        });
    });

    it("creates no permissions if the chart does", () => {
        const plan = operatorPlan({ scope: "platform", chartCreatesRbac: true }, ["alpha"]);
        assert.deepStrictEqual(plan.controllers, []);
    });

    const names: [string, string][] = [
        ["a", "spark-operator-a"],
        ["a-team-of-22-character", "spark-operator-a-team-of-22-character"],
        ["a-team-of-22-characters", "spark-operator-a-team-of-22-character-1b691413"],
        ["x".repeat(63), "spark-operator-xxxxxxxxxxxxxxxxxxxxxx-349ce33d"],
        // The name of the release with the CRDs is taken.
        ["crds", "spark-operator-crds-812d8450"],
    ];
    for (const [team, name] of names) {
        it(`calls the release of team "${team}" ${name}`, () => {
            const [, found] = planOf("team", [team]).releases;
            assert.strictEqual(found, name);
        });
    }

    it("has release names of 46 characters at most, and another one for each team", () => {
        const team = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
        fc.assert(
            fc.property(team, team, (one, other) => {
                const nameOf = (of: string) => planOf("team", [of]).releases[1] ?? "";
                assert.match(nameOf(one), /^spark-operator-[a-z0-9]([-a-z0-9]{0,29}[a-z0-9])?$/);
                assert.strictEqual(nameOf(one) === nameOf(other), one === other);
                assert.notStrictEqual(nameOf(one), "spark-operator-crds");
            }),
        );
    });
});
