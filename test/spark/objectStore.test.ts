import { strict as assert } from "node:assert";
import { provideObjectStore } from "../../sandbox";
import { TestStack, UP } from "../../testkit/stack";
import { apply, kubectl, sandboxConfig, testSandbox } from "../../testkit/testSandbox";
import { answersTo, resultOf, startClient, type Call } from "./objectStore/clients";
import { PROGRAM } from "./objectStore/program";

const STORE = ["--namespace", "spark-object-store"];

/** Team `a` writes below `sales` and reads below `shared`; team `b` writes below `hr`. */
const teams = {
    a: {
        access: [
            { bucket: "lake", prefix: "sales", mode: "read-write" },
            { bucket: "lake", prefix: "shared" },
        ],
    },
    b: { access: [{ bucket: "lake", prefix: "hr", mode: "read-write" }] },
    leaving: { access: [{ bucket: "other", mode: "read-write" }] },
};

function list(prefix?: string): Call {
    return ["GET", "/lake", { query: { "list-type": "2", ...(prefix && { prefix }) } }];
}

function put(path: string, body = "content"): Call {
    return ["PUT", path, { body }];
}

function copy(from: string, to: string): Call {
    return ["PUT", to, { headers: { "x-amz-copy-source": from } }];
}

/** Beginning of an upload, its one part, and more. */
function upload(path: string): Record<string, Call> {
    const part = { partNumber: "1", uploadId: "UPLOAD" };
    return {
        begin: ["POST", path, { query: { uploads: "" } }],
        part: ["PUT", path, { query: part, body: "part" }],
        "part of another team's": [
            "PUT",
            path,
            { query: part, headers: { "x-amz-copy-source": "/lake/sales/x" } },
        ],
    };
}

interface Job {
    spec: { template: { spec: { containers: { env: { name: string; value?: string }[] }[] } } };
}

/** The same job, for uploads that were begun before now. */
function ofAnyAge(job: Job): Job {
    for (const { env } of job.spec.template.spec.containers) {
        for (const variable of env.filter(({ name }) => name === "BUCKETS")) {
            variable.value = "lake=0 other=0";
        }
    }
    return job;
}

