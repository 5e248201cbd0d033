import assert from "node:assert/strict";
import {
    batchSchedulerRules,
    controllerRules,
    ownNamespaceRules,
} from "../../../../components/operator/rbac/controllerRules";

const controller = {
    account: "op",
    lock: "op-lock",
    hasIngresses: false,
    hasBatchScheduler: false,
};
const group = "sparkoperator.k8s.io";

const RULES = [
    {
        apiGroups: [""],
        resources: ["pods"],
        verbs: ["get", "list", "watch", "create", "update", "delete"],
    },
    {
        apiGroups: [""],
        resources: ["configmaps"],
        verbs: ["get", "list", "watch", "create", "update", "patch"],
    },
    {
        apiGroups: [""],
        resources: ["services"],
        verbs: ["get", "list", "watch", "create", "update", "patch", "delete"],
    },
    { apiGroups: [""], resources: ["events"], verbs: ["create", "patch"] },
    {
        apiGroups: [group],
        resources: ["sparkapplications"],
        verbs: ["get", "list", "watch", "create", "delete"],
    },
    {
        apiGroups: [group],
        resources: ["scheduledsparkapplications", "sparkconnects"],
        verbs: ["get", "list", "watch"],
    },
    {
        apiGroups: [group],
        resources: [
            "sparkapplications/status",
            "sparkapplications/finalizers",
            "scheduledsparkapplications/status",
            "scheduledsparkapplications/finalizers",
            "sparkconnects/status",
            "sparkconnects/finalizers",
        ],
        verbs: ["update"],
    },
];

describe("the permissions of an operator's controller", () => {
    it("in a namespace that it serves are what it does there", () => {
        assert.deepStrictEqual(controllerRules(controller), RULES);
    });

    it("include ingresses and pod groups only if the chart enables them", () => {
        assert.deepStrictEqual(
            controllerRules({ ...controller, hasIngresses: true, hasBatchScheduler: true }),
            [
                ...RULES,
                {
                    apiGroups: ["networking.k8s.io"],
                    resources: ["ingresses"],
                    verbs: ["get", "create", "update", "delete"],
                },
                {
                    apiGroups: [
                        "scheduling.incubator.k8s.io",
                        "scheduling.sigs.dev",
                        "scheduling.volcano.sh",
                    ],
                    resources: ["podgroups"],
                    verbs: ["*"],
                },
            ],
        );
        const withKubeScheduler = { ...controller, hasKubeScheduler: true } as const;
        assert.deepStrictEqual(controllerRules(withKubeScheduler), [
            ...RULES,
            {
                apiGroups: ["scheduling.x-k8s.io"],
                resources: ["podgroups"],
                verbs: ["get", "list", "watch", "create", "update", "delete"],
            },
        ]);
        assert.deepStrictEqual(batchSchedulerRules(), [
            {
                apiGroups: ["apiextensions.k8s.io"],
                resources: ["customresourcedefinitions"],
                resourceNames: ["podgroups.scheduling.volcano.sh"],
                verbs: ["get"],
            },
        ]);
    });

    it("in its own namespace are its lease and events", () => {
        const leases = { apiGroups: ["coordination.k8s.io"], resources: ["leases"] };
        const shared = [
            { ...leases, resourceNames: ["op-lock"], verbs: ["get", "update"] },
            { apiGroups: [""], resources: ["events"], verbs: ["create", "patch"] },
        ];
        assert.deepStrictEqual(ownNamespaceRules(controller, false), shared);
        assert.deepStrictEqual(ownNamespaceRules(controller, true), [
            { ...leases, verbs: ["create"] },
            ...shared,
        ]);
        assert.deepStrictEqual(ownNamespaceRules({ ...controller, lock: undefined }, true), []);
    });
});
