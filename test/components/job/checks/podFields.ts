import { crdSpec, Schema } from "../manifest/crdSchema";

/** Fields of types of Kubernetes: the type of each; a name with "!" must be given. */
export type PodFields = Record<string, Record<string, string>>;

/** Fields of a PodSpec that no part of the operator's CRD describes (k8s.io/api, core/v1). */
const OTHERS = {
    PodTemplate: { metadata: "Metadata", spec: "PodSpec" },
    Metadata: { labels: "string{}", annotations: "string{}" },
    TopologySpread: {
        "maxSkew!": "integer",
        "topologyKey!": "string",
        "whenUnsatisfiable!": "string",
        labelSelector: "LabelSelector",
        matchLabelKeys: "string[]",
        minDomains: "integer",
        nodeAffinityPolicy: "string",
        nodeTaintsPolicy: "string",
    },
    ObjectReference: { "name!": "string" },
    ReadinessGate: { "conditionType!": "string" },
    ResourceClaim: {
        "name!": "string",
        resourceClaimName: "string",
        resourceClaimTemplateName: "string",
    },
};

const FLAGS = [
    ...["automountServiceAccountToken", "enableServiceLinks", "hostIPC", "hostNetwork", "hostPID"],
    ...["hostUsers", "setHostnameAsFQDN", "shareProcessNamespace"],
];

const TEXTS = [
    ...["dnsPolicy", "hostname", "nodeName", "preemptionPolicy", "priorityClassName"],
    ...["restartPolicy", "runtimeClassName", "schedulerName", "serviceAccount"],
    ...["serviceAccountName", "subdomain"],
];

/** What a pod template may have, as the operator that reads it knows it: it drops what it does not. */
export function podFields(): PodFields {
    const spec = crdSpec("sparkapplications").properties ?? {};
    const { driver, volumes } = spec;
    const role = driver?.properties ?? {};
    const types: PodFields = {};
    const of = (schema: Schema | undefined, name: string) => typeOf(schema ?? {}, name, types);
    const container = of(role["initContainers"]?.items, "Container");
    types["PodSpec"] = sorted({
        ...Object.fromEntries(FLAGS.map((name) => [name, "boolean"])),
        ...Object.fromEntries(TEXTS.map((name) => [name, "string"])),
        activeDeadlineSeconds: "integer",
        affinity: of(role["affinity"], "Affinity"),
        containers: `${container}[]`,
        dnsConfig: of(role["dnsConfig"], "DnsConfig"),
        ephemeralContainers: "any[]",
        hostAliases: of(role["hostAliases"], "HostAlias"),
        imagePullSecrets: "ObjectReference[]",
        initContainers: `${container}[]`,
        nodeSelector: "string{}",
        overhead: "scalar{}",
        priority: "integer",
        readinessGates: "ReadinessGate[]",
        resourceClaims: "ResourceClaim[]",
        resources: "any",
        schedulingGates: "ObjectReference[]",
        securityContext: of(role["podSecurityContext"], "PodSecurityContext"),
        terminationGracePeriodSeconds: "integer",
        tolerations: of(role["tolerations"], "Toleration"),
        topologySpreadConstraints: "TopologySpread[]",
        volumes: of(volumes, "Volume"),
    });
    return sorted({ ...types, ...OTHERS });
}

/** The type of a schema, by its name among the types where it has fields. */
function typeOf(schema: Schema, name: string, types: PodFields): string {
    if (schema["x-kubernetes-int-or-string"]) {
        return "scalar";
    }
    if (schema.items !== undefined) {
        return `${typeOf(schema.items, name.replace(/s$/, ""), types)}[]`;
    }
    if (schema.additionalProperties !== undefined) {
        return `${typeOf(schema.additionalProperties, name, types)}{}`;
    }
    if (schema.properties === undefined) {
        return schema.type === "object" ? "any" : (schema.type ?? "any");
    }
    const fields: Record<string, string> = {};
    for (const [key, field] of Object.entries(schema.properties)) {
        const needed = schema.required?.includes(key) ? "!" : "";
        fields[`${key}${needed}`] = typeOf(field, key[0]?.toUpperCase() + key.slice(1), types);
    }
    return named(name, sorted(fields), types);
}

/** The same fields are one type; others of that name get a number. */
function named(name: string, fields: Record<string, string>, types: PodFields): string {
    const same = Object.keys(types).find(
        (other) =>
            other.replace(/\d*$/, "") === name &&
            JSON.stringify(types[other]) === JSON.stringify(fields),
    );
    if (same !== undefined) {
        return same;
    }
    let free = name;
    for (let number = 2; free in types || free in OTHERS; number++) {
        free = `${name}${number}`;
    }
    types[free] = fields;
    return free;
}

function sorted<T>(map: Record<string, T>): Record<string, T> {
    return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