describe("the object store", () => {
    let stack: TestStack;

    const up = async (more: object, ...options: string[]): Promise<void> => {
        const lakehouse = { objectStore: {}, buckets: { lake: {}, other: {} } };
        stack.configure(sandboxConfig({ lakehouse, teams: { ...teams, ...more } }));
        const { code, output } = await stack.pulumi(...UP, ...options);
        assert.equal(code, 0, output);
    };

    before(async () => {
        await provideObjectStore(testSandbox().id);
        stack = await TestStack.create({ program: PROGRAM, config: {} });
        await up({});
    });

    after(() => stack.remove());

    it("lets each team do what it was granted, and nothing else", () => {
        const podAddress = kubectl(
            ...["get", "pods", ...STORE, "--output=jsonpath={.items[0].status.podIP}"],
        );
        const a = answersTo("granted", {
            a: {
                write: put("/lake/sales/x"),
                "write beside": put("/lake/salesX"),
                "write what is for reading": put("/lake/shared/x"),
                directory: put("/lake/sales/2026/", ""),
                rename: copy("/lake/sales/x", "/lake/sales/2026/y"),
                read: ["GET", "/lake/sales/x"],
                "read what is missing": ["HEAD", "/lake/shared/missing"],
                list: list("sales/"),
                "list a folder": list("sales"),
                "list for reading": list("shared/"),
                "list all": list(),
                "list beside": list("salesX"),
                "delete several": ["POST", "/lake", { keys: ["sales/2026/y", "hr/x"] }],
                ...upload("/lake/sales/upload"),
                parts: ["GET", "/lake/sales/upload", { query: { uploadId: "UPLOAD" } }],
                abort: ["DELETE", "/lake/sales/upload", { query: { uploadId: "UPLOAD" } }],
                "buckets of one's own": ["GET", "/"],
            },
        })["a"];
        assert.deepEqual(a, {
            write: 200,
            "write beside": 403,
            "write what is for reading": 403,
            directory: 200,
            rename: 200,
            read: 200,
            "read what is missing": 404,
            list: [200, "sales/2026/", "sales/2026/y", "sales/x"],
            "list a folder": [200, "sales/2026/", "sales/2026/y", "sales/x"],
            "list for reading": 200,
            "list all": 403,
            "list beside": 403,
            "delete several": [200, "hr/x: AccessDenied"],
            begin: [200, "sales/upload"],
            part: 200,
            "part of another team's": 200,
            parts: [200, "sales/upload"],
            abort: 204,
            "buckets of one's own": 200,
        });
        const calls = {
            list: list("sales/"),
            "list all": list(),
            "list around": list("hr/../sales/"),
            versions: ["GET", "/lake", { query: { versions: "", prefix: "sales/" } }],
            uploads: ["GET", "/lake", { query: { uploads: "" } }],
            read: ["GET", "/lake/sales/x"],
            look: ["HEAD", "/lake/sales/x"],
            "read around": ["GET", "/lake/hr/../sales/x"],
            write: put("/lake/sales/x", "by b"),
            "delete one": ["DELETE", "/lake/sales/x"],
            "delete several": ["POST", "/lake", { keys: ["sales/x"] }],
            copy: copy("/lake/sales/x", "/lake/hr/x"),
            "copy around": copy("/lake/hr/../sales/x", "/lake/hr/x"),
            ...upload("/lake/hr/upload"),
            policy: ["GET", "/lake", { query: { policy: "" } }],
            "own policy": ["PUT", "/lake", { query: { policy: "" }, body: "{}" }],
            acl: ["PUT", "/lake", { query: { acl: "" }, headers: { "x-amz-acl": "public-read" } }],
            "new bucket": ["PUT", "/mine"],
            "bucket of nobody": ["GET", "/other", { query: { "list-type": "2" } }],
            "delete bucket": ["DELETE", "/other"],
            administration: ["PATCH", "/list-users"],
        } satisfies Record<string, Call>;
        const { b } = answersTo(
            "refused",
            { b: calls },
            { PORTS: `${podAddress}:7070 ${podAddress}:7071` },
        );
        assert.deepEqual(b, {
            ...Object.fromEntries(Object.keys(calls).map((title) => [title, 403])),
            "list around": 200,
            "delete several": [200, "sales/x: AccessDenied"],
            begin: [200, "hr/upload"],
            part: 200,
            administration: 405,
            7070: true,
            7071: false,
        });
    });

    it("aborts uploads that are old enough, by a run at once, too", () => {
        const run = (name: string, change: (job: Job) => Job): string => {
            const dry = ["--dry-run=client", "--output=json"];
            const made = kubectl(
                ...["create", "job", name, "--from=cronjob/abort-uploads", ...STORE, ...dry],
            );
            apply(testSandbox(), change(JSON.parse(made) as Job));
            kubectl("wait", `job/${name}`, ...STORE, "--for=condition=Complete", "--timeout=60s");
            return kubectl("logs", `job/${name}`, ...STORE);
        };
        assert.equal(
            run("now", (job) => job),
            "lake: 0 of 1 uploads are too old\nother: 0 of 0 uploads are too old\n",
        );
        const log = run("all", ofAnyAge);
        assert.match(log, /^lake\/hr\/upload: upload of \S+ aborted$/m);
    });

    describe("on a living stack", () => {
        /** What a team's Secret has, decoded; nothing without one. */
        const keyOf = (team: string): Record<string, string> => {
            const data = "--output=jsonpath={.data}";
            const found = kubectl(
                ...[
                    "get",
                    "secret",
                    "object-store",
                    "--namespace",
                    team,
                    "--ignore-not-found",
                    data,
                ],
            );
            const entries = Object.entries(JSON.parse(found || "{}") as Record<string, string>);
            return Object.fromEntries(
                entries.map(([name, value]) => [name, Buffer.from(value, "base64").toString()]),
            );
        };
        const keys: Record<string, Record<string, string>> = {};

        before(async () => {
            startClient("b", "running", { LOOP: "/lake/hr/running" });
            kubectl("wait", "pod/running", "--namespace=b", "--for=condition=Ready");
            for (const team of ["a", "b", "leaving"]) {
                keys[team] = keyOf(team);
            }
            const shared = [
                { bucket: "lake", prefix: "hr", mode: "read-write" },
                { bucket: "lake", prefix: "sales" },
            ];
            const late = { access: [{ bucket: "other", mode: "read-write" }] };
            await up(
                { b: { access: shared }, late, leaving: {} },
                "--replace",
                "**::spark-object-store-key-a",
            );
        });

        it("keeps its data, and applies new grants, teams and keys", () => {
            assert.notDeepEqual(keyOf("a"), keys["a"]);
            assert.deepEqual(keyOf("b"), keys["b"]);
            const read: Call = ["GET", "/lake/sales/x"];
            const { a, b, late } = answersTo("later", {
                a: { read },
                b: { read, list: list("sales/"), write: put("/lake/sales/x") },
                late: { write: put("/other/x"), read },
            });
            assert.deepEqual(a, { read: 200 });
            assert.deepEqual(b, {
                read: 200,
                list: [200, "sales/2026/", "sales/x"],
                write: 403,
            });
            assert.deepEqual(late, { write: 200, read: 403 });
        });

        it("fails no job that retries, as S3A does", () => {
            kubectl("exec", "running", "--namespace=b", "--", "touch", "/tmp/stop");
            const { lost, count, longest } = resultOf("b", "running") as {
                lost: number[];
                count: number;
                longest: number;
            };
            assert.deepEqual(lost, []);
            assert.ok(count > 10, `${count} objects`);
            assert.ok(longest < 30, `the server was away for ${longest} s`);
            console.log(`away for ${longest} s`);
        });

        it("refuses a team whose access is gone", () => {
            assert.deepEqual(keyOf("leaving"), {});
            const calls = { read: ["GET", "/other/x"], write: put("/other/x") } satisfies Record<
                string,
                Call
            >;
            const { leaving } = answersTo("gone", { leaving: calls }, keys["leaving"]);
            assert.deepEqual(leaving, { read: 403, write: 403 });
        });
    });

    describe("at the end", () => {
        it("is deleted with the stack, and its data with the volume", async () => {
            const { code, output } = await stack.pulumi("destroy", "--yes");
            assert.equal(code, 0, output);
            const left = kubectl(
                "get",
                "namespaces",
                "spark-object-store",
                "a",
                "b",
                "--ignore-not-found",
            );
            assert.equal(left, "");
            const phase = kubectl(
                ...["get", "persistentvolume", "object-store", "--output=jsonpath={.status.phase}"],
            );
            assert.equal(phase, "Released");
        });
    });
});
