import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import {
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pulumiYaml } from "../../local/engine/project";
import { cacheRoot } from "../../sandbox/cache";
import { run } from "../../sandbox/shell";
import { difference, lookAtMachine } from "../../testkit/machine";
import { tableIn } from "../../testkit/movies";
import { checkout } from "../../testkit/stack";
import { temporaryFolder } from "../../testkit/temporaryFolder";
import { kubectl, testSandbox } from "../../testkit/testSandbox";

interface Made {
    code: number | null;
    output: string;
    seconds: number;
}

/** A clone of this checkout as it stands, changes that are not committed included. */
function cloneCheckout(): string {
    const folder = mkdtempSync(join(tmpdir(), "clone-"));
    const files = run("git", ["-C", checkout, "ls-files", "-co", "--exclude-standard"]);
    run("tar", ["--create", "--file", join(folder, "files.tar"), "--files-from=-"], {
        cwd: checkout,
        input: files
            .split("\n")
            .filter((file) => file && existsSync(join(checkout, file)))
            .join("\n"),
    });
    run("tar", ["--extract", "--file", join(folder, "files.tar"), "--directory", folder]);
    rmSync(join(folder, "files.tar"));
    symlinkSync(join(checkout, "node_modules"), join(folder, "node_modules"));
    return folder;
}

/** Below it, what programs of make write into HOME and among temporary files. */
let traces: string;

/** A HOME and a place for temporary files of its own, so that nobody else writes there. */
function ownPlaces(): NodeJS.ProcessEnv {
    const places = { HOME: join(traces, "home"), TMPDIR: join(traces, "tmp") };
    Object.values(places).forEach((place) => mkdirSync(place, { recursive: true }));
    const cache = cacheRoot();
    return {
        ...process.env,
        ...places,
        SPARK_PLATFORM_CACHE: cache,
        // The compiler's own cache, which is the user's.
        SWC_NATIVE_BINDING_CACHE: dirname(cache),
    };
}

/** Paths of what is left there. */
function filesLeft(): string[] {
    return readdirSync(traces, { recursive: true, withFileTypes: true })
        .filter((entry) => !entry.isDirectory())
        .map((entry) => join(entry.parentPath, entry.name));
}

function make(folder: string, ...args: string[]): Made {
    const began = Date.now();
    const { status, stdout, stderr } = spawnSync(
        "make",
        ["-C", folder, "--no-print-directory", ...args],
        {
            encoding: "utf8",
            env: ownPlaces(),
            stdio: ["ignore", "pipe", "pipe"],
        },
    );
    return {
        code: status,
        output: stdout + stderr,
        seconds: (Date.now() - began) / 1000,
    };
}

function assertMade(made: Made): void {
    assert.equal(made.code, 0, made.output);
}

/** Loses the state and all copies, and has it built again from the cluster; the job is not run again. */
function builtAgain(clone: string): void {
    const uid = () => kubectl("get", "sparkapplications", "-A", "-o", "jsonpath={..metadata.uid}");
    const job = uid();
    for (const name of ["state", "state-copy.json", "passphrase"]) {
        rmSync(join(clone, ".local", name), { recursive: true });
    }
    const refused = make(clone, "up");
    assert.notEqual(refused.code, 0, refused.output);
    assert.match(refused.output, /\(namespaces processing, spark-operator\).* make up IMPORT=1/);
    const up = make(clone, "up", "IMPORT=1");
    assertMade(up);
    assert.match(up.output, /Resources:\n +\d+ unchanged\n[^]*Pi is roughly 3\.1/);
    assert.equal(uid(), job);
}

