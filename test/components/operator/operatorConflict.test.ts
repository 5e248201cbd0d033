import assert from "node:assert/strict";
import { Deployment, ObjectMeta } from "../../../components/kubernetes/objects";
import { ExistingOperator, operatorConflict } from "../../../components/operator/operatorConflict";

const wanted = { namespace: "spark-operator", stack: "project/dev" };

function conflict(existing: Partial<ExistingOperator>): string | undefined {
    return operatorConflict({ deployments: [], ...existing }, wanted);
}

function ofRelease(name: string, namespace: string): ObjectMeta {
    return {
        annotations: {
            "meta.helm.sh/release-name": name,
            "meta.helm.sh/release-namespace": namespace,
        },
    };
}

function deployment(name: string, namespace: string, release?: string): Deployment {
    const owner = release === undefined ? {} : ofRelease(release, namespace);
    return { metadata: { ...owner, name, namespace } };
}

const ours = ofRelease("spark-operator-crds", "spark-operator");

describe("an operator may be installed", () => {
    it("if there is none", () => {
        assert.strictEqual(conflict({}), undefined);
        // What has the label but no CRD is no operator.
        assert.strictEqual(conflict({ deployments: [deployment("x", "y", "z")] }), undefined);
    });

    const own: [string, Partial<ExistingOperator>][] = [
        ["is this stack's", { crd: ours, stack: "project/dev" }],
        ["was left behind without its namespace", { crd: ours }],
        [
            "is this stack's in another namespace, which the stack is about to leave",
            { crd: ofRelease("spark-operator-crds", "operators"), stack: "project/dev" },
        ],
    ];
    for (const [what, existing] of own) {
        it(`where what is there ${what}`, () => {
            const deployments = [
                deployment("spark-operator-controller", "spark-operator", "spark-operator"),
                // Of a team.
                deployment("spark-operator-a-controller", "spark-operator", "spark-operator-a"),
            ];
            assert.strictEqual(conflict(existing), undefined);
            assert.strictEqual(conflict({ ...existing, deployments }), undefined);
        });
    }
});

describe("an operator is refused", () => {
    const advice =
        "Set operator.install: false to use it (it must serve the teams' namespaces), " +
        "or remove it.";

    it("where another stack has one, whatever its namespace", () => {
        for (const namespace of ["spark-operator", "operators"]) {
            const existing = {
                crd: ofRelease("spark-operator-crds", namespace),
                stack: "project/prod",
                deployments: [deployment("spark-operator-controller", namespace, "spark-operator")],
            };
            assert.strictEqual(
                conflict(existing),
                "operator.install: the cluster already has a Spark operator: of stack " +
                    '"project/prod" (Helm release "spark-operator-crds" in namespace ' +
                    `"${namespace}"). ${advice}`,
            );
        }
    });

    it("where one was installed with Helm, whose CRDs do not say so", () => {
        const deployments = [
            deployment("spark-controller", "analytics", "spark"),
            deployment("spark-webhook", "analytics", "spark"),
        ];
        assert.strictEqual(
            conflict({ crd: {}, deployments }),
            "operator.install: the cluster already has a Spark operator: " +
                `Helm release "spark" in namespace "analytics". ${advice}`,
        );
    });

    it("if there are several, even without Helm", () => {
        const deployments = [
            deployment("spark-operator-webhook", "spark-operator"),
            deployment("spark-operator-controller", "spark-operator"),
            deployment("b", "b", "spark"),
        ];
        assert.strictEqual(
            conflict({ crd: ofRelease("crds", "kube-system"), deployments }),
            'operator.install: the cluster already has a Spark operator: Helm release "spark" in ' +
                'namespace "b" and applied without Helm in namespace "spark-operator". ' +
                advice,
        );
    });

    const crds =
        "sparkapplications.sparkoperator.k8s.io scheduledsparkapplications.sparkoperator.k8s.io " +
        "sparkconnects.sparkoperator.k8s.io";
    const leftovers: [string, ObjectMeta, string][] = [
        ["applied without Helm", {}, "applied without Helm"],
        ["of a release", ofRelease("crds", "x"), 'Helm release "crds" in namespace "x"'],
        [
            "of this library in another namespace, which Helm would not take over",
            ofRelease("spark-operator-crds", "operators"),
            'Helm release "spark-operator-crds" in namespace "operators"',
        ],
    ];
    for (const [what, crd, origin] of leftovers) {
        it(`where only CRDs are there: ${what}`, () => {
            assert.strictEqual(
                conflict({ crd }),
                `operator.install: the cluster has CRDs of a Spark operator (${origin}), but ` +
                    `no operator. Delete them with "kubectl delete crd ${crds}", which also ` +
                    "deletes every SparkApplication in the cluster. Or set operator.install: false " +
                    "if an operator with another name uses them.",
            );
        });
    }

    it("while the last one is being removed", () => {
        for (const crd of [ours, {}]) {
            const deletionTimestamp = "2026-01-01T00:00:00Z";
            assert.strictEqual(
                conflict({ crd: { ...crd, deletionTimestamp }, stack: "project/dev" }),
                'CRD "sparkapplications.sparkoperator.k8s.io" is still being deleted. Run this ' +
                    "again when it is gone.",
            );
        }
    });
});
