import { strict as assert } from "node:assert";
import { bindingSpec, policySpec } from "../../components/admission/policy";
import { read } from "../../testkit/applications";
import { apply, kubectl, testSandbox } from "../../testkit/testSandbox";

/** Teams whose drivers the API server refuses, each for another cause, with the report's first line. */
export const REFUSALS: Readonly<Record<string, RegExp>> = {
    "by-quota":
        /pods "\S+-driver" is forbidden: exceeded quota: no-more, requested: pods=1, .*limited: pods=0$/,
    "by-pod-security":
        /pods "\S+-driver" is forbidden: violates PodSecurity "baseline:latest": hostPath volumes \(volume "\S+"\)$/,
    "by-rbac":
        /pods is forbidden: User "system:serviceaccount:spark-operator:\S+" cannot create resource "pods" in API group "" in the namespace "by-rbac"$/,
    "by-policy":
        /pods "\S+-driver" is forbidden: ValidatingAdmissionPolicy 'no-drivers' with binding 'no-drivers' denied request: no drivers before noon$/,
    "by-webhook":
        /Internal error occurred: failed calling webhook "\S+": failed to call webhook: Post "https:\/\/nobody\.spark-operator\.svc:\d+\/\S+": .*connection refused$/,
};

/** Only here may a pod have a volume of its node. */
export const refusedTeams = Object.fromEntries(
    Object.keys(REFUSALS).map((team) => [
        team,
        team === "by-pod-security" ? { podSecurity: "privileged" } : {},
    ]),
);

/** Jobs that the library has nothing against. */
export function refusedJobs(job: object): Record<string, object> {
    const entries = Object.keys(REFUSALS).map((team) => [team, { ...job, team }]);
    const jobs = Object.fromEntries(entries) as Record<string, object>;
    const driver = { volumes: { disk: { hostPath: "/tmp", mountPath: "/disk" } } };
    return { ...jobs, "by-pod-security": { ...jobs["by-pod-security"], driver } };
}

/** What an administrator, a policy or an outage does to the teams' namespaces. */
export function refuseDrivers(): void {
    kubectl("create", "quota", "no-more", "-n", "by-quota", "--hard=pods=0");
    const level = "pod-security.kubernetes.io/enforce=baseline";
    kubectl("label", "namespace", "by-pod-security", "--overwrite", level);
    takePodsFromOperator("by-rbac");
    apply(testSandbox(), ...policy("by-policy"), ...webhookThatIsDown("by-webhook"));
}

export function allowDrivers(): void {
    const kinds = ["validatingadmissionpolicy", "validatingadmissionpolicybinding"];
    kinds.forEach((kind) => kubectl("delete", kind, "no-drivers"));
    kubectl("delete", "mutatingwebhookconfiguration", "nobody");
}

interface Rule {
    resources: string[];
    verbs: string[];
}

function takePodsFromOperator(namespace: string): void {
    const role = "spark-platform-operator";
    const { rules } = read<{ rules: Rule[] }>("role", role, "-n", namespace);
    const fewer = rules.map(({ verbs, ...rule }) => ({
        ...rule,
        verbs: rule.resources.includes("pods") ? verbs.filter((verb) => verb !== "create") : verbs,
    }));
    const patch = JSON.stringify({ rules: fewer });
    kubectl("patch", "role", role, "-n", namespace, "--type=merge", "-p", patch);
}

function policy(namespace: string): object[] {
    const apiVersion = "admissionregistration.k8s.io/v1";
    const metadata = { name: "no-drivers" };
    const spec = policySpec({
        ...{ group: "", version: "v1", resource: "pods", operations: ["CREATE"] },
        validations: [{ expression: "false", message: "no drivers before noon" }],
    });
    return [
        { apiVersion, kind: "ValidatingAdmissionPolicy", metadata, spec },
        {
            ...{ apiVersion, kind: "ValidatingAdmissionPolicyBinding", metadata },
            spec: bindingSpec("no-drivers", [namespace]),
        },
    ];
}

interface Webhook {
    name: string;
    rules: Rule[];
    clientConfig: { service: { port: number } };
}

/** The operator's own webhook for pods, for one namespace, behind a Service that has no pods. */
function webhookThatIsDown(namespace: string): object[] {
    const { items } = read<{ items: { webhooks: Webhook[] }[] }>("mutatingwebhookconfigurations");
    const webhook = items
        .flatMap(({ webhooks }) => webhooks)
        .find(({ rules }) => rules.some(({ resources }) => resources.includes("pods")));
    assert.ok(webhook, JSON.stringify(items));
    const { clientConfig } = webhook;
    const service = { ...clientConfig.service, name: "nobody" };
    return [
        {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "nobody", namespace: "spark-operator" },
            spec: { selector: { app: "nobody" }, ports: [{ port: service.port }] },
        },
        {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "MutatingWebhookConfiguration",
            metadata: { name: "nobody" },
            webhooks: [
                {
                    ...webhook,
                    clientConfig: { ...clientConfig, service },
                    namespaceSelector: {
                        matchLabels: { "kubernetes.io/metadata.name": namespace },
                    },
                },
            ],
        },
    ];
}
