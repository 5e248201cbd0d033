import { strict as assert } from "node:assert";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ensureTools } from "../../sandbox/tools";
import { earlierOperator } from "../../sandbox/tools/catalogue";
import { templateOf } from "../../scripts/generateCrdChart";
import { driverLog, eventually, read, stateOf } from "../../testkit/applications";
import { checkout, TestStack } from "../../testkit/stack";
import { kubectl, sandboxConfig, SHORT_LIVED_JVMS, testSandbox } from "../../testkit/testSandbox";

interface Crd {
    metadata: { name: string };
    spec: { versions: object[] };
}

const CRDS = "charts/spark-operator-crds/templates";

const crdsOf = (folder: string): Crd[] =>
    readdirSync(folder).map((file) => parse(readFileSync(join(folder, file), "utf8")) as Crd);

const program = (of: string) => `export * from "${of}/index";\n`;

/** What the project was when the operator was an earlier one: the same code, other CRDs. */
function earlierProject(folder: string, chart: string): void {
    for (const part of ["package.json", "components", "charts", "program", "index.ts"]) {
        cpSync(join(checkout, part), join(folder, part), { recursive: true });
    }
    rmSync(join(folder, CRDS), { recursive: true });
    mkdirSync(join(folder, CRDS));
    for (const file of readdirSync(join(chart, "crds"))) {
        const crd = readFileSync(join(chart, "crds", file), "utf8");
        writeFileSync(join(folder, CRDS, file), templateOf(crd));
    }
}

describe("an upgrade of the operator", () => {
    let stack: TestStack;
    let application: string;

    const config = (chart: string) => {
        const { artifacts } = testSandbox();
        const job = {
            team: "upgrade",
            main: "jobs/sleep.py",
            arguments: ["45"],
            wait: "running",
        };
        return sandboxConfig({
            sparkConf: SHORT_LIVED_JVMS,
            teams: { upgrade: {} },
            jobs: { long: job },
            artifacts: { ...artifacts, charts: { sparkOperator: chart } },
        });
    };
    const use = (project: string) =>
        writeFileSync(join(stack.folder, "index.ts"), program(project));
    const inCluster = () =>
        read<{ items: Crd[] }>("crds").items.filter(({ metadata }) =>
            metadata.name.endsWith(".sparkoperator.k8s.io"),
        );

    before(async () => {
        const [earlier = ""] = await ensureTools([earlierOperator]);
        const sleep = readFileSync(join(__dirname, "programs/sleep.py"), "utf8");
        stack = await TestStack.create({
            program: program("./earlier"),
            files: { "jobs/sleep.py": sleep },
            config: config(join(earlier, "chart")),
        });
        earlierProject(join(stack.folder, "earlier"), join(earlier, "chart"));
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
        const { jobs } = (await stack.outputs()) as {
            jobs: { long: { application: string } };
        };
        application = jobs.long.application;
    });

    after(() => stack.remove());

    it("starts with other CRDs than it ends with", () => {
        assert.notDeepEqual(versionsOf(inCluster()), versionsOf(crdsOf(join(checkout, CRDS))));
    });

    it("changes the operator and its CRDs, no team and no job", async () => {
        use("../../..");
        stack.configure(config(testSandbox().artifacts.charts.sparkOperator));
        const { code, output } = await stack.up("--diff");
        assert.equal(code, 0, output);
        assert.doesNotMatch(output, /replaced|created|deleted/, output);
        const updated = [...output.matchAll(/^ +~ (\S+): \(update\)/gm)].map(([, type]) => type);
        assert.deepEqual(new Set(updated), new Set(["kubernetes:helm.sh/v3:Release"]));
        assert.deepEqual(versionsOf(inCluster()), versionsOf(crdsOf(join(checkout, CRDS))));
    });

    it("lets the running job finish", async () => {
        await eventually("completed", () => stateOf("upgrade", application) === "COMPLETED", 180);
        assert.match(driverLog("upgrade", application), /^SUM 990$/m);
        const restarts = kubectl(
            ...["get", "sparkapplication", application, "-n", "upgrade"],
            ...["-o", "jsonpath={.status.submissionAttempts}"],
        );
        assert.equal(restarts, "1");
    });
});

function versionsOf(crds: Crd[]) {
    return crds.map(({ metadata, spec }) => [metadata.name, spec.versions]).sort();
}
