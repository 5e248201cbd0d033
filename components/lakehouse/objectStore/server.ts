import * as pulumi from "@pulumi/pulumi";
import { CONTAINER_SECURITY } from "../../kubernetes/containerSecurity";
import { NAMESPACE_NAME_LABEL } from "../../kubernetes/namespaceLabels";
import { ObjectStoreArgs } from "../lakehouseArgs";
import { CLEANUP, STORE, STORE_LABEL, STORE_NAMESPACE, STORE_PORT } from "./names";
import {
    BUCKETS_FOLDER,
    DATA_FOLDER,
    META_FOLDER,
    POLICIES_FOLDER,
    PREPARE_SCRIPT,
} from "./prepare";

const DEFAULT_STORAGE = "10Gi";
const USERS_FOLDER = "/etc/object-store/users";
/** Only reachable inside the container: it lists every user's secret. */
const ADMIN_ADDRESS = "127.0.0.1:7071";
const HEALTH = "/health";

/** The user that the server's pods run as; the same as in upstream's chart. */
const USER = 1000;

/** Security context of pods that conform to the strictest Pod Security Standard. */
export const POD_SECURITY = {
    runAsNonRoot: true,
    runAsUser: USER,
    runAsGroup: USER,
    fsGroup: USER,
    fsGroupChangePolicy: "OnRootMismatch",
    seccompProfile: { type: "RuntimeDefault" },
};

const SELECTOR = { [STORE_LABEL]: STORE };

/** What the server's Deployment depends on. */
export interface ServerInput {
    image: string;
    /** Name of the ConfigMap with a policy for each bucket; another name restarts the server. */
    policies: pulumi.Input<string>;
    /** Name of the Secret with users and the administrator's key. */
    users: pulumi.Input<string>;
    /** Changes with the contents of that Secret, which the server reads at its start. */
    usersVersion: pulumi.Input<string>;
}

/** Spec of the claim for the volume with all buckets. */
export function volumeClaim({ storage = DEFAULT_STORAGE, storageClass }: ObjectStoreArgs) {
    return {
        accessModes: ["ReadWriteOnce"],
        resources: { requests: { storage } },
        ...(storageClass !== undefined && { storageClassName: storageClass }),
    };
}

/** Spec of the server's Deployment. One pod at a time: two would not see each other's locks. */
export function deployment({ image, policies, users, usersVersion }: ServerInput) {
    const data = { name: "data", mountPath: DATA_FOLDER };
    const probe = { httpGet: { path: HEALTH, port: "s3" } };
    return {
        replicas: 1,
        strategy: { type: "Recreate" },
        selector: { matchLabels: SELECTOR },
        template: {
            metadata: {
                labels: SELECTOR,
                annotations: { "spark-platform.dev/users": usersVersion },
            },
            spec: {
                automountServiceAccountToken: false,
                enableServiceLinks: false,
                securityContext: POD_SECURITY,
                terminationGracePeriodSeconds: 10,
                initContainers: [
                    {
                        name: "prepare",
                        image,
                        command: ["/bin/sh", "-c", PREPARE_SCRIPT],
                        securityContext: CONTAINER_SECURITY,
                        resources: resources("10m", "16Mi", "64Mi"),
                        volumeMounts: [
                            data,
                            { name: "policies", mountPath: POLICIES_FOLDER, readOnly: true },
                        ],
                    },
                ],
                containers: [
                    {
                        name: "server",
                        image,
                        command: serverCommand(),
                        env: [
                            rootKey("ROOT_ACCESS_KEY_ID", users, "rootKeyId"),
                            rootKey("ROOT_SECRET_ACCESS_KEY", users, "rootSecret"),
                        ],
                        ports: [{ name: "s3", containerPort: STORE_PORT }],
                        securityContext: CONTAINER_SECURITY,
                        resources: resources("100m", "256Mi", "1Gi"),
                        readinessProbe: { ...probe, periodSeconds: 1 },
                        livenessProbe: { ...probe, periodSeconds: 10, failureThreshold: 6 },
                        volumeMounts: [
                            data,
                            { name: "users", mountPath: USERS_FOLDER, readOnly: true },
                        ],
                    },
                ],
                volumes: [
                    { name: "data", persistentVolumeClaim: { claimName: STORE } },
                    { name: "policies", configMap: { name: policies } },
                    {
                        name: "users",
                        secret: {
                            secretName: users,
                            items: [{ key: "users.json", path: "users.json" }],
                        },
                    },
                ],
            },
        },
    };
}

function serverCommand(): string[] {
    return [
        "/usr/local/bin/versitygw",
        ...["--port", `:${STORE_PORT}`, "--admin-port", ADMIN_ADDRESS, "--health", HEALTH],
        // Bucket policies alone decide who may do what.
        ...["--iam-dir", USERS_FOLDER, "--disable-acl", "--quiet"],
        ...["posix", "--sidecar", META_FOLDER, BUCKETS_FOLDER],
    ];
}

function rootKey(name: string, secret: pulumi.Input<string>, key: string) {
    return { name, valueFrom: { secretKeyRef: { name: secret, key } } };
}

/** No CPU limit: a throttled server makes every job wait. */
export function resources(cpu: string, memory: string, limit: string) {
    return { requests: { cpu, memory }, limits: { memory: limit } };
}

/** Spec of the server's Service. */
export function service() {
    return { selector: SELECTOR, ports: [{ name: "s3", port: STORE_PORT, targetPort: "s3" }] };
}

/**
 * Specs of the NetworkPolicies of the server's namespace, by name: ingress is only allowed from the teams'
 * Spark pods and from the pods that abort uploads.
 *
 * @param teams that have keys
 */
export function networkPolicies(teams: readonly string[]) {
    const cleanup = { podSelector: { matchLabels: { [STORE_LABEL]: CLEANUP } } };
    const jobs = {
        namespaceSelector: {
            matchExpressions: [
                { key: NAMESPACE_NAME_LABEL, operator: "In", values: [...teams].sort() },
            ],
        },
        podSelector: { matchExpressions: [{ key: "spark-role", operator: "Exists" }] },
    };
    return {
        "default-deny-ingress": { podSelector: {}, policyTypes: ["Ingress"] },
        [STORE]: {
            podSelector: { matchLabels: SELECTOR },
            policyTypes: ["Ingress"],
            ingress: [
                {
                    from: [...(teams.length > 0 ? [jobs] : []), cleanup],
                    ports: [{ protocol: "TCP", port: STORE_PORT }],
                },
            ],
        },
    };
}

/** Metadata of all objects in the server's namespace. */
export function storeMetadata(name: string, annotations: Record<string, string>) {
    return { name, namespace: STORE_NAMESPACE, annotations };
}