describe("make up and make down", () => {
    let clone: string;

    beforeEach(() => {
        clone = cloneCheckout();
        traces = temporaryFolder();
    });

    afterEach(() => {
        make(clone, "down");
        rmSync(clone, { recursive: true, force: true });
    });

    it("from a fresh clone to two results, again without a change, and back to nothing", () => {
        const before = lookAtMachine("clone-");
        const first = make(clone, "up", "CLUSTER=sandbox", "YES=1");
        assertMade(first);
        assert.match(first.output, /^Engine: .*\nCluster: .*sandbox/m);
        assert.match(first.output, /^ *Pi is roughly 3\.1\d+$/m);
        assert.equal(tableIn(first.output.replace(/^ {1,4}/gm, " ")).length, 10, first.output);

        const second = make(clone, "up");
        assertMade(second);
        assert.match(second.output, /^ +\d+ unchanged$/m);
        assert.doesNotMatch(second.output, /\d+ (created|updated|replaced|deleted)/);
        assert.match(second.output, /Pi is roughly 3\.1/);
        assert.ok(second.seconds <= 40, `${second.seconds} s`);

        const manifest = make(clone, "manifest", "JOB=pi");
        assertMade(manifest);
        assert.match(manifest.output, /^kind: SparkApplication\n[^]*^ {2}name: pi-[0-9a-f]{8}$/m);
        // The provider's kubeconfig, say; the state and the rest of .local stay until make down.
        assert.deepEqual(filesLeft(), []);
        assert.deepEqual(readdirSync(join(clone, ".local/tmp")), []);
        const conf = make(clone, "conf", "JOB=pi");
        assertMade(conf);
        assert.match(conf.output, /^spark\.executor\.instances +library +1$/m);
        const { spark } = testSandbox().artifacts.images;
        assert.match(
            conf.output,
            new RegExp(`^spark\\.kubernetes\\.container\\.image .* ${spark}$`, "m"),
        );
        assert.doesNotMatch(manifest.output, /annotations: \{\}/);

        const down = make(clone, "down");
        assertMade(down);
        assert.ok(down.seconds <= 40, `${down.seconds} s`);
        assert.deepEqual(readdirSync(join(clone, ".local")), []);
        assert.deepEqual(difference(before, lookAtMachine("clone-")), []);
        assert.equal(make(clone, "down").code, 0);
        assert.deepEqual(filesLeft(), []);
    });

    it("on a cluster of the user's whose nodes carry no labels: a warning, and Pi", () => {
        const { context, kubeconfig, artifacts } = testSandbox();
        const labels = ["role", "capacity"].map((label) => `spark-platform.dev/${label}`);
        const zone = "topology.kubernetes.io/zone";
        const kept = JSON.parse(kubectl("get", "nodes", "-o", "json")) as {
            items: { metadata: { name: string; labels: Record<string, string> } }[];
        };
        kubectl("label", "nodes", "--all", ...[...labels, zone].map((label) => `${label}-`));
        try {
            const config = {
                "spark-platform:cluster": { kind: "kubernetes", context, kubeconfig },
                "spark-platform:artifacts": artifacts,
                "spark-platform:teams": { processing: {} },
                "spark-platform:jobs": {
                    pi: { team: "processing", main: "jobs/pi.py", wait: "completed" },
                },
            };
            writeFileSync(join(clone, "Pulumi.local.yaml"), pulumiYaml({ config }));
            const up = make(clone, "up", "CLUSTER=context");
            assertMade(up);
            assert.equal(
                up.output.match(/has the label spark-platform\.dev\/role/g)?.length,
                2,
                up.output,
            );
            assert.match(up.output, /Pi is roughly 3\.1/);
            builtAgain(clone);
            assertMade(make(clone, "down"));
            assert.deepEqual(filesLeft(), []);
            assert.doesNotMatch(kubectl("get", "namespaces"), /processing|spark-operator/);
            assert.match(kubectl("get", "nodes"), /a-on-demand +Ready/);
        } finally {
            for (const { metadata } of kept.items) {
                const restored = [...labels, zone].map((l) => `${l}=${metadata.labels[l]}`);
                kubectl("label", "node", metadata.name, "--overwrite", ...restored);
            }
        }
    });
});
