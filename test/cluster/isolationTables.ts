/** Namespaced kinds to check, by API group; `""` is the core group. */
export const NAMESPACED: Record<string, string[]> = {
    "": [
        ...["pods", "pods/attach", "pods/ephemeralcontainers", "pods/eviction", "pods/exec"],
        ...["pods/log", "pods/portforward", "pods/proxy", "pods/status"],
        ...["secrets", "configmaps", "events", "services", "services/proxy", "endpoints"],
        ...["persistentvolumeclaims", "replicationcontrollers", "namespaces"],
        ...["serviceaccounts", "serviceaccounts/token", "resourcequotas", "limitranges"],
    ],
    "sparkoperator.k8s.io": [
        ...["sparkapplications", "sparkapplications/status", "sparkapplications/finalizers"],
        ...["scheduledsparkapplications", "scheduledsparkapplications/status"],
        ...["scheduledsparkapplications/finalizers", "sparkconnects", "sparkconnects/status"],
        "sparkconnects/finalizers",
    ],
    "rbac.authorization.k8s.io": ["roles", "rolebindings"],
    "networking.k8s.io": ["networkpolicies", "ingresses"],
    "discovery.k8s.io": ["endpointslices"],
    apps: ["deployments", "daemonsets", "statefulsets", "replicasets"],
    batch: ["jobs", "cronjobs"],
    policy: ["poddisruptionbudgets"],
    "coordination.k8s.io": ["leases"],
    "authorization.k8s.io": ["localsubjectaccessreviews"],
    "*": ["*"],
};

/** Cluster-scoped kinds to check. */
export const OF_CLUSTER: Record<string, string[]> = {
    "": ["nodes", "nodes/proxy", "nodes/status", "namespaces", "persistentvolumes"],
    "apiextensions.k8s.io": ["customresourcedefinitions"],
    "apiregistration.k8s.io": ["apiservices"],
    "rbac.authorization.k8s.io": ["clusterroles", "clusterrolebindings"],
    "scheduling.k8s.io": ["priorityclasses"],
    "storage.k8s.io": ["storageclasses", "csidrivers"],
    "admissionregistration.k8s.io": [
        ...["mutatingwebhookconfigurations", "validatingwebhookconfigurations"],
        ...["validatingadmissionpolicies", "validatingadmissionpolicybindings"],
    ],
    "certificates.k8s.io": ["certificatesigningrequests", "certificatesigningrequests/approval"],
    "authentication.k8s.io": ["selfsubjectreviews", "tokenreviews"],
    "authorization.k8s.io": [
        ...["selfsubjectaccessreviews", "selfsubjectrulesreviews", "subjectaccessreviews"],
    ],
    "*": ["*"],
};

export const VERBS = [
    ...["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection", "*"],
];

/** Less common verbs that would let an identity become another, or give itself permissions. */
export const RISES: { verb: string; group: string; resource: string }[] = [
    ...["users", "groups", "serviceaccounts"].map((resource) => ({
        verb: "impersonate",
        group: "",
        resource,
    })),
    ...["uids", "userextras/scopes"].map((resource) => ({
        verb: "impersonate",
        group: "authentication.k8s.io",
        resource,
    })),
    ...["roles", "clusterroles"].flatMap((resource) =>
        ["bind", "escalate"].map((verb) => ({
            verb,
            group: "rbac.authorization.k8s.io",
            resource,
        })),
    ),
    ...["approve", "sign"].map((verb) => ({
        verb,
        group: "certificates.k8s.io",
        resource: "signers",
    })),
];

/** What Kubernetes lets every authenticated identity create. */
export const EVERYONE = [
    "authentication.k8s.io/selfsubjectreviews: create",
    "authorization.k8s.io/selfsubjectaccessreviews: create",
    "authorization.k8s.io/selfsubjectrulesreviews: create",
];

/** Paths that Kubernetes lets every authenticated identity read: discovery, health and version. */
export const PATHS_OF_EVERYONE = [
    ...["/api: get", "/api/*: get", "/apis: get", "/apis/*: get"],
    ...["/healthz: get", "/livez: get", "/readyz: get"],
    ...["/openapi: get", "/openapi/*: get", "/version: get", "/version/: get"],
];

/** Paths with the keys of service account tokens, which all service accounts may read. */
export const PATHS_OF_SERVICE_ACCOUNTS = [
    "/.well-known/openid-configuration: get",
    "/.well-known/openid-configuration/: get",
    "/openid/v1/jwks: get",
    "/openid/v1/jwks/: get",
];

/** What Spark drivers may do in their team's namespace. */
export const DRIVER = [
    "configmaps: create deletecollection",
    "persistentvolumeclaims: create deletecollection list",
    "pods: create delete deletecollection get list patch watch",
    "services: deletecollection",
];

const APPLICATIONS = [
    "sparkoperator.k8s.io/scheduledsparkapplications: create delete get list patch update watch",
    "sparkoperator.k8s.io/scheduledsparkapplications/status: get",
    "sparkoperator.k8s.io/sparkapplications: create delete get list patch update watch",
    "sparkoperator.k8s.io/sparkapplications/status: get",
];

/** What the operator's controller may do in the namespaces that it serves. */
export const CONTROLLER = [
    "configmaps: create get list patch update watch",
    "events: create patch",
    "pods: create delete get list update watch",
    "services: create delete get list patch update watch",
    "sparkoperator.k8s.io/scheduledsparkapplications/finalizers: update",
    "sparkoperator.k8s.io/scheduledsparkapplications/status: update",
    "sparkoperator.k8s.io/scheduledsparkapplications: get list watch",
    "sparkoperator.k8s.io/sparkapplications/finalizers: update",
    "sparkoperator.k8s.io/sparkapplications/status: update",
    "sparkoperator.k8s.io/sparkapplications: create delete get list watch",
    "sparkoperator.k8s.io/sparkconnects/finalizers: update",
    "sparkoperator.k8s.io/sparkconnects/status: update",
    "sparkoperator.k8s.io/sparkconnects: get list watch",
];

export const OPERATOR = [
    "events: get list watch",
    "pods: get list watch",
    "pods/log: get",
    ...APPLICATIONS,
];

export const ORCHESTRATOR = [
    "events: get list watch",
    "pods: get list patch watch",
    "pods/log: get",
    ...APPLICATIONS,
];

export const SPARK_SUBMIT = [
    "configmaps: create patch",
    "events: get list watch",
    "persistentvolumeclaims: create patch",
    "pods: create delete get list watch",
    "pods/log: get",
    "services: create patch",
    ...APPLICATIONS,
];
