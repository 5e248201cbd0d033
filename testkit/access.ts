import { readFileSync } from "node:fs";
import * as https from "node:https";
import { parse } from "yaml";

/** A user or service account, as authenticated by the API server. */
export interface Identity {
    user: string;
    groups: string[];
}

/** What an identity wants to do; no namespace means the cluster, or all namespaces. */
export interface Question {
    verb: string;
    /** Empty for Kubernetes' core kinds. */
    group: string;
    /** With its subresource, e.g. `pods/log`. */
    resource: string;
    namespace?: string;
}

export interface Answer {
    status: number;
    body: unknown;
}

/** Requests to the API server with an administrator's certificate. */
export interface AdminApi {
    /** @param as identity to impersonate */
    post(path: string, body: object, as?: Identity): Promise<Answer>;
    close(): void;
}

/** The same for existing objects. */
export interface ObjectApi extends AdminApi {
    get(path: string): Promise<Answer>;
    /** Changes the fields that the body names (a merge patch). */
    patch(path: string, body: object): Promise<Answer>;
}

interface Kubeconfig {
    clusters: { cluster: { server: string; "certificate-authority-data": string } }[];
    users: { user: { "client-certificate-data": string; "client-key-data": string } }[];
}

/**
 * @param kubeconfigFile a kubeconfig with embedded certificates, like the sandbox's
 * @param token token to use instead of the administrator's certificate
 */
export function adminApi(kubeconfigFile: string, token?: string): ObjectApi {
    const { clusters, users } = parse(readFileSync(kubeconfigFile, "utf8")) as Kubeconfig;
    const [cluster, user] = [clusters[0]?.cluster, users[0]?.user];
    const decoded = (data = "") => Buffer.from(data, "base64");
    const agent = new https.Agent({
        keepAlive: true,
        // Enough to keep the API server busy; further requests wait in the agent.
        maxSockets: 16,
        ca: decoded(cluster?.["certificate-authority-data"]),
        ...(token === undefined && {
            cert: decoded(user?.["client-certificate-data"]),
            key: decoded(user?.["client-key-data"]),
        }),
    });
    const send = (
        method: string,
        path: string,
        { body, as, type = "json" }: { body?: object; as?: Identity; type?: string },
    ) =>
        new Promise<Answer>((resolve, reject) => {
            const headers = {
                "Content-Type": `application/${type}`,
                ...(token !== undefined && { Authorization: `Bearer ${token}` }),
                ...(as && { "Impersonate-User": as.user, "Impersonate-Group": as.groups }),
            };
            const options = { agent, method, headers };
            const request = https.request(`${cluster?.server}${path}`, options, (response) => {
                let text = "";
                response.setEncoding("utf8");
                response.on("data", (chunk: string) => (text += chunk));
                response.on("error", reject);
                response.on("end", () => {
                    const status = response.statusCode ?? 0;
                    const isJson = response.headers["content-type"] === "application/json";
                    resolve({ status, body: isJson ? (JSON.parse(text) as unknown) : text });
                });
            });
            request.on("error", reject);
            request.end(body && JSON.stringify(body));
        });
    return {
        post: (path, body, as) => send("POST", path, { body, as }),
        get: (path) => send("GET", path, {}),
        patch: (path, body) => send("PATCH", path, { body, type: "merge-patch+json" }),
        close: () => agent.destroy(),
    };
}

const AUTHORIZATION = "/apis/authorization.k8s.io/v1";

interface Review<Status> {
    status: Status;
}

async function review<Status>(
    api: AdminApi,
    kind: string,
    spec: object,
    as?: Identity,
): Promise<Status> {
    const path = `${AUTHORIZATION}/${kind.toLowerCase()}s`;
    const { status, body } = await api.post(
        path,
        { apiVersion: "authorization.k8s.io/v1", kind, spec },
        as,
    );
    if (status !== 201) {
        throw new Error(`${kind}: ${status} ${JSON.stringify(body)}`);
    }
    return (body as Review<Status>).status;
}

/** The actions that the API server allows. */
export async function allowed(
    api: AdminApi,
    { user, groups }: Identity,
    questions: Question[],
): Promise<Question[]> {
    const answers = await Promise.all(
        questions.map(({ resource: whole, ...attributes }) => {
            const [resource, subresource] = whole.split("/");
            const resourceAttributes = { ...attributes, resource, subresource };
            const spec = { user, groups, resourceAttributes };
            return review<{ allowed: boolean }>(api, "SubjectAccessReview", spec);
        }),
    );
    return questions.filter((_, index) => answers[index]?.allowed);
}

/** One line for each resource, e.g. `apps/deployments: get list`. */
export function accessLines(items: Omit<Question, "namespace">[]): string[] {
    const verbsOf = new Map<string, Set<string>>();
    for (const { group, resource, verb } of items) {
        const name = group === "" ? resource : `${group}/${resource}`;
        verbsOf.set(name, (verbsOf.get(name) ?? new Set()).add(verb));
    }
    return [...verbsOf].map(([name, verbs]) => `${name}: ${[...verbs].sort().join(" ")}`).sort();
}

interface Rules {
    resourceRules: {
        verbs: string[];
        apiGroups?: string[];
        resources?: string[];
        resourceNames?: string[];
    }[];
    nonResourceRules: { verbs: string[]; nonResourceURLs?: string[] }[];
    incomplete: boolean;
    evaluationError?: string;
}

/**
 * Everything that an identity may do in a namespace, as listed by the API server; lines as above.
 *
 * @param identity identity to impersonate; by default the API's own
 */
export async function rulesOf(
    api: AdminApi,
    identity: Identity | undefined,
    namespace: string,
): Promise<string[]> {
    const spec = { namespace };
    const rules = await review<Rules>(api, "SelfSubjectRulesReview", spec, identity);
    if (rules.incomplete || rules.evaluationError) {
        throw new Error(`the list is not complete: ${rules.evaluationError}`);
    }
    const ofResources = rules.resourceRules.flatMap(
        ({ verbs, apiGroups = [], resources = [], resourceNames = [] }) => {
            const only = resourceNames.length > 0 ? `[${resourceNames.join()}]` : "";
            return apiGroups.flatMap((group) =>
                resources.flatMap((resource) =>
                    verbs.map((verb) => ({ verb, group, resource: `${resource}${only}` })),
                ),
            );
        },
    );
    const ofPaths = rules.nonResourceRules.flatMap(({ verbs, nonResourceURLs = [] }) =>
        nonResourceURLs.flatMap((resource) => verbs.map((verb) => ({ verb, group: "", resource }))),
    );
    return accessLines([...ofResources, ...ofPaths]);
}
