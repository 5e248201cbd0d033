import assert from "node:assert/strict";
import { adminApi, ObjectApi } from "../../testkit/access";
import { TestStack } from "../../testkit/stack";
import { kubectl, sandboxConfig, testSandbox } from "../../testkit/testSandbox";
import { admission } from "./admission";
import { assertRefused, pod, pods, tryPod } from "./isolationPods";
import { EXPECTED, person, permissions, serviceAccount } from "./isolationPermissions";
import { operatorOfAllTeams } from "./isolationScopes";
import { objectQuotas } from "./objectQuotas";
import { besideAnotherPlatform } from "./twoPlatforms";

const teams = {
    alpha: {
        quota: { cpu: "4", memory: "8Gi", drivers: 1, ephemeralStorage: "10Gi" },
        submitters: [
            { name: "data-engineers", kind: "group" },
            { name: "airflow", orchestrator: true },
            { name: "ci@example.com", kind: "user", mode: "spark-submit" },
            { name: "hub", namespace: "notebooks" },
        ],
    },
    beta: { submitters: [{ name: "airflow", mode: "spark-submit" }] },
};

const operator = { scope: "team" };

describe("the isolation of teams", () => {
    let stack: TestStack;
    let api: ObjectApi;

    async function up(settings: object): Promise<void> {
        stack.configure(sandboxConfig({ teams, operator: settings }));
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
    }
    const policies = () => kubectl("get", "validatingadmissionpolicies", "-o", "name");

    before(async () => {
        stack = await TestStack.create({ config: {} });
        api = adminApi(testSandbox().kubeconfig);
        await up({ ...operator, admission: false });
    });

    after(async () => {
        api?.close();
        await stack.remove();
    });

    // Permissions alone isolate teams if each has its own operator, without any policy.
    describe("without admission policies", () => {
        it("there are none", () => assert.equal(policies(), ""));

        permissions(() => api);
    });

    describe("with admission policies", () => {
        const submitters = Object.entries(EXPECTED).filter(
            ([who, { alpha, own }]) =>
                alpha.length > 0 && who !== "a job of alpha" && own === undefined,
        );
        const job = serviceAccount("alpha", "spark");
        const scene = {
            api: () => api,
            submitters: Object.fromEntries(
                submitters.map(([who, { identity }]) => [who, identity]),
            ),
            sparkSubmit: person("ci@example.com"),
            job,
        };

        before(() => up(operator));

        admission(scene);
        pods(() => api);

        objectQuotas({
            api: () => api,
            stack: () => stack,
            job,
            podIsRefused: (spec, reason) => assertRefused(api, pod("quota", spec), reason),
        });

        besideAnotherPlatform(
            () => stack,
            { teams, operator },
            async () => {
                const driver = pod("next-driver", { priorityClassName: "spark-driver" });
                const { status, body } = await tryPod(api, driver);
                assert.equal(status, 201, JSON.stringify(body));
                assert.equal((body as { spec: { priority: number } }).spec.priority, 1000);
            },
            () => api,
        );

        operatorOfAllTeams(
            () => stack,
            teams,
            () => api,
            scene,
        );
    });
});
