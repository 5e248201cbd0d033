import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../../testkit/stack";
import { blocks } from "./blocks";
import { AWS, HELM, KUBECTL, PULUMI, PULUMI_GLOBAL } from "./commandLists";

interface Command {
    where: string;
    words: string[];
}

/** Of a block with prompts, only what stands behind them is a command. */
function scriptOf(text: string): string {
    const lines = text.split("\n");
    const typed = lines.filter((line) => line.startsWith("$ ")).map((line) => line.slice(2));
    const script = typed.length > 0 ? typed.join("\n") : text;
    // `<name>` is a reader's own value, and a redirection to the shell.
    return script.replace(/<[\w.-]+>/g, "value");
}

const scripts = ["sh", "bash", "console"]
    .flatMap(blocks)
    .map(({ where, text }) => ({ where, script: scriptOf(text) }));

/** The commands of a script, without variables before them. */
function commandsOf({ where, script }: { where: string; script: string }): Command[] {
    return script
        .replace(/\\\n\s*/g, " ")
        .split("\n")
        .map((line) => line.replace(/(^|\s)#.*/, ""))
        .flatMap((line) => line.split(/\|\||&&|[|;]|\$\(/))
        .map((part) => part.trim().replace(/^(\w+=\S*\s+)+/, ""))
        .map((part) => ({ where, words: part.split(/\s+/).filter((word) => word !== "") }));
}

const commands = scripts.flatMap(commandsOf);

/** What is wrong with the commands of one program. */
function problemsOf(program: string, check: (words: string[]) => string | undefined): string[] {
    return commands
        .filter(({ words }) => words[0] === program)
        .flatMap(({ where, words }) => {
            const problem = check(words.slice(1));
            return problem === undefined ? [] : [`${where}: ${words.join(" ")}: ${problem}`];
        });
}

const makefile = readFileSync(join(checkout, "Makefile"), "utf8");
const helpLines = [...makefile.matchAll(/^([a-z-]+):.*?## (.*)$/gm)];
const help = new Map(helpLines.map(([, target = "", text = ""]) => [target, text]));

/** The help of a target, and of those that it names: "as `make up`". */
function helpOf(target: string): string {
    const own = help.get(target) ?? "";
    const others = [...own.matchAll(/`make ([a-z-]+)`/g)].map(([, other = ""]) => help.get(other));
    return [own, ...others].join(" ");
}

function makeProblem(words: string[]): string | undefined {
    const targets = words.filter((word) => /^[a-z-]+$/.test(word) && !word.startsWith("-"));
    const variables = words.flatMap((word) => /^([A-Z][A-Z_]*)=/.exec(word)?.[1] ?? []);
    const unknown = targets.find((target) => !help.has(target));
    if (unknown !== undefined) {
        return `the Makefile has no target "${unknown}"`;
    }
    const undocumented = variables.find(
        (name) => !targets.some((target) => helpOf(target).includes(`${name}=`)),
    );
    return undocumented && `the help of make does not name ${undocumented}`;
}

/** A path of the checkout that a command runs. */
function pathProblem(words: string[]): string | undefined {
    const path = words.find((word) => /^[\w-]+(\/[\w.-]+)+\.(ts|js|py|sh|cjs)$/.test(word));
    return path === undefined || existsSync(join(checkout, path)) ? undefined : `no ${path}`;
}

function npxProblem(words: string[]): string | undefined {
    const [program = ""] = words.filter((word) => !word.startsWith("-"));
    const isThere = existsSync(join(checkout, "node_modules", ".bin", program));
    return isThere ? pathProblem(words) : `node_modules has no program "${program}"`;
}

function pulumiProblem(given: string[]): string | undefined {
    const words = given
        .join(" ")
        .replace(/^(-C|--cwd) \S+ /, "")
        .split(" ");
    const [first = "", second = ""] = words;
    const name = `${first} ${second}` in PULUMI ? `${first} ${second}` : first;
    const flags = PULUMI[name];
    if (flags === undefined) {
        return `no subcommand "${first}"`;
    }
    const known = [...flags, ...PULUMI_GLOBAL];
    const used = words.flatMap((word) => /^(--?[a-z][\w-]*)/i.exec(word)?.[1] ?? []);
    const unknown = used.find((flag) => !known.includes(flag));
    return unknown && `pulumi ${name} has no ${unknown}`;
}

/** The first word that is no flag, nor a flag's value, must be in a list. */
function listed(list: readonly string[], count: number): (words: string[]) => string | undefined {
    return (words) => {
        const plain = words
            .join(" ")
            .replace(/(^| )--?[\w-]+(=\S+| (?!-)\S+)/g, (flag, space: string) =>
                /^ ?--?(n|namespace|kubeconfig|context|region|profile)[ =]/.test(flag)
                    ? space
                    : flag,
            );
        const name = plain.trim().split(/\s+/).slice(0, count).join(" ");
        return list.includes(name) ? undefined : `"${name}" is not in test/docs/commandLists.ts`;
    };
}

describe("the commands in README and docs", () => {
    it("are found", () => assert.ok(commands.length > 60, `only ${commands.length}`));

    it("are shell", () => {
        const problems = scripts.flatMap(({ where, script }) => {
            const { status, stderr } = spawnSync("bash", ["-n"], {
                input: script,
                encoding: "utf8",
            });
            return status === 0 ? [] : [`${where}: ${stderr.trim()}`];
        });
        assert.deepEqual(problems, []);
    });

    it("of make name targets and variables of its help", () =>
        assert.deepEqual(problemsOf("make", makeProblem), []));

    it("of npx, node, python and bash run what exists", () =>
        assert.deepEqual(
            [
                ...problemsOf("npx", npxProblem),
                ...["node", "python3", "bash"].flatMap((one) => problemsOf(one, pathProblem)),
            ],
            [],
        ));

    it("of pulumi are subcommands and flags of the engine", () =>
        assert.deepEqual(problemsOf("pulumi", pulumiProblem), []));

    it("of kubectl, helm and aws are known", () =>
        assert.deepEqual(
            [
                ...problemsOf("kubectl", listed(KUBECTL, 1)),
                ...problemsOf("helm", listed(HELM, 1)),
                ...problemsOf("aws", listed(AWS, 2)),
            ],
            [],
        ));

    it("of git and npm are commands of theirs", () => {
        const git = execFileSync("git", ["--list-cmds=main"], { encoding: "utf8" }).split("\n");
        const npm = ["ci", "install", "run", "pack", "test"];
        assert.deepEqual(
            [...problemsOf("git", listed(git, 1)), ...problemsOf("npm", listed(npm, 1))],
            [],
        );
    });
});
