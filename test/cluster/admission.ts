import assert from "node:assert/strict";
import fc from "fast-check";
import { bindingSpec } from "../../components/admission/policy";
import {
    CLIENT_FAMILIES,
    CLIENT_PROPERTIES,
    clientPropertyProblem,
    isRefusedProperty,
    MOST_PROPERTIES,
} from "../../components/spark/clientProperties";
import type { Answer, Identity, ObjectApi } from "../../testkit/access";
import { eventually } from "../../testkit/applications";
import { apply, kubectl, testSandbox } from "../../testkit/testSandbox";
import { ALLOWED, ALLOWED_SPEC, FRAGMENTS } from "./admissionTables";

/** Fragments that made an operator without these policies reveal its token, or act for others. */
const SEEN_TO_WORK = new Set([
    "a program in the operator's pod",
    "an option as the main file (main)",
    "spark.kubernetes.kerberos.krb5.path=/etc/passwd",
    "spark.kubernetes.submission.waitAppCompletion=true",
    "repositories",
    "a load balancer",
]);

const GROUP = "/apis/sparkoperator.k8s.io";
const APPLICATIONS = `${GROUP}/v1beta2/namespaces/alpha/sparkapplications`;

export interface AdmissionScene {
    api: () => ObjectApi;
    /** Identities that submit SparkApplications to team "alpha". */
    submitters: Record<string, Identity>;
    /** One of them, which may also create pods and Services. */
    sparkSubmit: Identity;
    /** The account that alpha's jobs run as. */
    job: Identity;
}

/** The fragments are rejected, no matter which operator serves the namespace. */
export function fragments({ api, submitters, job }: Omit<AdmissionScene, "sparkSubmit">): void {
    // The API server enforces a policy a moment after it was created.
    before(() =>
        eventually("the policies are in force", async () => {
            const [first] = FRAGMENTS;
            const [submitter] = Object.values(submitters);
            assert.ok(first && submitter);
            const [, spec, message] = first;
            return isRefusal(await tryApplication(api(), spec, submitter), message);
        }),
    );

    it(`each of ${FRAGMENTS.length} fragments is rejected, no matter who submits it`, async () => {
        const wrong: unknown[] = [];
        for (const [what, spec, message] of FRAGMENTS) {
            for (const [who, identity] of Object.entries(submitters)) {
                const answer = await tryApplication(api(), spec, identity);
                if (!isRefusal(answer, message)) {
                    wrong.push({ what, who, ...answer });
                }
            }
            const { status } = await tryApplication(api(), spec, job);
            if (status !== 403) {
                wrong.push({ what, who: "a job", status });
            }
        }
        assert.deepEqual(wrong, []);
    });
}

/** Actually creates what worked once; it must leave nothing behind. */
export function triedForReal({
    api,
    sparkSubmit,
}: Pick<AdmissionScene, "api" | "sparkSubmit">): void {
    it("what once worked against an operator leaves nothing behind when it is created", async () => {
        const objects = () =>
            ["alpha", "beta", "spark-operator"].map((namespace) =>
                kubectl(
                    ...["get", "pods,configmaps,secrets,sparkapplications"],
                    ...["-n", namespace, "-o", "name"],
                ),
            );
        await eventually("no pod of an earlier operator is left", () => {
            const list = (kind: string, field: string) =>
                kubectl(
                    ...["get", kind, "-n", "spark-operator"],
                    ...["-o", `jsonpath={.items[*].${field}}`],
                ).split(" ");
            const replicas = list("deployments", "spec.replicas").map(Number);
            const pods = list("pods", "metadata.name").filter(Boolean);
            return pods.length === replicas.reduce((sum, one) => sum + one, 0);
        });
        const before = objects();
        const tried = FRAGMENTS.filter(([what]) => SEEN_TO_WORK.has(what));
        assert.equal(tried.length, SEEN_TO_WORK.size);
        for (const [what, spec, message] of tried) {
            const object = application(spec, { name: "tried-for-real" });
            assert.ok(
                isRefusal(await api().post(APPLICATIONS, object, sparkSubmit), message),
                what,
            );
        }
        // Nothing was stored, so no operator can see it later.
        assert.deepEqual(objects(), before);
    });
}

