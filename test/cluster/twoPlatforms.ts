import assert from "node:assert/strict";
import { AdminApi } from "../../testkit/access";
import { TestStack } from "../../testkit/stack";
import { kubectl, sandboxConfig } from "../../testkit/testSandbox";

/** Objects with their identity, which another object of the same name would not have. */
function identities(...args: string[]): string[] {
    const path = "{range .items[*]}{.kind}/{.metadata.name} {.metadata.uid}{'\\n'}{end}";
    const lines = kubectl("get", ...args, "-o", `jsonpath=${path}`).split("\n");
    return lines.filter(Boolean).sort();
}

const OF_TEAM =
    "serviceaccounts,roles,rolebindings,networkpolicies,resourcequotas,limitranges,configmaps";

/** PriorityClasses that a platform created. */
function classes(): string[] {
    return identities("priorityclasses").filter((line) => line.startsWith("PriorityClass/spark-"));
}

/**
 * The effect of a second platform in the cluster on the first one, whose stack is up.
 *
 * @param config settings of the first one
 * @param driverIsTaken throws unless the first one's next driver could be created
 * @param api as an administrator
 */
export function besideAnotherPlatform(
    first: () => TestStack,
    config: { teams: object; operator: object },
    driverIsTaken: () => Promise<void>,
    api: () => AdminApi,
): void {
    describe("beside another stack's platform", () => {
        let second: TestStack;
        let initial: { classes: string[]; alpha: string[] };
        const gamma = { quota: { drivers: 1 } };
        // Without admission policies, quotas are what rejects objects.
        const operator = { install: false, admission: false };
        const settings = (teams: object) => sandboxConfig({ operator, teams });

        /** Why a preview fails; without anything of the SDK around it. */
        async function refusal(stack: TestStack): Promise<string> {
            const { code, output } = await stack.preview();
            assert.notEqual(code, 0, output);
            assert.doesNotMatch(output, /\n\s+at |error serializing/);
            return output;
        }

        before(async () => {
            initial = { classes: classes(), alpha: identities(OF_TEAM, "-n", "alpha") };
            kubectl("create", "namespace", "used");
            kubectl("create", "serviceaccount", "spark", "-n", "used");
            second = await TestStack.create({ name: "second", config: settings({ gamma }) });
            const { code, output } = await second.up();
            assert.equal(code, 0, output);
        });

        after(async () => {
            await second?.remove();
            kubectl("delete", "namespace", "used", "--ignore-not-found");
        });

        it("it has its own PriorityClasses, and counts its drivers by them", async () => {
            const added = classes().filter((line) => !initial.classes.includes(line));
            const names = added.map((line) => line.split(" ")[0]);
            assert.equal(initial.classes.length, 2);
            assert.match(
                names.join(" "),
                /^PriorityClass\/(spark-[0-9a-f]{8})-driver \S+-executor$/,
            );
            const [, driver] = /\/(\S+) /.exec(added[0] ?? "") ?? [];
            const scope = "jsonpath={.spec.scopeSelector.matchExpressions[0].values[*]}";
            assert.equal(
                kubectl("get", "resourcequota", "spark-drivers", "-n", "gamma", "-o", scope),
                driver,
            );
            const again = await second.up("--expect-no-changes");
            assert.equal(again.code, 0, again.output);
        });

        for (const type of ["LoadBalancer", "NodePort"]) {
            it(`its quota rejects Services of type ${type}, even without policies`, async () => {
                const { status, body } = await api().post(
                    "/api/v1/namespaces/gamma/services?dryRun=All",
                    {
                        apiVersion: "v1",
                        kind: "Service",
                        metadata: { name: "open" },
                        spec: { type, ports: [{ port: 80 }] },
                    },
                );
                assert.equal(status, 403, JSON.stringify(body));
                const { message } = body as { message: string };
                assert.match(message, /exceeded quota: spark-objects, requested: services\./);
            });
        }

        it("an account that someone else created in a used namespace is rejected, and stays", async () => {
            const account = identities("serviceaccounts", "-n", "used");
            second.configure(settings({ gamma, used: { createNamespace: false } }));
            assert.match(
                await refusal(second),
                /teams\.used: namespace "used" already has objects that this stack would create:\n\s+ServiceAccount "spark" was created by someone else\n\s*Choose another namespace/,
            );
            assert.deepEqual(identities("serviceaccounts", "-n", "used"), account);
        });

        it("the first one's namespace is rejected, with everything in it", async () => {
            second.configure(settings({ gamma, alpha: { createNamespace: false } }));
            const output = await refusal(second);
            for (const object of ['ServiceAccount "spark"', 'ResourceQuota "spark-objects"']) {
                assert.ok(
                    output.includes(`${object} belongs to stack "spark-platform/local"`),
                    output,
                );
            }
        });

        it("a namespace that one of them uses is denied to the other", async () => {
            kubectl("delete", "serviceaccount", "spark", "-n", "used");
            second.configure(settings({ gamma, used: { createNamespace: false } }));
            const { code, output } = await second.up();
            assert.equal(code, 0, output);

            const teams = { ...config.teams, used: { createNamespace: false } };
            first().configure(sandboxConfig({ ...config, teams }));
            assert.match(
                await refusal(first()),
                /ServiceAccount "spark" belongs to stack "spark-platform\/second"/,
            );
            first().configure(sandboxConfig({ ...config }));
        });

        it("destroying it touches nothing of the first one, whose next update changes nothing", async () => {
            second.configure(settings({ gamma, used: { createNamespace: false } }));
            const { code, output } = await second.destroy();
            assert.equal(code, 0, output);
            assert.deepEqual(
                { classes: classes(), alpha: identities(OF_TEAM, "-n", "alpha") },
                initial,
            );
            assert.deepEqual(
                identities(OF_TEAM, "-n", "used").map((line) => line.split(" ")[0]),
                ["ConfigMap/kube-root-ca.crt", "ServiceAccount/default"],
            );
            const again = await first().up("--expect-no-changes");
            assert.equal(again.code, 0, again.output);
            await driverIsTaken();
        });
    });
}
