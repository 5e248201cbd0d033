import assert from "node:assert/strict";
import * as fc from "fast-check";
import { RbacRule } from "../../../../components/kubernetes/rbacRule";
import {
    ownServiceAccount,
    submitterName,
    submitterRole,
    submitterRules,
    submitterSubject,
} from "../../../../components/team/rbac/submitters";
import { SubmitterArgs, SubmitterKind, SubmitterMode } from "../../../../components/team/teamArgs";

const READ = ["get", "list", "watch"];

/** What each mode of submission may do, except with pods. */
const OPERATOR: RbacRule[] = [
    {
        apiGroups: ["sparkoperator.k8s.io"],
        resources: ["sparkapplications", "scheduledsparkapplications"],
        verbs: [...READ, "create", "update", "patch", "delete"],
    },
    {
        apiGroups: ["sparkoperator.k8s.io"],
        resources: ["sparkapplications/status", "scheduledsparkapplications/status"],
        verbs: ["get"],
    },
];
const FOLLOW: RbacRule[] = [
    { apiGroups: [""], resources: ["pods/log"], verbs: ["get"] },
    { apiGroups: [""], resources: ["events"], verbs: READ },
];
const SPARK_SUBMIT: RbacRule[] = [
    {
        apiGroups: [""],
        resources: ["services", "configmaps", "persistentvolumeclaims"],
        verbs: ["create", "patch"],
    },
];
const NETWORK_POLICIES: RbacRule[] = [
    {
        apiGroups: ["networking.k8s.io"],
        resources: ["networkpolicies"],
        verbs: ["create", "patch"],
    },
];

const pods = (...more: string[]): RbacRule[] => [
    { apiGroups: [""], resources: ["pods"], verbs: [...READ, ...more] },
];

describe("a submitter", () => {
    const sparkSubmit = { name: "ci", mode: SubmitterMode.SparkSubmit };
    const table: [string, SubmitterArgs, string, string, RbacRule[]][] = [
        ["operator", { name: "ci" }, "4.1.2", "spark-submitter", [...OPERATOR, ...pods()]],
        ["operator", { name: "ci" }, "4.2.0", "spark-submitter", [...OPERATOR, ...pods()]],
        [
            "orchestrator",
            { name: "airflow", orchestrator: true },
            "4.1.2",
            "spark-submitter-orchestrator",
            [...OPERATOR, ...pods("patch")],
        ],
        [
            "spark-submit",
            sparkSubmit,
            "4.1.2",
            "spark-submitter-spark-submit",
            [...OPERATOR, ...pods("create", "delete"), ...SPARK_SUBMIT],
        ],
        [
            "spark-submit",
            sparkSubmit,
            "4.2.0",
            "spark-submitter-spark-submit",
            [...OPERATOR, ...pods("create", "delete"), ...SPARK_SUBMIT, ...NETWORK_POLICIES],
        ],
        [
            "orchestrator of spark-submit",
            { ...sparkSubmit, orchestrator: true },
            "3.5.9",
            "spark-submitter-spark-submit-orchestrator",
            [...OPERATOR, ...pods("create", "delete", "patch"), ...SPARK_SUBMIT],
        ],
    ];
    for (const [name, submitter, version, role, rules] of table) {
        it(`may do exactly what ${name} needs with Spark ${version}`, () => {
            assert.strictEqual(submitterRole(submitter), role);
            const byResource = (rule: RbacRule) => rule.resources.join();
            const sorted = (all: RbacRule[]) =>
                [...all].sort((a, b) => byResource(a).localeCompare(byResource(b)));
            assert.deepStrictEqual(
                sorted(submitterRules(submitter, version)),
                sorted([...rules, ...FOLLOW]),
            );
        });
    }

    const subjects: [SubmitterArgs, object, string | undefined][] = [
        [
            { name: "airflow" },
            { kind: "ServiceAccount", name: "airflow", namespace: "processing" },
            "airflow",
        ],
        [
            { name: "worker", kind: "service-account", namespace: "airflow" },
            { kind: "ServiceAccount", name: "worker", namespace: "airflow" },
            undefined,
        ],
        [
            { name: "oidc:data-team", kind: "group" },
            { kind: "Group", name: "oidc:data-team", apiGroup: "rbac.authorization.k8s.io" },
            undefined,
        ],
        [
            { name: "ana@example.com", kind: "user" },
            { kind: "User", name: "ana@example.com", apiGroup: "rbac.authorization.k8s.io" },
            undefined,
        ],
    ];
    for (const [submitter, subject, account] of subjects) {
        it(`is bound as ${submitter.kind ?? "service-account"} ${submitter.name}`, () => {
            assert.deepStrictEqual(submitterSubject(submitter, "processing"), subject);
            assert.strictEqual(ownServiceAccount(submitter), account);
        });
    }

    it("keeps its name if it is a service account of the team", () => {
        assert.strictEqual(submitterName({ name: "airflow" }), "airflow");
        assert.match(
            submitterName({ name: "worker", namespace: "airflow" }),
            /^airflow-worker-[0-9a-f]{8}$/,
        );
        assert.match(
            submitterName({ name: "oidc:data", kind: "group" }),
            /^group-oidc-data-[0-9a-f]{8}$/,
        );
    });

    it("has a unique name", () => {
        const account = fc.constantFrom("a", "b", "a-b", "a.b", "group", "user", "group-a");
        const anybody = fc.constantFrom("a", "a-b", "a/b", "a:b", "A", "group:a", "user");
        const namespace = fc.constantFrom("a", "a-b", "group", "user");
        const kind = fc.constantFrom(SubmitterKind.Group, SubmitterKind.User);
        const submitter: fc.Arbitrary<SubmitterArgs> = fc.oneof(
            fc.record({ name: account }),
            fc.record({ name: account, namespace }),
            fc.record({ name: anybody, kind }),
        );
        fc.assert(
            fc.property(submitter, submitter, (one, other) => {
                const isSame = JSON.stringify(one) === JSON.stringify(other);
                assert.strictEqual(submitterName(one) === submitterName(other), isSame);
            }),
            { numRuns: 1000 },
        );
    });
});
