import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { configurationOf, secretKeysOf, stacksOf } from "../../preview/configuration";
import { fakeKubeconfig } from "../../preview/kubeconfig";
import { temporaryFolder } from "../../testkit/temporaryFolder";

function folderWith(files: Record<string, string[]>): string {
    const folder = temporaryFolder();
    for (const [name, lines] of Object.entries(files)) {
        writeFileSync(join(folder, name), lines.join("\n"));
    }
    return folder;
}

describe("the configuration of a previewed stack", () => {
    it("exists for each stack with a file", () => {
        const folder = folderWith({
            "Pulumi.yaml": ["name: x"],
            "Pulumi.prod.yaml": [],
            "Pulumi.dev.yaml": [],
            "Pulumi.dev.yaml.bak": [],
        });
        assert.deepStrictEqual(stacksOf(folder), ["dev", "prod"]);
    });

    it("merges the stack file over the project's defaults, as strings and JSON", () => {
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

    it("prefixes the project's own keys with its name, as the engine does", () => {
        const folder = folderWith({
            "Pulumi.yaml": ["name: x", "config:", "    environment: { default: dev }"],
            "Pulumi.dev.yaml": ["config:", "    teams: { a: {} }", "    x:environment: prod"],
        });
        assert.deepStrictEqual(configurationOf(folder, "dev"), {
            "x:teams": '{"a":{}}',
            "x:environment": "prod",
        });
    });

    it("marks encrypted values at any depth", () => {
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

describe("the fake kubeconfig of a previewed stack", () => {
    const KEY = "spark-platform:cluster";

    function replaced(config: Record<string, string>): [Record<string, string>, string] {
        const file = join(temporaryFolder(), "kubeconfig");
        const changed = fakeKubeconfig(config, file);
        const { "current-context": context } = JSON.parse(readFileSync(file, "utf8")) as {
            "current-context": string;
        };
        const text = JSON.stringify(changed).replaceAll(file, "FILE");
        return [JSON.parse(text) as Record<string, string>, context];
    }

    it("has the stack's context, and replaces the file in the stack file", () => {
        assert.deepStrictEqual(
            [
                replaced({ other: "1", [KEY]: '{"context":"minikube"}' }),
                replaced({ [KEY]: '{"context":"minikube","kubeconfig":"/home/me/config"}' }),
                replaced({ [KEY]: '{"kind":"eks"}' }),
            ],
            [
                [{ other: "1", [KEY]: '{"context":"minikube"}' }, "minikube"],
                [{ [KEY]: '{"context":"minikube","kubeconfig":"FILE"}' }, "minikube"],
                [{ [KEY]: '{"kind":"eks"}' }, "none"],
            ],
        );
    });

    it("is passed as contents if the stack's own is a secret, which is not a path", () => {
        const [{ [KEY]: cluster = "" }] = replaced({
            [KEY]: '{"context":"minikube","kubeconfig":"[secret]"}',
        });
        const { kubeconfig } = JSON.parse(cluster) as { kubeconfig: string };
        assert.match(kubeconfig, /^\{"apiVersion":"v1"/);
    });

    for (const value of ["minikube", "null", "5", "[]", '"text"', "[secret]"]) {
        it(`leaves ${value} instead of a map to the program, which refuses it`, () => {
            assert.deepStrictEqual(replaced({ [KEY]: value }), [{ [KEY]: value }, "none"]);
        });
    }
});
