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
import { admission, fragments } from "./admission";
import { apply, kubectl, sandboxConfig, testSandbox } from "../support/testSandbox";
import {
    CONTROLLER,
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
    /** In the operator's namespace; nothing for who is not named. */
    own?: string[];
    /** There, what is for one object alone. */
    ownObjects?: string[];
}

/** The account of one team's operator, whose lease is there already. */
function teamOperator(team: "alpha" | "beta"): Expected {
    const name = `spark-operator-${team}-controller`;
    return {
        identity: serviceAccount("spark-operator", name),
        alpha: [],
        beta: [],
        [team]: CONTROLLER,
        own: ["events: create patch"],
        ownObjects: [`coordination.k8s.io/leases[${name}-lock]: get update`],
    };
}

/** The account of the operator of all teams, where there is one. */
const SHARED_OPERATOR: Expected = {
    identity: serviceAccount("spark-operator", "spark-operator-controller"),
    alpha: CONTROLLER,
    beta: CONTROLLER,
    own: ["coordination.k8s.io/leases: create", "events: create patch"],
    ownObjects: ["coordination.k8s.io/leases[spark-operator-controller-lock]: get update"],
};

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
    "alpha's operator": teamOperator("alpha"),
    "beta's operator": teamOperator("beta"),
    "the operator of all teams, which is not there": {
        identity: SHARED_OPERATOR.identity,
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
        const operator = { scope: "team" };
        stack = await TestStack.create({ config: sandboxConfig({ teams, operator }) });
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
        api = adminApi(testSandbox().kubeconfig);
    });

    after(async () => {
        api?.close();
        await stack.remove();
    });

    async function assertAllowed({ identity, alpha, beta, own = [] }: Expected): Promise<void> {
        const places = ["alpha", "beta", ...ELSEWHERE, ALL_NAMESPACES, CLUSTER];
        const found: Record<string, string[]> = {};
        for (const place of places) {
            found[place] = accessLines(await allowed(api, identity, questionsIn(place)));
        }
        assert.deepEqual(found, {
            ...Object.fromEntries([...ELSEWHERE, ALL_NAMESPACES].map((place) => [place, []])),
            alpha: sorted(alpha),
            beta: sorted(beta),
            "spark-operator": sorted(own),
            [CLUSTER]: EVERYONE,
        });
    }

    /** @param asItself an API that is asked with the identity's own token */
    async function assertRules(expected: Expected, asItself?: ObjectApi): Promise<void> {
        const { identity, alpha, beta, own = [], ownObjects = [] } = expected;
        const isAccount = identity.user.startsWith("system:serviceaccount:");
        const common = [
            ...EVERYONE,
            ...PATHS_OF_EVERYONE,
            ...(isAccount ? PATHS_OF_SERVICE_ACCOUNTS : []),
        ];
        const found: Record<string, string[]> = {};
        for (const namespace of ["alpha", "beta", ...ELSEWHERE]) {
            found[namespace] =
                asItself === undefined
                    ? await rulesOf(api, identity, namespace)
                    : await rulesOf(asItself, undefined, namespace);
        }
        assert.deepEqual(found, {
            ...Object.fromEntries(ELSEWHERE.map((place) => [place, sorted(common)])),
            alpha: sorted([...alpha, ...common]),
            beta: sorted([...beta, ...common]),
            "spark-operator": sorted([...own, ...ownObjects, ...common]),
        });
    }

    for (const [who, expected] of Object.entries(EXPECTED)) {
        it(`${who} may do what the table says, and nothing else`, () => assertAllowed(expected));
        it(`${who} has no right that the table does not name`, () => assertRules(expected));
    }

    for (const [team, other] of [
        ["alpha", "beta"],
        ["beta", "alpha"],
    ] as const) {
        it(`the token of ${team}'s operator does nothing in ${other}`, async () => {
            const name = `spark-operator-${team}-controller`;
            const token = kubectl("create", "token", name, "-n", "spark-operator").trim();
            const asItself = adminApi(testSandbox().kubeconfig, token);
            try {
                await assertRules(teamOperator(team), asItself);
                const group = "/apis/sparkoperator.k8s.io/v1beta2";
                const read = async (namespace: string) => {
                    const paths = [
                        ...["pods", "configmaps", "services", "secrets", "serviceaccounts"].map(
                            (kind) => `/api/v1/namespaces/${namespace}/${kind}`,
                        ),
                        `${group}/namespaces/${namespace}/sparkapplications`,
                    ];
                    const answers = await Promise.all(paths.map((path) => asItself.get(path)));
                    return answers.map(({ status }) => status);
                };
                const create = async (namespace: string) => {
                    const path = `/api/v1/namespaces/${namespace}/pods?dryRun=All`;
                    const body = { ...pod("taken"), metadata: { name: "taken", namespace } };
                    return (await asItself.post(path, body)).status;
                };
                assert.deepEqual(await read(team), [200, 200, 200, 403, 403, 200]);
                assert.equal(await create(team), 201);
                assert.deepEqual(await read(other), Array(6).fill(403));
                assert.equal(await create(other), 403);
            } finally {
                asItself.close();
            }
        });
    }

    const submitters = Object.entries(EXPECTED).filter(
        ([who, { alpha, own }]) =>
            alpha.length > 0 && who !== "a job of alpha" && own === undefined,
    );
    const scene = {
        api: () => api,
        submitters: Object.fromEntries(submitters.map(([who, { identity }]) => [who, identity])),
        sparkSubmit: person("ci@example.com"),
        job: serviceAccount("alpha", "spark"),
    };
    admission(scene);

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

    it("the operator's namespace takes no pod that Pod Security restricts", async () => {
        const metadata = { name: "privileged", namespace: "spark-operator" };
        const [, privileged] = violations[0] ?? [];
        const path = "/api/v1/namespaces/spark-operator/pods?dryRun=All";
        const { status, body } = await api.post(path, { ...privileged, metadata });
        assert.equal(status, 403, JSON.stringify(body));
        assert.match((body as { message: string }).message, /violates PodSecurity "restricted/);
    });

    objectQuotas({
        api: () => api,
        stack: () => stack,
        job: serviceAccount("alpha", "spark"),
        podIsRefused: (spec, reason) => assertRefused(pod("quota", spec), reason),
    });

    besideAnotherPlatform(
        () => stack,
        { teams, operator: { scope: "team" } },
        async () => {
            const driver = pod("next-driver", { priorityClassName: "spark-driver" });
            const { status, body } = await tryPod(driver);
            assert.equal(status, 201, JSON.stringify(body));
            assert.equal((body as { spec: { priority: number } }).spec.priority, 1000);
        },
        () => api,
    );

    describe("with one operator for all teams", () => {
        const changesIn = (output: string) => {
            const found = [...output.matchAll(/^ +[~+-]+ (\S+): \((\w+)\)/gm)];
            const changes = found.map(
                ([, type = "", change]) => `${type.split(":").pop()} ${change}`,
            );
            const counts = new Map<string, number>();
            changes.forEach((change) => counts.set(change, (counts.get(change) ?? 0) + 1));
            return Object.fromEntries(counts);
        };
        const subjects = () =>
            ["alpha", "beta"].map((namespace) =>
                kubectl(
                    ...["get", "rolebinding", "spark-platform-operator", "-n", namespace],
                    ...["-o", "jsonpath={.subjects[*].name}"],
                ),
            );

        it("moves the bindings to its account first, also where it then does not start", async () => {
            const values = { image: { tag: "none" } };
            stack.configure(sandboxConfig({ teams, operator: { values } }));
            const { code, output } = await stack.up("--diff");
            assert.notEqual(code, 0, output);
            assert.match(output, /Pod spark-operator-controller-\S+: (ErrImage|ImagePull)/);
            assert.deepEqual(changesIn(output), {
                "NetworkPolicy update": 1,
                "Release update": 1,
                "Role create": 1,
                "RoleBinding create": 1,
                "RoleBinding update": 2,
            });
            assert.deepEqual(subjects(), Array(2).fill("spark-operator-controller"));
        });

        it("is alone once the update is run again, and serves", async () => {
            stack.configure(sandboxConfig({ teams }));
            const { code, output } = await stack.up("--diff");
            assert.equal(code, 0, output);
            assert.deepEqual(changesIn(output), {
                "Lease delete": 2,
                "Release delete": 2,
                "Release update": 1,
                "Role delete": 2,
                "RoleBinding delete": 2,
            });
            assert.deepEqual(subjects(), Array(2).fill("spark-operator-controller"));
            const accounts = kubectl(
                "get",
                "serviceaccounts",
                "-n",
                "spark-operator",
                "-o",
                "name",
            );
            assert.deepEqual(accounts.trim().split("\n").sort(), [
                "serviceaccount/default",
                "serviceaccount/spark-operator-controller",
                "serviceaccount/spark-operator-webhook",
            ]);
        });

        fragments(scene);

        it("its account may do what the table says, and nothing else", async () => {
            await assertAllowed(SHARED_OPERATOR);
            await assertRules(SHARED_OPERATOR);
        });

        it("the accounts of the teams' operators have no right left", async () => {
            for (const team of ["alpha", "beta"] as const) {
                const { identity } = teamOperator(team);
                await assertAllowed({ identity, alpha: [], beta: [] });
            }
        });

        it("nothing changes in the next update", async () => {
            const { code, output: next } = await stack.up();
            assert.equal(code, 0, next);
            assert.doesNotMatch(next, /created|updated|deleted|replaced/, next);
        });
    });
});
