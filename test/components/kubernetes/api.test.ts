import assert from "node:assert/strict";
import { assertReachable, whenReachable } from "../../../components/cluster/reachable";
import { kubernetesApi } from "../../../components/kubernetes/api";
import { kubernetesHttp } from "../../../components/kubernetes/http";
import { Answers, ApiServer, kubeconfigFor, startApiServer } from "../../../testkit/apiServer";

describe("the Kubernetes API", () => {
    let server: ApiServer;

    async function api(answers: Answers) {
        server = await startApiServer(answers);
        return kubernetesApi(server.kubeconfig);
    }

    afterEach(() => server.stop());

    it("lists objects, or none", async () => {
        const nodes = [{ metadata: { name: "a" } }];
        const { listNodes, listPods } = await api({
            "/api/v1/nodes": { body: { items: nodes } },
            "/api/v1/namespaces/n/pods?labelSelector=app=x": { body: { items: null } },
        });
        assert.deepStrictEqual(await listNodes(), nodes);
        assert.deepStrictEqual(await listPods({ namespace: "n", labelSelector: "app=x" }), []);
    });

    it("returns undefined for a missing object", async () => {
        const { readNamespace, readDeployment, readCustomObject, podLog } = await api({});
        const ref = { group: "g", version: "v1", plural: "things", namespace: "n", name: "x" };
        assert.strictEqual(await readNamespace("x"), undefined);
        assert.strictEqual(await readDeployment(ref), undefined);
        assert.strictEqual(await readCustomObject(ref), undefined);
        assert.strictEqual(await podLog({ namespace: "n", pod: "p", tailLines: 5 }), "");
        assert.deepStrictEqual(server.requests, [
            "GET /api/v1/namespaces/x",
            "GET /apis/apps/v1/namespaces/n/deployments/x",
            "GET /apis/g/v1/namespaces/n/things/x",
            "GET /api/v1/namespaces/n/pods/p/log?tailLines=5&limitBytes=1048576",
        ]);
    });

    it("reads a CRD, and Deployments of all namespaces", async () => {
        const crd = { metadata: { name: "things.example.com" } };
        const deployments = [{ metadata: { name: "a", namespace: "n" } }];
        const { readCrd, listDeployments } = await api({
            "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.example.com": {
                body: crd,
            },
            "/apis/apps/v1/deployments?labelSelector=app=x": { body: { items: deployments } },
        });
        assert.deepStrictEqual(await readCrd("things.example.com"), crd);
        assert.strictEqual(await readCrd("others.example.com"), undefined);
        assert.deepStrictEqual(await listDeployments({ labelSelector: "app=x" }), deployments);
    });

    it("lists custom objects, even of a kind that the cluster does not have, and reads a binding", async () => {
        const things = [{ metadata: { name: "a" } }];
        const binding = { subjects: [{ kind: "ServiceAccount", name: "a", namespace: "n" }] };
        const { listCustomObjects, readRoleBinding } = await api({
            "/apis/g/v1/namespaces/n/things": { body: { items: things } },
            "/apis/rbac.authorization.k8s.io/v1/namespaces/n/rolebindings/b": { body: binding },
        });
        const ref = { group: "g", version: "v1", plural: "things", namespace: "n" };
        assert.deepStrictEqual(await listCustomObjects(ref), things);
        assert.deepStrictEqual(await listCustomObjects({ ...ref, plural: "others" }), []);
        assert.deepStrictEqual(await readRoleBinding({ namespace: "n", name: "b" }), binding);
        assert.strictEqual(await readRoleBinding({ namespace: "n", name: "c" }), undefined);
    });

    it("sorts events by time", async () => {
        const [late, early] = [
            { message: "late", lastTimestamp: "2026-01-01T00:00:02Z" },
            { message: "early", eventTime: "2026-01-01T00:00:01Z" },
        ];
        const { listEvents } = await api({
            "/api/v1/namespaces/n/events?fieldSelector=involvedObject.name=p": {
                body: { items: [late, early] },
            },
        });
        assert.deepStrictEqual(await listEvents({ namespace: "n", involvedName: "p" }), [
            early,
            late,
        ]);
    });

    it("returns a log, and an empty one for a container that has not started", async () => {
        const path = "/api/v1/namespaces/n/pods/p/log?container=c&tailLines=20&limitBytes=1048576";
        const { podLog } = await api({
            [path]: [{ status: 400, body: { message: "waiting to start" } }, { body: "one\ntwo" }],
        });
        const ref = { namespace: "n", pod: "p", container: "c", tailLines: 20 };
        assert.strictEqual(await podLog(ref), "");
        assert.strictEqual(await podLog(ref), "one\ntwo");
    });

    it("returns the end of a log of any size, within its limit", async () => {
        const asked = (lines: number) =>
            `/api/v1/namespaces/n/pods/p/log?tailLines=${lines}&limitBytes=1048576`;
        const long = "x".repeat(1024 * 1024);
        const { podLog } = await api({
            [asked(500)]: { body: long },
            // From a server that does not support limits.
            [asked(20)]: { body: long.repeat(20) },
            [asked(1)]: [{ body: "the end" }, { body: long }],
        });
        const ref = { namespace: "n", pod: "p", tailLines: 500 };
        assert.strictEqual(await podLog(ref), "the end");
        const cut = await podLog(ref);
        assert.ok(cut.length < 1024 * 1024 + 100, `${cut.length}`);
        assert.ok(cut.endsWith("(truncated: the log's last line is longer than 1048576 bytes)"));
    });

    it("rejects a response that takes too much memory, without a retry", async () => {
        await api({ "/version": { body: "x".repeat(5000) } });
        const { get } = kubernetesHttp(server.kubeconfig, 4000);
        await assert.rejects(get("/version"), {
            message: "the response is longer than 4000 bytes",
        });
        assert.strictEqual(server.requests.length, 1);
    });

    it("reports an error without terminal sequences and CI commands", async () => {
        const { listNodes } = await api({
            "/api/v1/nodes": { status: 403, body: { message: "a\x1b[2J\n::error::password=b" } },
        });
        await assert.rejects(listNodes(), {
            message: "GET /api/v1/nodes: a\\x1b[2J\n\\x3a:error::password=***",
        });
    });

    it("requests a dry run", async () => {
        const { dryRunCreate } = await api({
            "/apis/g/v1/namespaces/n/things?dryRun=All": { status: 201, body: {} },
        });
        const ref = { group: "g", version: "v1", plural: "things", namespace: "n", name: "x" };
        await dryRunCreate(ref, { metadata: { name: "x" } });
        assert.deepStrictEqual(server.requests, ["POST /apis/g/v1/namespaces/n/things?dryRun=All"]);
    });

    it("lists the metadata of objects, or none", async () => {
        const roles = { group: "rbac.authorization.k8s.io", version: "v1", plural: "roles" };
        const accounts = { group: "", version: "v1", plural: "serviceaccounts" };
        const { listMetadata } = await api({
            "/apis/rbac.authorization.k8s.io/v1/namespaces/n/roles": {
                body: { items: [{ metadata: { name: "a" } }, {}] },
            },
            "/api/v1/namespaces/n/serviceaccounts": { body: { items: null } },
        });
        assert.deepStrictEqual(await listMetadata(roles, "n"), [{ name: "a" }, {}]);
        assert.deepStrictEqual(await listMetadata(accounts, "n"), []);
        assert.deepStrictEqual(await listMetadata(accounts, "nowhere"), []);
        const form = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
        assert.deepStrictEqual(server.accepted, [form, form, form]);
    });

    it("counts objects without reading them", async () => {
        const things = { group: "g", version: "v1", plural: "things" };
        const { countObjects } = await api({
            "/apis/g/v1/namespaces/many/things?limit=1": {
                body: { items: [{}], metadata: { remainingItemCount: 41 } },
            },
            "/apis/g/v1/namespaces/one/things?limit=1": { body: { items: [{}], metadata: {} } },
            "/apis/g/v1/namespaces/none/things?limit=1": { body: { items: [] } },
        });
        const counts = ["many", "one", "none", "nowhere"].map((name) => countObjects(things, name));
        assert.deepStrictEqual(await Promise.all(counts), [42, 1, 0, 0]);
    });

    it("makes Kubernetes count again with a temporary object", async () => {
        const { recount } = await api({
            "/api/v1/namespaces/n/configmaps": { status: 201, body: { metadata: { name: "x-1" } } },
            "/api/v1/namespaces/n/configmaps/x-1": { body: {} },
        });
        await recount("n");
        assert.deepStrictEqual(server.requests, [
            "POST /api/v1/namespaces/n/configmaps",
            "DELETE /api/v1/namespaces/n/configmaps/x-1",
        ]);
    });

    it("lists namespaces by label, and PriorityClasses", async () => {
        const [namespace, found] = [{ metadata: { name: "n" } }, { value: 7 }];
        const { listNamespaces, listPriorityClasses } = await api({
            "/api/v1/namespaces?labelSelector=a=b": { body: { items: [namespace] } },
            "/apis/scheduling.k8s.io/v1/priorityclasses": { body: { items: [found] } },
        });
        assert.deepStrictEqual(await listNamespaces({ labelSelector: "a=b" }), [namespace]);
        assert.deepStrictEqual(await listPriorityClasses(), [found]);
    });

    it("retries transient failures", async () => {
        const { listNodes } = await api({
            "/api/v1/nodes": [{ status: 503, body: "" }, { body: { items: [{}] } }],
        });
        assert.deepStrictEqual(await listNodes(), [{}]);
    });

    it("reports an error in the server's words", async () => {
        const { listNodes } = await api({
            "/api/v1/nodes": { status: 403, body: { message: "nodes is forbidden" } },
        });
        await assert.rejects(listNodes(), { message: "GET /api/v1/nodes: nodes is forbidden" });
        assert.strictEqual(server.requests.length, 1);
    });

    it("returns the kubeconfig once the cluster has answered", async () => {
        await api({ "/version": { body: { major: "1" } } });
        assert.strictEqual(await whenReachable("test", server.kubeconfig), server.kubeconfig);
    });

    it("says that a cluster rejects the credentials", async () => {
        const refusing = await api({
            "/version": { status: 401, body: { message: "Unauthorized" } },
        });
        await assert.rejects(assertReachable("test", refusing), {
            message:
                `Cluster of kube context "test" (${server.url}) cannot be used: ` +
                "GET /version: Unauthorized; check the credentials in its kubeconfig.",
        });
    });

    it("says that a cluster is unreachable", async () => {
        await api({});
        const away = "http://127.0.0.1:1";
        await assert.rejects(assertReachable("test", kubernetesApi(kubeconfigFor(away))), {
            message:
                `Cluster of kube context "test" (${away}) cannot be used: connect ECONNREFUSED ` +
                "127.0.0.1:1; start it, or choose another context.",
        });
    });
});
