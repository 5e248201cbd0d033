import assert from "node:assert/strict";
import {
    accessLines,
    adminApi,
    allowed,
    Answer,
    Identity,
    ObjectApi,
    Question,
    rulesOf,
} from "../support/access";
import { TestStack } from "../support/stack";
import { admission } from "./admission";
import { apply, kubectl, sandboxConfig, testSandbox } from "../support/testSandbox";
import {
    DRIVER,
    EVERYONE,
    NAMESPACED,
    OF_CLUSTER,
    OPERATOR,
    ORCHESTRATOR,
    PATHS_OF_EVERYONE,
    PATHS_OF_SERVICE_ACCOUNTS,
    RISES,
    SPARK_SUBMIT,
    VERBS,
} from "./isolationTables";
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

function person(user: string, ...groups: string[]): Identity {
    return { user, groups: [...groups, "system:authenticated"] };
}

function serviceAccount(namespace: string, name: string): Identity {
    return person(
        `system:serviceaccount:${namespace}:${name}`,
        "system:serviceaccounts",
        `system:serviceaccounts:${namespace}`,
    );
}

interface Expected {
    identity: Identity;
    alpha: string[];
    beta: string[];
}

/** Who may do what in the two teams' namespaces; nobody may do anything elsewhere. */
const EXPECTED: Record<string, Expected> = {
    "a job of alpha": { identity: serviceAccount("alpha", "spark"), alpha: DRIVER, beta: [] },
    "a group that submits to alpha": {
        identity: person("dora@example.com", "data-engineers"),
        alpha: OPERATOR,
        beta: [],
    },
    "alpha's orchestrator": {
        identity: serviceAccount("alpha", "airflow"),
        alpha: ORCHESTRATOR,
        beta: [],
    },
    "a user who runs spark-submit for alpha": {
        identity: person("ci@example.com"),
        alpha: SPARK_SUBMIT,
        beta: [],
    },
    "a service account of another namespace that submits to alpha": {
        identity: serviceAccount("notebooks", "hub"),
        alpha: OPERATOR,
        beta: [],
    },
    "a job of beta": { identity: serviceAccount("beta", "spark"), alpha: [], beta: DRIVER },
    "a submitter of beta, with the name of one of alpha": {
        identity: serviceAccount("beta", "airflow"),
        alpha: [],
        beta: SPARK_SUBMIT,
    },
    "alpha's default service account": {
        identity: serviceAccount("alpha", "default"),
        alpha: [],
        beta: [],
    },
    "a member of another group": {
        identity: person("data-engineers", "analysts"),
        alpha: [],
        beta: [],
    },
};

/** Namespaces that are no team's. */
const ELSEWHERE = ["default", "kube-system", "notebooks", "spark-operator"];
const ALL_NAMESPACES = "all namespaces";
const CLUSTER = "the cluster";

function questionsIn(namespace: string): Question[] {
    const kinds = namespace === CLUSTER ? OF_CLUSTER : NAMESPACED;
    const common = Object.entries(kinds).flatMap(([group, resources]) =>
        resources.flatMap((resource) => VERBS.map((verb) => ({ verb, group, resource }))),
    );
    const isOne = namespace !== CLUSTER && namespace !== ALL_NAMESPACES;
    return [...common, ...RISES].map((question) => ({
        ...question,
        namespace: isOne ? namespace : undefined,
    }));
}

function sorted(lines: string[]): string[] {
    return [...lines].sort();
}

