import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { configurationOf, secretKeysOf, stacksOf } from "../../preview/configuration";
import { pretendKubeconfig } from "../../preview/kubeconfig";
import { temporaryFolder } from "../../testkit/temporaryFolder";

function folderWith(files: Record<string, string[]>): string {
    const folder = temporaryFolder();
    for (const [name, lines] of Object.entries(files)) {
        writeFileSync(join(folder, name), lines.join("\n"));
    }
    return folder;
}

describe("the configuration of a previewed stack", () => {
    it("has each stack that has a file", () => {
        const folder = folderWith({
            "Pulumi.yaml": ["name: x"],
            "Pulumi.prod.yaml": [],
            "Pulumi.dev.yaml": [],
            "Pulumi.dev.yaml.bak": [],
        });
        assert.deepStrictEqual(stacksOf(folder), ["dev", "prod"]);
    });

    it("is that of the stack file over the project's defaults, as texts and JSON", () => {
        const folder = folderWith({
            "Pulumi.yaml": [
                "name: x",
                "config:",
                "    pulumi:disable-default-providers: { value: [kubernetes] }",
                "    aws:region: eu-west-1",
                "    x:flag: { default: false }",
                "    x:number: { default: 0 }",
                "    x:text: { default: '' }",
                "    x:teams: { description: required, default: {} }",
                "    x:none: { description: without a default }",
            ],
            "Pulumi.dev.yaml": ["config:", "    x:teams: { a: {} }", "    x:plain: yes"],
            "Pulumi.empty.yaml": [],
        });
        const defaults = {
            "pulumi:disable-default-providers": '["kubernetes"]',
            "aws:region": "eu-west-1",
            "x:flag": "false",
            "x:number": "0",
            "x:text": "",
            "x:teams": "{}",
        };
        assert.deepStrictEqual(
            ["empty", "dev"].map((stack) => configurationOf(folder, stack)),
            [defaults, { ...defaults, "x:teams": '{"a":{}}', "x:plain": "yes" }],
        );
    });

    it("has the project's own keys with its name, as the engine takes them without, too", () => {
        const folder = folderWith({
            "Pulumi.yaml": ["name: x", "config:", "    environment: { default: dev }"],
            "Pulumi.dev.yaml": ["config:", "    teams: { a: {} }", "    x:environment: prod"],
        });
        assert.deepStrictEqual(configurationOf(folder, "dev"), {
            "x:teams": '{"a":{}}',
            "x:environment": "prod",
        });
    });

    it("has a mark where a value is encrypted, however deep", () => {
        const folder = folderWith({
            "Pulumi.yaml": ["name: x"],
            "Pulumi.dev.yaml": [
                "encryptionsalt: v1:abc",
                "config:",
                "    x:password: { secure: v1:def }",
                "    x:plain: { secure: true, other: [secure] }",
                "    x:teams: { a: { tokens: [plain, { secure: v1:ghi }], secure: true } }",
            ],
        });
        assert.deepStrictEqual(configurationOf(folder, "dev"), {
            "x:password": "[secret]",
            "x:plain": '{"secure":true,"other":["secure"]}',
            "x:teams": '{"a":{"tokens":["plain","[secret]"],"secure":true}}',
        });
        assert.deepStrictEqual(secretKeysOf(folder, "dev"), ["x:password", "x:teams"]);
    });
});

describe("the pretended kubeconfig of a previewed stack", () => {
    const KEY = "spark-platform:cluster";

    function pretend(config: Record<string, string>): [Record<string, string>, string] {
        const file = join(temporaryFolder(), "kubeconfig");
        const changed = pretendKubeconfig(config, file);
        const { "current-context": context } = JSON.parse(readFileSync(file, "utf8")) as {
            "current-context": string;
        };
        const text = JSON.stringify(changed).replaceAll(file, "FILE");
        return [JSON.parse(text) as Record<string, string>, context];
    }

    it("has the stack's context, in place of the file that the stack names", () => {
        assert.deepStrictEqual(
            [
                pretend({ other: "1", [KEY]: '{"context":"minikube"}' }),
                pretend({ [KEY]: '{"context":"minikube","kubeconfig":"/home/me/config"}' }),
                pretend({ [KEY]: '{"kind":"eks"}' }),
            ],
            [
                [{ other: "1", [KEY]: '{"context":"minikube"}' }, "minikube"],
                [{ [KEY]: '{"context":"minikube","kubeconfig":"FILE"}' }, "minikube"],
                [{ [KEY]: '{"kind":"eks"}' }, "none"],
            ],
        );
    });

    it("is the contents where the stack's own is a secret, which is no path", () => {
        const [{ [KEY]: cluster = "" }] = pretend({
            [KEY]: '{"context":"minikube","kubeconfig":"[secret]"}',
        });
        const { kubeconfig } = JSON.parse(cluster) as { kubeconfig: string };
        assert.match(kubeconfig, /^\{"apiVersion":"v1"/);
    });

    for (const value of ["minikube", "null", "5", "[]", '"text"', "[secret]"]) {
        it(`leaves ${value} in place of a map to the program, which refuses it`, () => {
            assert.deepStrictEqual(pretend({ [KEY]: value }), [{ [KEY]: value }, "none"]);
        });
    }
});
