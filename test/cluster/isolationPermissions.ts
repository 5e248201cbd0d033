import assert from "node:assert/strict";
import {
    accessLines,
    adminApi,
    allowed,
    Identity,
    ObjectApi,
    Question,
    rulesOf,
} from "../../testkit/access";
import { kubectl, testSandbox } from "../../testkit/testSandbox";
import { pod } from "./isolationPods";
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

export function person(user: string, ...groups: string[]): Identity {
    return { user, groups: [...groups, "system:authenticated"] };
}

export function serviceAccount(namespace: string, name: string): Identity {
    return person(
        `system:serviceaccount:${namespace}:${name}`,
        "system:serviceaccounts",
        `system:serviceaccounts:${namespace}`,
    );
}

export interface Expected {
    identity: Identity;
    alpha: string[];
    beta: string[];
    /** In the operator's namespace; nothing for identities that are not listed. */
    own?: string[];
    /** There, permissions for one object alone. */
    ownObjects?: string[];
}

/** The account of one team's operator, whose lease already exists. */
export function teamOperator(team: "alpha" | "beta"): Expected {
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

/** The account of the operator of all teams, if there is one. */
export const SHARED_OPERATOR: Expected = {
    identity: serviceAccount("spark-operator", "spark-operator-controller"),
    alpha: CONTROLLER,
    beta: CONTROLLER,
    own: ["coordination.k8s.io/leases: create", "events: create patch"],
    ownObjects: ["coordination.k8s.io/leases[spark-operator-controller-lock]: get update"],
};

/** Each identity's permissions in the two teams' namespaces; nobody has any elsewhere. */
export const EXPECTED: Record<string, Expected> = {
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

/** Namespaces that do not belong to a team. */
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

export async function assertAllowed(
    api: ObjectApi,
    { identity, alpha, beta, own = [] }: Expected,
): Promise<void> {
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

/** @param asItself an API client with the identity's own token */
export async function assertRules(
    api: ObjectApi,
    expected: Expected,
    asItself?: ObjectApi,
): Promise<void> {
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

/** Each identity's permissions, with an operator for each of the two teams. */
export function permissions(api: () => ObjectApi): void {
    for (const [who, expected] of Object.entries(EXPECTED)) {
        it(`${who} may do what the table says, and nothing else`, () =>
            assertAllowed(api(), expected));
        it(`${who} has no permission that the table does not list`, () =>
            assertRules(api(), expected));
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
                await assertRules(api(), teamOperator(team), asItself);
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
}