/** The API server's answers to objects in alpha's namespace; it keeps none unless a test says so. */
export function admission({ api, submitters, sparkSubmit, job }: AdmissionScene): void {
    const post = (path: string, object: object, as?: Identity) =>
        api().post(`${path}?dryRun=All`, object, as);
    const submit = (spec: object, as?: Identity) => tryApplication(api(), spec, as);
    const inAlpha = (apiVersion: string, kind: string, spec: object) => ({
        apiVersion,
        kind,
        metadata: { name: "tried", namespace: "alpha" },
        spec,
    });

    fragments({ api, submitters, job });
    triedForReal({ api, sparkSubmit });

    it("each of them is rejected in a schedule", async () => {
        const path = `${GROUP}/v1beta2/namespaces/alpha/scheduledsparkapplications`;
        const wrong: unknown[] = [];
        for (const [what, spec, message] of FRAGMENTS) {
            const template = { ...ALLOWED_SPEC, ...spec };
            const object = inAlpha("sparkoperator.k8s.io/v1beta2", "ScheduledSparkApplication", {
                schedule: "@daily",
                template,
            });
            const answer = await post(path, object, sparkSubmit);
            if (!isRefusal(answer, message)) {
                wrong.push({ what, ...answer });
            }
        }
        assert.deepEqual(wrong, []);
    });

    it("the same rules apply to a Spark Connect server's properties, accounts and Services", async () => {
        const path = `${GROUP}/v1alpha1/namespaces/alpha/sparkconnects`;
        const server = (spec: object) =>
            inAlpha("sparkoperator.k8s.io/v1alpha1", "SparkConnect", {
                sparkVersion: "4.1.2",
                image: "none.invalid/spark:4.1.2",
                server: {},
                executor: { instances: 1 },
                ...spec,
            });
        assert.equal((await post(path, server({}))).status, 201);
        const template = { spec: { serviceAccountName: "airflow", containers: [] } };
        const service = (spec: object) => ({ server: { service: { spec } } });
        const refused: [object, string][] = [
            [{ sparkConf: { "spark.kubernetes.namespace": "beta" } }, "is read by spark-submit"],
            [{ hadoopConf: { "spark.hadoop.fs.defaultFS": "x" } }, "is read by spark-submit"],
            [{ server: { template } }, "the only service account"],
            [{ executor: { template } }, "the only service account"],
            [service({ type: "LoadBalancer" }), "server.service: a Service"],
            [service({ externalIPs: ["192.0.2.1"] }), "server.service: a Service"],
        ];
        for (const [spec, message] of refused) {
            assertRefused(await post(path, server(spec)), message);
        }
    });

    it(`each of ${ALLOWED.length} others is allowed`, async () => {
        const wrong: unknown[] = [];
        for (const [what, spec] of ALLOWED) {
            for (const [who, identity] of Object.entries(submitters)) {
                const answer = await submit(spec, identity);
                if (answer.status !== 201) {
                    wrong.push({ what, who, ...answer });
                }
            }
        }
        assert.deepEqual(wrong, []);
    });

    it("an application's labels are its own team's, the library's and those of schedules", async () => {
        const labelled = (labels: Record<string, string>) =>
            post(APPLICATIONS, application({}, { labels }), sparkSubmit);
        const allowed = await labelled({
            owner: "me",
            "spark-platform.dev/team": "alpha",
            "spark-platform.dev/job": "pi",
            "sparkoperator.k8s.io/scheduled-app-name": "daily",
        });
        assert.equal(allowed.status, 201, JSON.stringify(allowed.body));
        for (const [key, value, message] of [
            ["spark-platform.dev/team", "beta", "must be the namespace's team"],
            ["spark-role", "driver", "metadata.labels: has a label"],
            ["spark-platform.dev/other", "x", "metadata.labels: has a label"],
            [
                "sparkoperator.k8s.io/launched-by-spark-operator",
                "x",
                "metadata.labels: has a label",
            ],
        ] as const) {
            assertRefused(await labelled({ [key]: value }), message);
        }
    });

    it("the library and the API server agree on every property", async () => {
        const segment = fc.constantFrom(
            ...["spark", "kubernetes", "driver", "executor", "label", "hadoop", "fs", "s3a"],
            ...["file", "jars", "files", "master", "pod", "submission", "x", "spark-role", ""],
        );
        const known = Object.entries(CLIENT_FAMILIES).flatMap(([family, { names, prefixes }]) => [
            ...[family, ...names, ...prefixes],
        ]);
        const name = fc.oneof(
            fc
                .array(segment, { minLength: 1, maxLength: 4 })
                .map((all) => `spark.${all.join(".")}`),
            fc
                .tuple(fc.constantFrom(...CLIENT_PROPERTIES, ...known), segment)
                .map((parts) => parts.join("")),
        );
        const names = [...new Set(fc.sample(name, { numRuns: 250, seed: 5 }))];
        const answers = await Promise.all(
            names.map((key) => submit({ sparkConf: { [key]: "local:x" } }, sparkSubmit)),
        );
        const wrong = names.filter((key, index) => {
            const isProblem =
                isRefusedProperty(key) || clientPropertyProblem(key, "local:x") !== undefined;
            // What the operator's own webhook rejects concerns neither.
            return isProblem !== (answers[index]?.status !== 201);
        });
        assert.deepEqual(wrong, []);
        assert.ok(answers.some(({ status }) => status === 201));
    });

    it("the largest allowed application is within the cost limit of a policy", async () => {
        const names = Array.from({ length: MOST_PROPERTIES }, (_, index) =>
            // The longest path through the rules: a member of a family that only the last prefix allows.
            `spark.hadoop.hoodie.${index}.`.padEnd(253, "x"),
        );
        const long = "$".repeat(500);
        const answer = await submit(
            {
                sparkConf: Object.fromEntries(names.map((name) => [name, long])),
                arguments: Array.from({ length: 1000 }, () => long.slice(0, 100)),
                deps: {
                    jars: Array.from(
                        { length: 500 },
                        (_, index) => `local:///opt/jars/${index}.jar`,
                    ),
                },
                driver: {
                    ...ALLOWED_SPEC.driver,
                    labels: Object.fromEntries(
                        Array.from({ length: 200 }, (_, index) => [`example.com/${index}`, "x"]),
                    ),
                },
            },
            sparkSubmit,
        );
        assert.equal(answer.status, 201, JSON.stringify(answer.body).slice(0, 500));
    });

    it("a pod can only name the jobs' account, unless its creator may create tokens for the other one", async () => {
        const path = "/api/v1/namespaces/alpha/pods";
        const pod = (serviceAccountName: string | undefined) =>
            inAlpha("v1", "Pod", {
                serviceAccountName,
                securityContext: {
                    runAsNonRoot: true,
                    runAsUser: 185,
                    seccompProfile: { type: "RuntimeDefault" },
                },
                containers: [
                    {
                        name: "main",
                        image: "none.invalid/none",
                        securityContext: {
                            allowPrivilegeEscalation: false,
                            capabilities: { drop: ["ALL"] },
                        },
                    },
                ],
            });
        for (const who of [sparkSubmit, job]) {
            for (const account of [undefined, "default", "spark"]) {
                const { status, body } = await post(path, pod(account), who);
                assert.equal(status, 201, JSON.stringify(body));
            }
            assertRefused(
                await post(path, pod("airflow"), who),
                "spec.serviceAccountName: a team's",
            );
        }
        assert.equal((await post(path, pod("airflow"))).status, 201);
    });

    it("a Service is not reachable from outside the cluster, no matter who creates it", async () => {
        const path = "/api/v1/namespaces/alpha/services";
        const service = (spec: object) =>
            inAlpha("v1", "Service", { ports: [{ port: 80 }], selector: { a: "b" }, ...spec });
        const message = "spec: a Service in a team's namespace is of type ClusterIP";
        for (const who of [sparkSubmit, undefined]) {
            for (const spec of [{}, { type: "ClusterIP" }, { clusterIP: "None" }]) {
                const { status, body } = await post(path, service(spec), who);
                assert.equal(status, 201, JSON.stringify(body));
            }
            for (const spec of [
                { type: "LoadBalancer" },
                { type: "NodePort" },
                { type: "ExternalName", externalName: "beta.example.com" },
                { externalIPs: ["192.0.2.1"] },
            ]) {
                assertRefused(await post(path, service(spec), who), message);
            }
        }
    });

    it("an application from before the policies can still be deleted, but not changed", async () => {
        // In a namespace that gets its own binding later: the stack's binding stays as it is.
        const namespace = "from-before";
        const path = `${GROUP}/v1beta2/namespaces/${namespace}/sparkapplications`;
        const old = application(
            { suspend: true, sparkConf: { "spark.kubernetes.namespace": "alpha" } },
            { name: "old", namespace, finalizers: ["example.com/kept"] },
        );
        const binding = () => {
            const names = kubectl("get", "validatingadmissionpolicies", "--output", "name");
            const [policy = ""] = names.match(/[^/\s]+-sparkapplications$/m) ?? [];
            return {
                apiVersion: "admissionregistration.k8s.io/v1",
                kind: "ValidatingAdmissionPolicyBinding",
                metadata: { name: namespace },
                spec: bindingSpec(policy, [namespace]),
            };
        };
        kubectl("create", "namespace", namespace);
        try {
            const { status, body } = await api().post(path, old);
            assert.equal(status, 201, JSON.stringify(body));
            apply(testSandbox(), binding());
            await eventually("such applications are refused", async () => {
                const another = { ...old, metadata: { ...old.metadata, name: "another" } };
                return (await api().post(`${path}?dryRun=All`, another)).status === 403;
            });
            const change = { spec: { arguments: ["changed"] } };
            assertRefused(await api().patch(`${path}/old`, change), "is read by spark-submit");
            const note = { metadata: { annotations: { a: "b" } } };
            assert.equal((await api().patch(`${path}/old`, note)).status, 200);

            kubectl("delete", "sparkapplication", "old", "-n", namespace, "--wait=false");
            const freed = await api().patch(`${path}/old`, { metadata: { finalizers: null } });
            assert.equal(freed.status, 200, JSON.stringify(freed.body));
            assert.equal((await api().get(`${path}/old`)).status, 404);
        } finally {
            await api().patch(`${path}/old`, { metadata: { finalizers: null } });
            kubectl("delete", "validatingadmissionpolicybinding", namespace, "--ignore-not-found");
            kubectl("delete", "namespace", namespace);
        }
    });
}

function application(spec: object, metadata: object = {}) {
    return {
        apiVersion: "sparkoperator.k8s.io/v1beta2",
        kind: "SparkApplication",
        metadata: { name: "tried", namespace: "alpha", ...metadata },
        spec: { ...ALLOWED_SPEC, ...spec },
    };
}

/** Whether the API server would accept an application; it keeps none. */
function tryApplication(api: ObjectApi, spec: object, as?: Identity): Promise<Answer> {
    return api.post(`${APPLICATIONS}?dryRun=All`, application(spec), as);
}

function messageOf({ body }: Answer): string {
    return (body as { message?: string }).message ?? "";
}

/** Rejected by a policy, or by the schema of the kind. */
function isRefusal(answer: Answer, message: string): boolean {
    return [403, 422].includes(answer.status) && messageOf(answer).includes(message);
}

function assertRefused(answer: Answer, message: string): void {
    assert.ok(isRefusal(answer, message), JSON.stringify(answer));
}
