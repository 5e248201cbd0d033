import assert from "node:assert/strict";
import { ObjectApi } from "../../testkit/access";
import { TestStack } from "../../testkit/stack";
import { kubectl, sandboxConfig } from "../../testkit/testSandbox";
import { AdmissionScene, fragments, triedForReal } from "./admission";
import { assertAllowed, assertRules, SHARED_OPERATOR, teamOperator } from "./isolationPermissions";

/** The change of a stack with an operator per team to one operator for all teams. */
export function operatorOfAllTeams(
    stack: () => TestStack,
    teams: object,
    api: () => ObjectApi,
    scene: AdmissionScene,
): void {
    describe("with one operator for all teams", () => {
        const changesIn = (output: string) => {
            const found = [...output.matchAll(/^ +[~+-]+ (\S+): \((\w+)\)/gm)];
            const changes = found.map(
                ([, type = "", change]) => `${type.split(":").pop()} ${change}`,
            );
            const counts = new Map<string, number>();
            changes.forEach((change) => counts.set(change, (counts.get(change) ?? 0) + 1));
            return Object.fromEntries(counts);
        };
        const subjects = () =>
            ["alpha", "beta"].map((namespace) =>
                kubectl(
                    ...["get", "rolebinding", "spark-platform-operator", "-n", namespace],
                    ...["-o", "jsonpath={.subjects[*].name}"],
                ),
            );

        it("moves the bindings to its account first, even if it then does not start", async () => {
            const values = { image: { tag: "none" } };
            stack().configure(sandboxConfig({ teams, operator: { values } }));
            const { code, output } = await stack().up("--diff");
            assert.notEqual(code, 0, output);
            assert.match(output, /Pod spark-operator-controller-\S+: (ErrImage|ImagePull)/);
            assert.deepEqual(changesIn(output), {
                "NetworkPolicy update": 1,
                "Release update": 1,
                "Role create": 1,
                "RoleBinding create": 1,
                "RoleBinding update": 2,
            });
            assert.deepEqual(subjects(), Array(2).fill("spark-operator-controller"));
        });

        it("is the only one once the update is run again, and works", async () => {
            stack().configure(sandboxConfig({ teams }));
            const { code, output } = await stack().up("--diff");
            assert.equal(code, 0, output);
            assert.deepEqual(changesIn(output), {
                "Lease delete": 2,
                "Release delete": 2,
                "Release update": 1,
                "Role delete": 2,
                "RoleBinding delete": 2,
            });
            assert.deepEqual(subjects(), Array(2).fill("spark-operator-controller"));
            const accounts = kubectl(
                "get",
                "serviceaccounts",
                "-n",
                "spark-operator",
                "-o",
                "name",
            );
            assert.deepEqual(accounts.trim().split("\n").sort(), [
                "serviceaccount/default",
                "serviceaccount/spark-operator-controller",
                "serviceaccount/spark-operator-webhook",
            ]);
        });

        fragments(scene);
        triedForReal(scene);

        it("its account may do what the table says, and nothing else", async () => {
            await assertAllowed(api(), SHARED_OPERATOR);
            await assertRules(api(), SHARED_OPERATOR);
        });

        it("the accounts of the teams' operators have no permissions left", async () => {
            for (const team of ["alpha", "beta"] as const) {
                const { identity } = teamOperator(team);
                await assertAllowed(api(), { identity, alpha: [], beta: [] });
            }
        });

        it("nothing changes in the next update", async () => {
            const { code, output: next } = await stack().up();
            assert.equal(code, 0, next);
            assert.doesNotMatch(next, /created|updated|deleted|replaced/, next);
        });
    });
}
