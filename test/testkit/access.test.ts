import assert from "node:assert/strict";
import { accessLines, AdminApi, allowed, Identity, rulesOf } from "../../testkit/access";

const DORA: Identity = { user: "dora", groups: ["engineers", "system:authenticated"] };

interface Asked {
    path: string;
    body: { kind: string; spec: { resourceAttributes?: { resource: string } } };
    as?: Identity;
}

/** An API server that answers each review with a status of the test. */
function fakeApi(statusOf: (asked: Asked) => object, httpStatus = 201) {
    const asked: Asked[] = [];
    const api: AdminApi = {
        post: (path, body, as) => {
            const one = { path, body, as } as Asked;
            asked.push(one);
            return Promise.resolve({ status: httpStatus, body: { status: statusOf(one) } });
        },
        close: () => undefined,
    };
    return { api, asked };
}

describe("questions about access", () => {
    it("are asked for an identity, one by one", async () => {
        const { api, asked } = fakeApi(({ body }) => ({
            allowed: body.spec.resourceAttributes?.resource === "pods",
        }));
        const questions = [
            { verb: "get", group: "", resource: "pods/log", namespace: "alpha" },
            { verb: "list", group: "apps", resource: "deployments" },
        ];
        assert.deepEqual(await allowed(api, DORA, questions), [questions[0]]);
        const review = { apiVersion: "authorization.k8s.io/v1", kind: "SubjectAccessReview" };
        const path = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
        const attributes = [
            { verb: "get", group: "", resource: "pods", subresource: "log", namespace: "alpha" },
            { verb: "list", group: "apps", resource: "deployments", subresource: undefined },
        ];
        assert.deepEqual(
            asked,
            attributes.map((resourceAttributes) => ({
                path,
                body: { ...review, spec: { ...DORA, resourceAttributes } },
                as: undefined,
            })),
        );
    });

    it("fail if the API server does not answer them", async () => {
        const { api } = fakeApi(() => ({}), 403);
        const question = { verb: "get", group: "", resource: "pods" };
        await assert.rejects(allowed(api, DORA, [question]), /^Error: SubjectAccessReview: 403 /);
    });
});

describe("the list of an identity's permissions", () => {
    it("has one line per resource and path, whatever rules it comes from", async () => {
        const { api, asked } = fakeApi(() => ({
            resourceRules: [
                { verbs: ["list", "get"], apiGroups: ["", "apps"], resources: ["*"] },
                { verbs: ["watch"], apiGroups: ["apps"], resources: ["*"] },
                { verbs: ["get"], apiGroups: [""], resources: ["secrets"], resourceNames: ["a"] },
            ],
            nonResourceRules: [{ verbs: ["get"], nonResourceURLs: ["/api", "/apis"] }],
            incomplete: false,
        }));
        assert.deepEqual(await rulesOf(api, DORA, "alpha"), [
            "*: get list",
            "/api: get",
            "/apis: get",
            "apps/*: get list watch",
            "secrets[a]: get",
        ]);
        const kind = "SelfSubjectRulesReview";
        assert.deepEqual(asked, [
            {
                path: "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews",
                body: {
                    apiVersion: "authorization.k8s.io/v1",
                    kind,
                    spec: { namespace: "alpha" },
                },
                as: DORA,
            },
        ]);
    });

    it("fails if it is incomplete", async () => {
        const { api } = fakeApi(() => ({
            resourceRules: [],
            nonResourceRules: [],
            incomplete: true,
            evaluationError: "a webhook",
        }));
        const problem = { message: "the list is not complete: a webhook" };
        await assert.rejects(rulesOf(api, DORA, "alpha"), problem);
    });

    it("has sorted verbs without duplicates", () => {
        const of = (verb: string, group = "") => ({ verb, group, resource: "pods" });
        assert.deepEqual(accessLines([of("list"), of("get"), of("list"), of("get", "x.io")]), [
            "pods: get list",
            "x.io/pods: get",
        ]);
    });
});