/** A pod that a restricted namespace takes; nothing runs it. */
function pod(name: string, spec: object = {}, container: object = {}, context: object = {}) {
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

describe("the isolation of teams", () => {
    let stack: TestStack;
    let api: ObjectApi;

    before(async () => {
        stack = await TestStack.create({ config: sandboxConfig({ teams }) });
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
        api = adminApi(testSandbox().kubeconfig);
    });

    after(async () => {
        api?.close();
        await stack.remove();
    });

    for (const [who, { identity, alpha, beta }] of Object.entries(EXPECTED)) {
        it(`${who} may do what the table says, and nothing else`, async () => {
            const places = ["alpha", "beta", ...ELSEWHERE, ALL_NAMESPACES, CLUSTER];
            const found: Record<string, string[]> = {};
            for (const place of places) {
                found[place] = accessLines(await allowed(api, identity, questionsIn(place)));
            }
            assert.deepEqual(found, {
                alpha: sorted(alpha),
                beta: sorted(beta),
                ...Object.fromEntries([...ELSEWHERE, ALL_NAMESPACES].map((place) => [place, []])),
                [CLUSTER]: EVERYONE,
            });
        });

        it(`${who} has no right that the table does not name`, async () => {
            const isAccount = identity.user.startsWith("system:serviceaccount:");
            const common = [
                ...EVERYONE,
                ...PATHS_OF_EVERYONE,
                ...(isAccount ? PATHS_OF_SERVICE_ACCOUNTS : []),
            ];
            const found: Record<string, string[]> = {};
            for (const namespace of ["alpha", "beta", ...ELSEWHERE]) {
                found[namespace] = await rulesOf(api, identity, namespace);
            }
            assert.deepEqual(found, {
                alpha: sorted([...alpha, ...common]),
                beta: sorted([...beta, ...common]),
                ...Object.fromEntries(ELSEWHERE.map((place) => [place, sorted(common)])),
            });
        });
    }

    const submitters = Object.entries(EXPECTED).filter(
        ([who, { alpha }]) => alpha.length > 0 && who !== "a job of alpha",
    );
    admission({
        api: () => api,
        submitters: Object.fromEntries(submitters.map(([who, { identity }]) => [who, identity])),
        sparkSubmit: person("ci@example.com"),
        job: serviceAccount("alpha", "spark"),
    });

    /** Whether the API server would take a pod; it keeps none. */
    const tryPod = (object: ReturnType<typeof pod>): Promise<Answer> =>
        api.post("/api/v1/namespaces/alpha/pods?dryRun=All", object);

    async function assertRefused(object: ReturnType<typeof pod>, reason: string): Promise<void> {
        const { status, body } = await tryPod(object);
        const { message } = body as { message: string };
        assert.equal(status, 403, JSON.stringify(body));
        assert.ok(message.includes(reason), message);
    }

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
        it(`Pod Security refuses ${what}`, async () => {
            await assertRefused(object, 'violates PodSecurity "restricted:latest": ');
            await assertRefused(object, reason);
        });
    }

    it("a pod that states no resources is taken, with those of the LimitRange", async () => {
        const { status, body } = await tryPod(pod("small"));
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

    it("a pod beyond the team's quota is refused", async () => {
        const resources = (cpu: string, memory: string) => ({
            resources: { requests: { cpu, memory }, limits: { memory } },
        });
        await assertRefused(
            pod("much-cpu", {}, resources("4100m", "1Gi")),
            "exceeded quota: spark-quota, requested: requests.cpu=4100m, " +
                "used: requests.cpu=0, limited: requests.cpu=4",
        );
        await assertRefused(
            pod("much-memory", {}, resources("1", "9Gi")),
            "exceeded quota: spark-quota, " +
                "requested: limits.memory=9Gi,requests.memory=9Gi, " +
                "used: limits.memory=0,requests.memory=0, " +
                "limited: limits.memory=8Gi,requests.memory=8Gi",
        );
        const { status } = await tryPod(pod("just-fits", {}, resources("4", "8Gi")));
        assert.equal(status, 201);
        await assertRefused(
            pod("much-disk", {}, { resources: { requests: { "ephemeral-storage": "11Gi" } } }),
            "exceeded quota: spark-quota, requested: requests.ephemeral-storage=11Gi, " +
                "used: requests.ephemeral-storage=0, limited: requests.ephemeral-storage=10Gi",
        );
    });

    it("a driver beyond the team's number of drivers is refused, an executor is not", async () => {
        const driver = (name: string) => pod(name, { priorityClassName: "spark-driver" });
        apply(testSandbox(), driver("first-driver"));
        try {
            await assertRefused(
                driver("second-driver"),
                "exceeded quota: spark-drivers, requested: pods=1, used: pods=1, limited: pods=1",
            );
            const executor = pod("executor", { priorityClassName: "spark-executor" });
            assert.equal((await tryPod(executor)).status, 201);
        } finally {
            kubectl("delete", "pod", "first-driver", "-n", "alpha", "--now");
        }
    });

    objectQuotas({
        api: () => api,
        stack: () => stack,
        job: serviceAccount("alpha", "spark"),
        podIsRefused: (spec, reason) => assertRefused(pod("quota", spec), reason),
    });

    besideAnotherPlatform(
        () => stack,
        { teams },
        async () => {
            const driver = pod("next-driver", { priorityClassName: "spark-driver" });
            const { status, body } = await tryPod(driver);
            assert.equal(status, 201, JSON.stringify(body));
            assert.equal((body as { spec: { priority: number } }).spec.priority, 1000);
        },
        () => api,
    );
});
