import assert from "node:assert/strict";
import { KubernetesApi } from "../../../components/kubernetes/api";
import { KubernetesApiError } from "../../../components/kubernetes/http";
import { CustomResourceDefinition, Namespace } from "../../../components/kubernetes/objects";
import {
    assertNoOtherOperator,
    assertOperatorExists,
    namespaceForOperator,
    findOperator,
    externalOperator,
} from "../../../components/operator/existingOperator";
import { KUBECONFIG, someCluster } from "../../../testkit/cluster";
import { register, valueOf } from "../../../testkit/mocks";

const CRD = "sparkapplications.sparkoperator.k8s.io";

interface Cluster {
    crd?: CustomResourceDefinition;
    namespaces?: Record<string, Namespace>;
    /** Requests that the credentials have no right to. */
    forbidden?: string[];
}

/** An API with a Deployment "op", which records what it was asked for. */
function apiOf({ crd, namespaces = {}, forbidden = [] }: Cluster) {
    const asked: string[] = [];
    const answer = <T>(question: string, value: T): Promise<T> => {
        asked.push(question);
        return forbidden.includes(question)
            ? Promise.reject(new KubernetesApiError(`${question} is forbidden`, 403))
            : Promise.resolve(value);
    };
    const api: Partial<KubernetesApi> = {
        readCrd: (name) => answer(`crd ${name}`, crd),
        readNamespace: (name) => answer(`namespace ${name}`, namespaces[name]),
        listDeployments: ({ labelSelector }) =>
            answer(`deployments ${labelSelector}`, [{ metadata: { name: "op" } }]),
    };
    return { api: api as KubernetesApi, asked };
}

const crd: CustomResourceDefinition = {
    metadata: {
        annotations: {
            "meta.helm.sh/release-name": "spark-operator-crds",
            "meta.helm.sh/release-namespace": "operators",
        },
    },
};
const namespaces = {
    operators: { metadata: { annotations: { "spark-platform.dev/stack": "project/prod" } } },
};
const questions = [
    `crd ${CRD}`,
    "namespace operators",
    "deployments app.kubernetes.io/name=spark-operator",
];

describe("the search for an operator", () => {
    it("fails if there is no CRD", async () => {
        const { api, asked } = apiOf({ namespaces });
        assert.deepStrictEqual(await findOperator(api), { deployments: [] });
        assert.deepStrictEqual(asked, [`crd ${CRD}`]);
    });

    it("finds its CRD, the stack that made its namespace, and its Deployments", async () => {
        const { api, asked } = apiOf({ crd, namespaces });
        assert.deepStrictEqual(await findOperator(api), {
            crd: crd.metadata,
            stack: "project/prod",
            deployments: [{ metadata: { name: "op" } }],
        });
        assert.deepStrictEqual(asked, questions);
    });

    it("finds no stack if the namespace is deleted or not its own", async () => {
        for (const metadata of [undefined, {}, { annotations: { other: "x" } }]) {
            const { api } = apiOf({ crd, namespaces: { operators: { metadata } } });
            assert.ok(!("stack" in (await findOperator(api))));
        }
        assert.ok(!("stack" in (await findOperator(apiOf({ crd }).api))));
    });

    it("needs no namespace for a CRD that Helm did not create", async () => {
        const { api, asked } = apiOf({ crd: { metadata: { name: CRD } } });
        assert.deepStrictEqual(await findOperator(api), {
            crd: { name: CRD },
            deployments: [{ metadata: { name: "op" } }],
        });
        assert.deepStrictEqual(asked, [questions[0], questions[2]]);
    });

    it("treats what cannot be read as absent, and passes on any other failure", async () => {
        const forbidden = apiOf({ crd, namespaces, forbidden: questions.slice(1) });
        assert.deepStrictEqual(await findOperator(forbidden.api), {
            crd: crd.metadata,
            deployments: [],
        });
        const away = { readCrd: () => Promise.reject(new KubernetesApiError("away", 500)) };
        await assert.rejects(findOperator(away as unknown as KubernetesApi), {
            message: "away",
        });
    });
});

describe("a cluster with an operator", () => {
    it("is available to the stack that owns the operator", async () => {
        const wanted = { namespace: "operators", stack: "project/prod" };
        await assertNoOtherOperator(apiOf({ crd, namespaces }).api, wanted);
    });

    it("is refused to any other", async () => {
        const wanted = { namespace: "operators", stack: "project/dev" };
        await assert.rejects(assertNoOtherOperator(apiOf({ crd, namespaces }).api, wanted), {
            message:
                "operator.install: the cluster already has a Spark operator: of stack " +
                '"project/prod" (Helm release "spark-operator-crds" in namespace "operators"). ' +
                "Set operator.install: false to use it (it must serve the teams' namespaces), " +
                "or remove it.",
        });
    });
});

describe("an external operator", () => {
    it("exists, or may exist", async () => {
        await assertOperatorExists(apiOf({ crd }).api);
        await assertOperatorExists(apiOf({ forbidden: [`crd ${CRD}`] }).api);
    });

    it("is reported as missing with its CRD", async () => {
        await assert.rejects(assertOperatorExists(apiOf({}).api), {
            message:
                "operator.install: is false, but the cluster has no Spark operator (no CRD " +
                '"sparkapplications.sparkoperator.k8s.io"). Install one that serves the teams\' ' +
                "namespaces, or set operator.install: true.",
        });
    });
});

describe("a cluster that cannot be read", () => {
    it("is assumed to be free for an operator, and to have an external one", async () => {
        await register(async () => {
            const without = someCluster();
            const made = { ...someCluster("made"), kubeconfig: KUBECONFIG };
            for (const cluster of [without, made]) {
                assert.strictEqual(
                    await valueOf(namespaceForOperator(cluster, "operators")),
                    "operators",
                );
                assert.strictEqual(externalOperator(cluster), undefined);
            }
        });
    });
});
