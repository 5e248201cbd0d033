import assert from "node:assert/strict";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { RbacRule } from "../../components/kubernetes/rbacRule";
import { operatorPlan } from "../../components/operator/chart/plan";
import { OperatorRelease } from "../../components/operator/chart/releases";
import { operatorValues } from "../../components/operator/chart/values";
import {
    batchSchedulerRules,
    controllerRules,
    ownNamespaceRules,
} from "../../components/operator/rbac/controllerRules";
import { run } from "../../sandbox/shell";
import { ensureTools } from "../../sandbox/tools";
import { helm } from "../../sandbox/tools/catalogue";
import { testSandbox } from "../../testkit/testSandbox";

interface Rendered {
    kind: string;
    metadata: { name: string; namespace?: string };
    rules?: RbacRule[];
    spec?: { replicas: number; template: { spec: { serviceAccountName: string } } };
}

const NAMESPACE = "spark-operator";

/** One line for each verb, e.g. `coordination.k8s.io/leases[name] get`. */
function linesOf(rules: RbacRule[]): string[] {
    return rules.flatMap(({ apiGroups, resources, verbs, resourceNames }) =>
        apiGroups.flatMap((group) =>
            resources.flatMap((resource) =>
                verbs.map((verb) => {
                    const names = resourceNames === undefined ? "" : `[${resourceNames.join()}]`;
                    return `${group === "" ? "" : `${group}/`}${resource}${names} ${verb}`;
                }),
            ),
        ),
    );
}

/** What the first has and the second does not. */
function without(one: RbacRule[], other: RbacRule[]): string[] {
    const has = new Set(linesOf(other));
    return linesOf(one)
        .filter((line) => !has.has(line))
        .sort();
}

describe("the operator's chart and what the library adds to it", () => {
    let program: string;

    before(async () => {
        const [folder = ""] = await ensureTools([helm]);
        program = join(folder, "helm");
    });

    function render({ name, values }: OperatorRelease): Rendered[] {
        const chart = testSandbox().artifacts.charts.sparkOperator;
        const options = ["--namespace", NAMESPACE, "--kube-version", "1.35.0", "--values", "-"];
        const output = run(program, ["template", name, chart, ...options], {
            input: JSON.stringify(values),
        });
        const objects = parseAllDocuments(output).map((one) => one.toJS() as Rendered | null);
        return objects.filter((one) => one !== null);
    }

    const jobNamespaces = ["processing"];
    const everything = { uiIngress: { enable: true }, batchScheduler: { enable: true } };

    /** The chart's own rules for the controller, in a team's namespace, its own, and the cluster. */
    function chartRules(controller: object) {
        const values = operatorValues({
            jobNamespaces,
            values: { controller: { ...controller, rbac: { create: true } } },
        });
        const objects = render({ name: "spark-operator", values });
        const rulesOf = (kind: string, place?: string) =>
            objects.find(
                ({ kind: found, metadata: { name, namespace } }) =>
                    found === kind &&
                    name === "spark-operator-controller" &&
                    (place === undefined || namespace === place),
            )?.rules ?? [];
        return {
            team: rulesOf("Role", "processing"),
            own: rulesOf("Role", NAMESPACE),
            cluster: rulesOf("ClusterRole"),
        };
    }

    function ours(controller: object) {
        const [first] = operatorPlan(
            { scope: "platform", values: { controller } },
            jobNamespaces,
        ).controllers;
        assert.ok(first);
        return {
            team: controllerRules(first.controller),
            own: ownNamespaceRules(first.controller, true),
            cluster: first.controller.hasBatchScheduler ? batchSchedulerRules() : [],
        };
    }

    const INGRESSES = ["create", "delete", "get", "update"];
    const NEVER = ["events update", ...INGRESSES.map((verb) => `extensions/ingresses ${verb}`)];

    it("gives a controller nothing beyond the chart, and leaves out what is listed here", () => {
        const [chart, library] = [chartRules(everything), ours(everything)];
        assert.deepEqual(without(library.team, chart.team), []);
        assert.deepEqual(without(chart.team, library.team), NEVER);
        assert.deepEqual(without(library.own, chart.own), []);
        assert.deepEqual(without(chart.own, library.own), ["events update"]);
        const crds = "apiextensions.k8s.io/customresourcedefinitions";
        assert.deepEqual(linesOf(chart.cluster), [`${crds} get`]);
        assert.deepEqual(linesOf(library.cluster), [
            `${crds}[podgroups.scheduling.volcano.sh] get`,
        ]);
    });

    it("leaves out ingresses and the cluster's CRDs if no value needs them", () => {
        const [chart, library] = [chartRules({}), ours({})];
        assert.deepEqual(without(library.team, chart.team), []);
        const ingresses = INGRESSES.map((verb) => `networking.k8s.io/ingresses ${verb}`);
        assert.deepEqual(without(chart.team, library.team), [...NEVER, ...ingresses].sort());
        assert.deepEqual(library.cluster, []);
    });

    /** Values of a user that the chart rejects for a Deployment with no replica, or with one. */
    const own = {
        controller: {
            replicas: 2,
            podDisruptionBudget: { enable: true },
            topologySpreadConstraints: [
                {
                    maxSkew: 1,
                    topologyKey: "topology.kubernetes.io/zone",
                    whenUnsatisfiable: "ScheduleAnyway",
                },
            ],
            serviceAccount: { name: "shared" },
        },
    };
    const plan = operatorPlan({ scope: "team", values: own }, ["alpha", "beta"]);
    const namesOf = (objects: Rendered[]) =>
        objects
            .map(({ kind, metadata: { name, namespace } }) =>
                [kind, namespace, name].filter(Boolean).join(" "),
            )
            .sort();

    it("has only the webhook in the main release, if each team has an operator", () => {
        const objects = render(plan.main);
        const places = ["alpha", "beta", NAMESPACE];
        assert.deepEqual(
            namesOf(objects),
            [
                `ClusterRole ${NAMESPACE} spark-operator-webhook`,
                `ClusterRoleBinding ${NAMESPACE} spark-operator-webhook`,
                "Deployment spark-operator-controller",
                "Deployment spark-operator-webhook",
                "MutatingWebhookConfiguration spark-operator-webhook",
                ...places.map((place) => `Role ${place} spark-operator-webhook`),
                ...places.map((place) => `RoleBinding ${place} spark-operator-webhook`),
                "Service spark-operator-webhook-svc",
                `ServiceAccount ${NAMESPACE} spark-operator-webhook`,
                "ValidatingWebhookConfiguration spark-operator-webhook",
            ].sort(),
        );
        const [controller] = objects.filter(
            ({ metadata }) => metadata.name === "spark-operator-controller",
        );
        assert.equal(controller?.spec?.replicas, 0);
    });

    it("has a controller with its account, and no permissions, in the release of a team", () => {
        const [alpha] = plan.teams;
        assert.ok(alpha);
        const objects = render(alpha.release);
        const name = "spark-operator-alpha-controller";
        assert.deepEqual(namesOf(objects), [
            `Deployment ${name}`,
            `PodDisruptionBudget ${name}-pdb`,
            `ServiceAccount ${NAMESPACE} ${name}`,
        ]);
        const { spec } = objects.find(({ kind }) => kind === "Deployment") ?? {};
        assert.equal(spec?.template.spec.serviceAccountName, name);
        const [, { controller } = { controller: undefined }] = plan.controllers;
        assert.equal(controller?.account, "spark-operator-beta-controller");
    });
});
