import { strict as assert } from "node:assert";
import { execSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { driverLog, eventually, read, stateOf } from "../support/applications";
import { checkout, TestStack } from "../support/stack";
import { apply, kubectl, sandboxConfig, testSandbox } from "../support/testSandbox";

describe("zz upgrade from main, with a switch at once", () => {
    let stack: TestStack;
    const program = (of: string) => `export * from "${of}/index";\n`;
    const config = (operator?: object) =>
        sandboxConfig({
            teams: { alpha: {}, beta: {} },
            ...(operator && { operator }),
            jobs: {
                long: { team: "alpha", main: "jobs/sleep.py", arguments: ["80"], wait: "running" },
            },
        });
    before(async () => {
        const sleep = readFileSync(join(__dirname, "programs/sleep.py"), "utf8");
        stack = await TestStack.create({
            program: program("./earlier"),
            files: { "jobs/sleep.py": sleep },
            config: config(),
        });
        const folder = join(stack.folder, "earlier");
        mkdirSync(folder);
        execSync(
            `git archive bf1d62b components charts index.ts settings.ts cluster.ts presets.ts package.json | tar -x -C ${folder}`,
            { cwd: checkout },
        );
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
    });
    after(() => stack.remove());

    for (const scope of [process.env.ZZ_SCOPE ?? "team"]) {
        it(`to ${scope}`, async () => {
            const { jobs } = (await stack.outputs()) as { jobs: { long: { application: string } } };
            const long = jobs.long.application;
            console.log(kubectl("get", "roles,rolebindings", "-A"));
            writeFileSync(join(stack.folder, "index.ts"), program("../../.."));
            stack.configure(config({ scope }));
            let done = false;
            const { spec } = read<{ spec: object }>("sparkapplication", long, "-n", "alpha");
            const result = await stack.upWatched((output) => {
                if (!done && /RoleBinding spark-operator-team-alpha creat/.test(output)) {
                    done = true;
                    apply(testSandbox(), {
                        apiVersion: "sparkoperator.k8s.io/v1beta2",
                        kind: "SparkApplication",
                        metadata: { name: "between", namespace: "alpha" },
                        spec: { ...spec, arguments: ["1"] },
                    });
                }
            });
            console.log(result.output);
            assert.equal(result.code, 0, result.output);
            assert.ok(done);
            for (const name of ["between", long]) {
                await eventually(name, () => stateOf("alpha", name) === "COMPLETED", 180);
            }
            assert.match(driverLog("alpha", long), /^SUM 3160$/m);
            console.log(kubectl("get", "roles,rolebindings", "-A"));
            console.log(kubectl("get", "sparkapplications", "-n", "alpha", "-o", "yaml"));
            const next = await stack.up();
            assert.doesNotMatch(next.output, /created|updated|deleted|replaced/, next.output);
        });
    }
});
