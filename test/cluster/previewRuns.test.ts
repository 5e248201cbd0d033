import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withBase } from "../../preview/base";
import { collect } from "../../preview/collect";
import { Preview } from "../../preview/resources";
import { checkout, TestStack } from "../../testkit/stack";
import { temporaryFolder } from "../../testkit/temporaryFolder";

const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";

class Thing extends pulumi.CustomResource {
    declare readonly host: pulumi.Output<string>;
    constructor(name: string, inputs: pulumi.Inputs, opts?: pulumi.CustomResourceOptions) {
        super("test:index:Thing", name, { host: undefined, ...inputs }, opts);
    }
}

switch (pulumi.getStack()) {
    case "endless":
        for (;;);
    case "exits":
        process.exit(0);
    case "throws":
        throw new Error("thrown");
    case "rejects":
        pulumi.output("x").apply(() => { throw new pulumi.RunError("rejected"); });
        break;
    case "crashes":
        setTimeout(() => { throw new Error("crashed"); }, 1);
        new Thing("late", { wait: new Promise((resolve) => setTimeout(resolve, 1000)) });
        break;
    case "masks": {
        const { host } = new Thing("server", {});
        for (const message of ["other", "careful", "careful"]) {
            void pulumi.log.warn(message);
        }
        new Thing("client", { host, text: "plain", password: pulumi.secret("hidden") });
        break;
    }
    case "options": {
        const first = new Thing("first", {});
        const second = new Thing("second", { host: first.host });
        new Thing("all", {}, {
            dependsOn: [second, first],
            protect: true,
            retainOnDelete: true,
            deleteBeforeReplace: true,
            ignoreChanges: ["host"],
            replaceOnChanges: ["text"],
            aliases: ["urn:pulumi:options::spark-platform::test:index:Thing::former"],
            deletedWith: first,
            customTimeouts: { create: "1m", delete: "3m" },
        });
        break;
    }
    default:
        require(${JSON.stringify(join(checkout, "index.ts"))});
}
`;

const EXISTING = `
config:
    aws:region: eu-central-1
    spark-platform:cluster:
        kind: existing-eks
        clusterName: analytics
        subnets:
            - { zone: eu-central-1a, id: subnet-0123456789abcdef0 }
            - { zone: eu-central-1b, id: subnet-0fedcba9876543210 }
    spark-platform:autoscaler: karpenter
    spark-platform:teams: { processing: {} }
