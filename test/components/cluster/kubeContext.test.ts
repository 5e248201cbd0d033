import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as yaml from "yaml";
import { findKubeContext } from "../../../components/cluster/kubeContext";
import { KUBECONFIG } from "../../../testkit/cluster";

const subject = 'KubeContextCluster "c"';

describe("a kube context", () => {
    let folder: string;
    const before = { kubeconfig: process.env["KUBECONFIG"], home: process.env["HOME"] };

    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "kubeconfig-"));
        process.env["HOME"] = folder;
        delete process.env["KUBECONFIG"];
    });

    afterEach(() => {
        fs.rmSync(folder, { recursive: true });
        restore("KUBECONFIG", before.kubeconfig);
        restore("HOME", before.home);
    });

    function write(name: string, contents: string): string {
        const file = path.join(folder, name);
        fs.mkdirSync(path.dirname(file), { recursive: true });
        fs.writeFileSync(file, contents);
        return file;
    }

    function refuses(args: Parameters<typeof findKubeContext>[0], message: string): void {
        assert.throws(() => findKubeContext(args, subject), {
            message: `${subject} has 1 problem:\n  ${message}`,
        });
    }

    it("is reduced to a kubeconfig of its own", () => {
        const { name, kubeconfig } = findKubeContext(
            { context: "two", kubeconfig: KUBECONFIG },
            "",
        );
        assert.strictEqual(name, "two");
        assert.deepStrictEqual(yaml.parse(kubeconfig), {
            apiVersion: "v1",
            kind: "Config",
            "current-context": "two",
            contexts: [{ name: "two", context: { cluster: "two-cluster", user: "two-user" } }],
            clusters: [{ name: "two-cluster", cluster: { server: "https://two.invalid:6443" } }],
            users: [{ name: "two-user", user: { token: "two-token" } }],
        });
    });

    it("is the current one by default", () => {
        assert.strictEqual(findKubeContext({ kubeconfig: KUBECONFIG }, "").name, "one");
    });

    it("is found in a named file, below ~ too, in ~/.kube/config, or in the files of KUBECONFIG", () => {
        const file = write(".kube/config", KUBECONFIG);
        assert.strictEqual(findKubeContext({ kubeconfig: file }, "").name, "one");
        assert.strictEqual(findKubeContext({ kubeconfig: "~/.kube/config" }, "").name, "one");
        assert.strictEqual(findKubeContext({}, "").name, "one");

        const other = KUBECONFIG.replaceAll("one", "three").replaceAll("two-token", "late-token");
        process.env["KUBECONFIG"] = [
            path.join(folder, "missing"),
            file,
            write("other", other),
        ].join(path.delimiter);
        assert.strictEqual(findKubeContext({}, "").name, "one");
        assert.strictEqual(findKubeContext({ context: "three" }, "").name, "three");
        assert.match(findKubeContext({ context: "two" }, "").kubeconfig, /two-token/);
    });

    it("includes its certificates", () => {
        write("certs/ca.crt", "the authority");
        const config = JSON.parse(KUBECONFIG) as { clusters: { cluster: object }[] };
        Object.assign(config.clusters[0]?.cluster ?? {}, {
            "certificate-authority": "certs/ca.crt",
        });
        const file = write("config", JSON.stringify(config));
        const found = findKubeContext({ kubeconfig: file }, "").kubeconfig;
        assert.deepStrictEqual(yaml.parse(found).clusters[0].cluster, {
            server: "https://one.invalid:6443",
            "certificate-authority-data": Buffer.from("the authority").toString("base64"),
        });
    });

    it("must exist", () => {
        const file = write("config", KUBECONFIG);
        refuses(
            { context: "too", kubeconfig: file },
            `context: unknown kube context "too"; did you mean "two"? (known: one, two) in ${file}`,
        );
        const contexts = JSON.stringify({ contexts: JSON.parse(KUBECONFIG).contexts });
        refuses(
            { kubeconfig: contexts },
            "context: is missing, and the given kubeconfig has no current context (known: one, two)",
        );
    });

    it("shows only the location of an error in a kubeconfig that is not YAML", () => {
        const token = "users:\n  - user: { token: hunter2\n    - x: 1\n";
        for (const [kubeconfig, origin] of [
            [token, "the given kubeconfig"],
            [write("token", token), path.join(folder, "token")],
        ] as const) {
            assert.throws(
                () => findKubeContext({ kubeconfig }, 'Thing "x"'),
                ({ message }: Error) => {
                    assert.ok(message.includes(`kubeconfig: ${origin} cannot be read: `), message);
                    assert.match(message, /\(\d+:\d+\)$/);
                    assert.ok(!message.includes("hunter2"), message);
                    return true;
                },
            );
        }
    });

    it("needs a kubeconfig that can be read", () => {
        const missing = path.join(folder, "missing");
        refuses(
            { kubeconfig: missing },
            `kubeconfig: ${missing} does not exist: name a kubeconfig file, or set KUBECONFIG`,
        );
        const broken = write("broken", "just a text");
        refuses(
            { kubeconfig: broken },
            `kubeconfig: ${broken} cannot be read: it does not hold a map`,
        );
        const config = KUBECONFIG.replace(
            '"server":"https://one',
            '"certificate-authority":"/missing/ca.crt","server":"https://one',
        );
        refuses(
            { kubeconfig: config },
            'kubeconfig: the given kubeconfig, context "one": ' +
                "ENOENT: no such file or directory, open '/missing/ca.crt'",
        );
    });
});

function restore(name: string, value: string | undefined): void {
    if (value === undefined) {
        delete process.env[name];
    } else {
        process.env[name] = value;
    }
}
