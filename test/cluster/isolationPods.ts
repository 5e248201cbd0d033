import assert from "node:assert/strict";
import { Answer, ObjectApi } from "../../testkit/access";
import { apply, kubectl, testSandbox } from "../../testkit/testSandbox";

/** A pod that a restricted namespace accepts; nothing runs it. */
export function pod(name: string, spec: object = {}, container: object = {}, context: object = {}) {
    const securityContext = {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
        runAsNonRoot: true,
        runAsUser: 185,
        seccompProfile: { type: "RuntimeDefault" },
        ...context,
    };
    return {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name, namespace: "alpha" },
        spec: {
            schedulerName: "nobody",
            containers: [
                { name: "main", image: "none.invalid/none", securityContext, ...container },
            ],
            ...spec,
        },
    };
}

/** Whether the API server would accept a pod; it keeps none. */
export const tryPod = (api: ObjectApi, object: ReturnType<typeof pod>): Promise<Answer> =>
    api.post("/api/v1/namespaces/alpha/pods?dryRun=All", object);

export async function assertRefused(
    api: ObjectApi,
    object: ReturnType<typeof pod>,
    reason: string,
): Promise<void> {
    const { status, body } = await tryPod(api, object);
    const { message } = body as { message: string };
    assert.equal(status, 403, JSON.stringify(body));
    assert.ok(message.includes(reason), message);
}

/** How Pod Security, the LimitRange and the quotas treat pods of team "alpha". */
export function pods(api: () => ObjectApi): void {
    const unlimited = { allowPrivilegeEscalation: undefined };
    const violations: [string, ReturnType<typeof pod>, string][] = [
        [
            "a privileged container",
            pod("privileged", {}, {}, { ...unlimited, privileged: true }),
            'container "main" must not set securityContext.privileged=true',
        ],
        [
            "a hostPath volume",
            pod("host-path", { volumes: [{ name: "root", hostPath: { path: "/" } }] }),
            'volume "root" uses restricted volume type "hostPath"',
        ],
        ["the node's network", pod("host-network", { hostNetwork: true }), "hostNetwork=true"],
        ["the node's processes", pod("host-pid", { hostPID: true }), "hostPID=true"],
        ["root", pod("root", {}, {}, { runAsNonRoot: false, runAsUser: 0 }), "runAsNonRoot"],
    ];
    for (const [what, object, reason] of violations) {
        it(`Pod Security rejects ${what}`, async () => {
            await assertRefused(api(), object, 'violates PodSecurity "restricted:latest": ');
            await assertRefused(api(), object, reason);
        });
    }

    it("a pod without resources is accepted, with those of the LimitRange", async () => {
        const { status, body } = await tryPod(api(), pod("small"));
        assert.equal(status, 201, JSON.stringify(body));
        const { spec } = body as { spec: { containers: { resources: object }[] } };
        assert.deepEqual(
            spec.containers.map(({ resources }) => resources),
            [
                {
                    limits: { memory: "256Mi" },
                    requests: { cpu: "100m", memory: "256Mi", "ephemeral-storage": "1Gi" },
                },
            ],
        );
    });

    it("a pod beyond the team's quota is rejected", async () => {
        const resources = (cpu: string, memory: string) => ({
            resources: { requests: { cpu, memory }, limits: { memory } },
        });
        await assertRefused(
            api(),
            pod("much-cpu", {}, resources("4100m", "1Gi")),
            "exceeded quota: spark-quota, requested: requests.cpu=4100m, " +
                "used: requests.cpu=0, limited: requests.cpu=4",
        );
        await assertRefused(
            api(),
            pod("much-memory", {}, resources("1", "9Gi")),
            "exceeded quota: spark-quota, " +
                "requested: limits.memory=9Gi,requests.memory=9Gi, " +
                "used: limits.memory=0,requests.memory=0, " +
                "limited: limits.memory=8Gi,requests.memory=8Gi",
        );
        const { status } = await tryPod(api(), pod("just-fits", {}, resources("4", "8Gi")));
        assert.equal(status, 201);
        await assertRefused(
            api(),
            pod("much-disk", {}, { resources: { requests: { "ephemeral-storage": "11Gi" } } }),
            "exceeded quota: spark-quota, requested: requests.ephemeral-storage=11Gi, " +
                "used: requests.ephemeral-storage=0, limited: requests.ephemeral-storage=10Gi",
        );
    });

    it("a driver beyond the team's number of drivers is rejected, an executor is not", async () => {
        const driver = (name: string) => pod(name, { priorityClassName: "spark-driver" });
        apply(testSandbox(), driver("first-driver"));
        try {
            await assertRefused(
                api(),
                driver("second-driver"),
                "exceeded quota: spark-drivers, requested: pods=1, used: pods=1, limited: pods=1",
            );
            const executor = pod("executor", { priorityClassName: "spark-executor" });
            assert.equal((await tryPod(api(), executor)).status, 201);
        } finally {
            kubectl("delete", "pod", "first-driver", "-n", "alpha", "--now");
        }
    });

    it("the operator's namespace rejects pods that violate Pod Security", async () => {
        const metadata = { name: "privileged", namespace: "spark-operator" };
        const [, privileged] = violations[0] ?? [];
        const path = "/api/v1/namespaces/spark-operator/pods?dryRun=All";
        const { status, body } = await api().post(path, { ...privileged, metadata });
        assert.equal(status, 403, JSON.stringify(body));
        assert.match((body as { message: string }).message, /violates PodSecurity "restricted/);
    });
}
