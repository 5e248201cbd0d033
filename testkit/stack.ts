import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parse } from "yaml";
import { findEngine, type Engine } from "../local/engine/engine";
import { composeProject, pulumiYaml } from "../local/engine/project";
import { pathsOf } from "../local/paths";
import { run } from "../sandbox/shell";
import { folderInCheckout } from "./runFolder";

export const checkout = join(__dirname, "..");

export const UP = ["up", "--yes", "--skip-preview"];

export interface Run {
    code: number | null;
    /** Standard output and standard error, interleaved. */
    output: string;
    seconds: number;
}

export interface StackOptions {
    /** Stack settings as in a stack file; the project's prefix is optional. */
    config: Record<string, unknown>;
    /** Source of a custom program; by default the project's own program. */
    program?: string;
    /** Further files of the project folder, name to content. */
    files?: Record<string, string | Uint8Array>;
    /**
     * Name of the stack.
     * @default local
     */
    name?: string;
    /** Further variables for the engine. */
    env?: NodeJS.ProcessEnv;
    /** Folder of commands that take precedence over PATH. */
    commands?: string;
    /** Folders of further plugins, by the name of the provider. */
    plugins?: Record<string, string>;
}

/** A stack of the real engine, with its own project folder, state folder and settings. */
export class TestStack {
    private constructor(
        public readonly folder: string,
        private readonly name: string,
        private readonly engine: Engine,
        private readonly env: NodeJS.ProcessEnv,
    ) {}

    static async create(options: StackOptions): Promise<TestStack> {
        const folder = folderInCheckout("stack");
        const name = options.name ?? "local";
        const engine = await findEngine(pathsOf(folder));
        const env = {
            ...engine.env,
            ...options.env,
            ...(options.commands && { PATH: `${options.commands}:${engine.env["PATH"]}` }),
            PULUMI_BACKEND_URL: `file://${folder}`,
            PULUMI_CONFIG_PASSPHRASE: "test",
            PULUMI_STACK: name,
            PULUMI_NODEJS_ROOT_DIRECTORY: folder,
            // The Kubernetes provider leaves kubeconfigs there.
            TMPDIR: join(folder, "tmp"),
        };
        mkdirSync(env.TMPDIR);
        const stack = new TestStack(folder, name, engine, env);
        for (const [file, content] of Object.entries(options.files ?? {})) {
            mkdirSync(join(folder, file, ".."), { recursive: true });
            writeFileSync(join(folder, file), content);
        }
        stack.writeProject(options);
        stack.configure(options.config);
        const created = await stack.pulumi("stack", "init", name);
        if (created.code !== 0) {
            throw new Error(created.output);
        }
        return stack;
    }

    private writeProject({ program, plugins = {} }: StackOptions): void {
        const tracked = parse(readFileSync(join(checkout, "Pulumi.yaml"), "utf8")) as object;
        const overlay = { context: "", plugins: this.engine.plugins, keepTrackedEncryption: false };
        const project = composeProject(
            { main: "index.ts", ...tracked },
            program === undefined ? relative(this.folder, checkout) : ".",
            overlay,
        );
        const own = project["plugins"] as { providers: object[] } | undefined;
        const further = Object.entries(plugins).map(([name, path]) => ({ name, path }));
        const providers = [...(own?.providers ?? []), ...further];
        writeFileSync(
            join(this.folder, "Pulumi.yaml"),
            pulumiYaml({
                ...project,
                ...(providers.length > 0 && { plugins: { ...own, providers } }),
            }),
        );
        if (program !== undefined) {
            writeFileSync(join(this.folder, "index.ts"), program);
            const tsconfig = { extends: relative(this.folder, join(checkout, "tsconfig.json")) };
            writeFileSync(join(this.folder, "tsconfig.json"), JSON.stringify(tsconfig));
        }
    }

    /** Replaces the stack's settings. */
    configure(config: Record<string, unknown>): void {
        const file = join(this.folder, `Pulumi.${this.name}.yaml`);
        let kept: Record<string, unknown> = {};
        try {
            kept = parse(readFileSync(file, "utf8")) as Record<string, unknown>;
        } catch {
            // On the first run there is nothing to keep.
        }
        const prefixed = Object.fromEntries(
            Object.entries(config).map(([key, value]) => [
                key.includes(":") ? key : `spark-platform:${key}`,
                value,
            ]),
        );
        writeFileSync(file, pulumiYaml({ ...kept, config: prefixed }));
    }

    preview(...args: string[]): Promise<Run> {
        return this.pulumi("preview", "--diff", ...args);
    }

    up(...args: string[]): Promise<Run> {
        return this.pulumi(...UP, ...args);
    }

    upWatched(look: (output: string) => void): Promise<Run> {
        return this.watched(UP, look);
    }

    destroy(...args: string[]): Promise<Run> {
        return this.pulumi("destroy", "--yes", "--skip-preview", ...args);
    }

    async outputs(): Promise<Record<string, unknown>> {
        const { output } = await this.pulumi("stack", "output", "--json", "--show-secrets");
        return JSON.parse(output) as Record<string, unknown>;
    }

    start(...args: string[]): ChildProcess {
        return this.spawned(args);
    }

    private spawned(args: string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
        return spawn("pulumi", ["-C", this.folder, "--non-interactive", "--color=never", ...args], {
            env: { ...this.env, ...env },
            cwd: this.folder,
        });
    }

    /** Runs commands as a user would type them in the project folder. */
    shell(commands: string, env: NodeJS.ProcessEnv): string {
        const all = { ...this.env, ...env };
        return run("sh", ["-e", "-c", commands], { cwd: this.folder, env: all });
    }

    pulumi(...args: string[]): Promise<Run> {
        return this.watched(args, () => undefined);
    }

    /**
     * @param look receives all output so far whenever there is more
     * @param limits `seconds` after which it is killed (the output then says so), and further
     * variables
     */
    async watched(
        args: string[],
        look: (output: string) => void,
        { seconds = 3600, env = {} }: { seconds?: number; env?: NodeJS.ProcessEnv } = {},
    ): Promise<Run> {
        const began = Date.now();
        const child = this.spawned(args, env);
        let output = "";
        const add = (chunk: Buffer) => look((output += chunk.toString()));
        child.stdout?.on("data", add);
        child.stderr?.on("data", add);
        const timer = setTimeout(() => {
            output += `\nended by the test, after ${seconds} s\n`;
            child.kill("SIGINT");
            // On a second signal it no longer waits for running operations.
            setTimeout(() => child.kill("SIGINT"), 1000);
        }, seconds * 1000);
        const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
        clearTimeout(timer);
        return { code, output, seconds: (Date.now() - began) / 1000 };
    }

    /** Destroys what is left and removes the project folder. */
    async remove(): Promise<void> {
        await this.destroy();
        this.forget();
    }

    /** Removes only the project folder: the stack's objects are deleted with its cluster. */
    forget(): void {
        rmSync(this.folder, { recursive: true, force: true });
    }
}
