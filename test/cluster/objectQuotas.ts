import assert from "node:assert/strict";
import { Answer, Identity, ObjectApi } from "../../testkit/access";
import { eventually } from "../../testkit/applications";
import { TestStack } from "../../testkit/stack";
import { apply, kubectl, testSandbox } from "../../testkit/testSandbox";

interface Setting {
    api: () => ObjectApi;
    /** The stack of team "alpha", which is up. */
    stack: () => TestStack;
    /** The account of the team's jobs. */
    job: Identity;
    /** Throws unless a pod of the team is rejected for this reason. */
    podIsRefused: (spec: object, reason: string) => Promise<void>;
}

/** What a team's quotas of objects and priorities reject. */
export function objectQuotas({ api, stack, job, podIsRefused }: Setting): void {
    describe("quotas of objects and priorities", () => {
        for (const priorityClassName of ["system-node-critical", "system-cluster-critical"]) {
            it(`a pod with the priority ${priorityClassName} is rejected`, async () => {
                await podIsRefused(
                    { priorityClassName },
                    "exceeded quota: spark-system-priorities, requested: pods=1, used: pods=0, " +
                        "limited: pods=0",
                );
            });
        }

        /** Whether the team's job account could create an object; none is kept. */
        const tryObject = (path: string, object: object): Promise<Answer> =>
            api().post(`${path}?dryRun=All`, object, job);

        function assertQuota({ status, body }: Answer, reason: string): void {
            const { message } = body as { message: string };
            assert.equal(status, 403, JSON.stringify(body));
            assert.ok(message.includes(`exceeded quota: spark-objects, ${reason}`), message);
        }

        it("volume claims beyond the team's storage are rejected, one or several", async () => {
            const claims = "/api/v1/namespaces/alpha/persistentvolumeclaims";
            const claim = (name: string, storage: string) => ({
                apiVersion: "v1",
                kind: "PersistentVolumeClaim",
                metadata: { name, namespace: "alpha" },
                spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage } } },
            });
            const requested = (storage: string, used: string) =>
                `requested: requests.storage=${storage}, used: requests.storage=${used}, ` +
                "limited: requests.storage=20Ti";
            assertQuota(await tryObject(claims, claim("huge", "100Ti")), requested("100Ti", "0"));
            apply(testSandbox(), claim("first", "15Ti"));
            try {
                assertQuota(
                    await tryObject(claims, claim("second", "15Ti")),
                    requested("15Ti", "15Ti"),
                );
                assert.equal((await tryObject(claims, claim("third", "5Ti"))).status, 201);
            } finally {
                kubectl("delete", "persistentvolumeclaim", "first", "-n", "alpha", "--wait=false");
            }
        });

        it("ConfigMaps and applications beyond the team's number are rejected; a preview warns first", async () => {
            const APPLICATIONS = "count/sparkapplications.sparkoperator.k8s.io";
            const quota = "/api/v1/namespaces/alpha/resourcequotas/spark-objects";
            // Kubernetes counts again when an object is deleted, such as the claim above.
            const used = await eventually("nothing left to count again", async () => {
                const { body } = await api().get(quota);
                const { status } = body as { status: { used: Record<string, string> } };
                return status.used["requests.storage"] === "0" && status.used;
            });
            const full = { used: { "count/configmaps": "2k", [APPLICATIONS]: "400" } };
            const simulate = async (status: object): Promise<void> => {
                const { status: code } = await api().patch(`${quota}/status`, { status });
                assert.equal(code, 200);
            };
            try {
                const configMap = {
                    apiVersion: "v1",
                    kind: "ConfigMap",
                    metadata: { name: "more" },
                };
                const answer = await eventually("a refusal", async () => {
                    await simulate(full);
                    const path = "/api/v1/namespaces/alpha/configmaps";
                    const tried = await tryObject(path, configMap);
                    return tried.status !== 201 && tried;
                });
                assertQuota(
                    answer,
                    "requested: count/configmaps=1, used: count/configmaps=2k, " +
                        "limited: count/configmaps=2k",
                );
                const keeping = setInterval(() => void simulate(full), 300);
                const { code, output } = await stack()
                    .preview()
                    .finally(() => clearInterval(keeping));
                assert.equal(code, 0, output);
                assert.match(output, /warning: Team "alpha" uses 400 of 500 SparkApplications, /);
                assert.match(
                    output,
                    /warning: Team "alpha" uses 2k of 2000 ConfigMaps\. Nothing is /,
                );
                assert.doesNotMatch(output, /Team "beta"/);
            } finally {
                await simulate({ used });
            }
        });
    });
}