`;

describe("the program of a stack, run for a preview", () => {
    let stacks: Preview;
    const errorOf = (stack: string) => stacks[stack]?.error ?? assert.fail(`${stack} went well`);

    function folderWith(stackFiles: Record<string, string>): string {
        const folder = temporaryFolder();
        writeFileSync(join(folder, "Pulumi.yaml"), "name: spark-platform");
        writeFileSync(join(folder, "index.ts"), PROGRAM);
        for (const [stack, content] of Object.entries(stackFiles)) {
            writeFileSync(join(folder, `Pulumi.${stack}.yaml`), content);
        }
        symlinkSync(join(checkout, "node_modules"), join(folder, "node_modules"));
        return folder;
    }

    before(async () => {
        const text = "config: { spark-platform:cluster: minikube }";
        const others = { crashes: "", exits: "", masks: "", options: "", rejects: "", throws: "" };
        stacks = {
            ...(await collect(folderWith({ existing: EXISTING, text, ...others }))),
            ...(await collect(folderWith({ endless: "" }), 3000)),
        };
    });

    it("registers a whole platform on an existing EKS cluster", () => {
        const { error, resources = [] } = stacks["existing"] ?? {};
        assert.strictEqual(error, undefined);
        const classes = resources.filter(({ type }) => type.endsWith(":EC2NodeClass"));
        assert.deepStrictEqual(
            classes.map(
                ({ inputs }) => (inputs["spec"] as Record<string, unknown>)["subnetSelectorTerms"],
            ),
            classes.map(() => [
                { id: "subnet-0123456789abcdef0" },
                { id: "subnet-0fedcba9876543210" },
            ]),
        );
        assert.strictEqual(classes.length, 3);
    });

    it("rejects a string instead of a cluster with its own message", () => {
        assert.deepStrictEqual(errorOf("text").split("\n"), [
            'Configuration of stack "text" has 2 problems:',
            '  cluster: "minikube" is not a map of keys and values (e.g. { context: … })',
            "  teams: is missing",
        ]);
    });

    it("masks secrets, marks unknown values, and keeps warnings", () => {
        const { error, warnings, resources = [] } = stacks["masks"] ?? {};
        assert.deepStrictEqual(
            [error, warnings, resources.map(({ name, inputs }) => [name, inputs])],
            [
                undefined,
                ["careful", "other"],
                [
                    ["client", { host: "[unknown]", text: "plain", password: "[secret]" }],
                    ["server", {}],
                ],
            ],
        );
        assert.ok(!JSON.stringify(stacks).includes("hidden"));
    });

    it("has the options that each resource sets", () => {
        const { error, resources = [] } = stacks["options"] ?? {};
        assert.strictEqual(error, undefined);
        assert.deepStrictEqual(
            Object.fromEntries(resources.map(({ name, options }) => [name, options])),
            {
                first: {},
                second: { dependsOn: { "test:index:Thing first": true } },
                all: {
                    dependsOn: {
                        "test:index:Thing first": true,
                        "test:index:Thing second": true,
                    },
                    protect: true,
                    retainOnDelete: true,
                    deleteBeforeReplace: true,
                    ignoreChanges: ["host"],
                    replaceOnChanges: ["text"],
                    aliases: [
                        { urn: "urn:pulumi:options::spark-platform::test:index:Thing::former" },
                    ],
                    deletedWith: "test:index:Thing first",
                    customTimeouts: { create: "1m", delete: "3m" },
                },
            },
        );
    });

    it("fails if it throws, with the location unless the error is one of ours", () => {
        assert.strictEqual(errorOf("rejects"), "rejected");
        assert.match(errorOf("throws"), /^Error: thrown\n {4}at .*index\.ts:\d+:\d+\)/);
    });

    it("is refused if it takes too long or does not finish", () => {
        const start = "The program did not finish: ";
        assert.deepStrictEqual(
            [errorOf("endless"), errorOf("exits")],
            [`${start}it took longer than 3 s`, `${start}it exited by itself`],
        );
        assert.ok(errorOf("crashes").startsWith(start), errorOf("crashes"));
        assert.match(errorOf("crashes"), /Error: crashed/);
    });
});

describe("a preview by the engine", () => {
    it("writes nothing to the state, so that it needs no permission to", async () => {
        const program = (name: string) =>
            'import { ComponentResource, secret } from "@pulumi/pulumi";' +
            `new ComponentResource("test:index:Thing", "${name}");` +
            'export const hidden = secret("hidden");';
        const stack = await TestStack.create({ config: {}, program: program("one") });
        const state = join(stack.folder, ".pulumi");
        const files = () =>
            execFileSync("find", [state, "-type", "f", "-printf", "%P %T@ %s\n"], {
                encoding: "utf8",
            });
        try {
            assert.strictEqual((await stack.up()).code, 0);
            const before = files();
            writeFileSync(join(stack.folder, "index.ts"), program("other"));
            const { code, output } = await stack.preview();
            assert.strictEqual(code, 0, output);
            assert.match(output, /\+ 1 to create\n\s+- 1 to delete/);
            assert.strictEqual(files(), before);
        } finally {
            await stack.remove();
        }
    });
});

describe("the base of a pull request", () => {
    let folder: string;
    const git = (...args: string[]) =>
        execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@t", ...args], {
            cwd: folder,
            encoding: "utf8",
        }).trim();
    function commit(files: Record<string, string>): void {
        for (const [name, content] of Object.entries(files)) {
            writeFileSync(join(folder, name), content);
        }
        git("add", "-A");
        git("commit", "--quiet", "-m", "x");
    }

    // Only a program without dependencies: a commit from before package-lock.json existed.
    before(() => {
        folder = temporaryFolder();
        git("init", "--quiet", "--initial-branch", "main");
        writeFileSync(join(folder, ".git/info/exclude"), "node_modules\n");
        symlinkSync(join(checkout, "node_modules"), join(folder, "node_modules"));
        commit({
            "Pulumi.yaml": "name: spark-platform",
            "Pulumi.old.yaml": "",
            "index.ts":
                'import { ComponentResource } from "@pulumi/pulumi";\n' +
                'new ComponentResource("test:index:Thing", "thing");\n',
        });
        git("branch", "change");
        commit({ "Pulumi.later.yaml": "" });
        git("checkout", "--quiet", "change");
        rmSync(join(folder, "Pulumi.old.yaml"));
        commit({ "Pulumi.new.yaml": "" });
    });

    it("is where the change began, with a program that is not aware of previews", async () => {
        const base = await withBase(folder, "main", (base) => collect(base));
        assert.deepStrictEqual(base, {
            old: {
                resources: [
                    {
                        urn: "urn:pulumi:old::spark-platform::test:index:Thing::thing",
                        type: "test:index:Thing",
                        name: "thing",
                        parent: "",
                        inputs: {},
                        options: {},
                    },
                ],
                warnings: [],
            },
        });
        assert.strictEqual(git("worktree", "list").split("\n").length, 1);
    });

    it("leaves no checkout behind, whatever happens", async () => {
        await assert.rejects(
            withBase(folder, "main", () => Promise.reject(new Error("stopped"))),
            new Error("stopped"),
        );
        assert.strictEqual(git("worktree", "list").split("\n").length, 1);
    });

    it("is rejected if git does not know it", async () => {
        await assert.rejects(
            withBase(folder, "origin/nowhere", () => Promise.resolve()),
            new Error("BASE=origin/nowhere: no common commit with HEAD; fetch the branch first"),
        );
    });
});
