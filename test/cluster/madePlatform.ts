import { spawn, type ChildProcess } from "node:child_process";
import {
    existsSync,
    mkdirSync,
    mkdtempSync,
    rmSync,
    statfsSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pulumiYaml } from "../../local/engine/project";
import { pathsOf, type Paths } from "../../local/paths";
import { run } from "../../sandbox/shell";
import { clusterProgram } from "../../sandbox/tools";
import { checkout, type Run } from "../../testkit/stack";
import { sandboxConfig, testSandbox } from "../../testkit/testSandbox";

const MIB = 1024 * 1024;
const DISK_MIB = 160;

/** What `make up` creates on the test sandbox, from a copy of the checkout; its `.local` is a small disk. */
export class MadePlatform {
    private constructor(readonly paths: Paths) {}

    static create(): MadePlatform {
        const copy = mkdtempSync(join(tmpdir(), "stack-faults-"));
        const files = run("git", ["-C", checkout, "ls-files", "-co", "--exclude-standard"]);
        const input = files
            .split("\n")
            .filter((file) => file && existsSync(join(checkout, file)))
            .join("\n");
        run("sh", ["-c", `tar -cf - -T - | tar -xf - -C ${copy}`], { cwd: checkout, input });
        symlinkSync(join(checkout, "node_modules"), join(copy, "node_modules"));
        const platform = new MadePlatform(pathsOf(copy));
        mkdirSync(platform.local);
        run("mount", ["-t", "tmpfs", "-o", `size=${DISK_MIB}m`, "tmpfs", platform.local]);
        platform.configure({});
        return platform;
    }

    get local(): string {
        return join(this.paths.checkout, ".local");
    }

    /** The job continues to run, and nobody waits for it. */
    configure(more: Record<string, unknown>): void {
        const config = sandboxConfig({
            teams: { processing: {} },
            jobs: { pi: { team: "processing", main: "jobs/pi.py", wait: "none" } },
            ...more,
        });
        const prefixed = Object.entries(config).map(([key, value]) => [
            `spark-platform:${key}`,
            value,
        ]);
        writeFileSync(
            join(this.paths.checkout, "Pulumi.local.yaml"),
            pulumiYaml({ config: Object.fromEntries(prefixed) as object }),
        );
    }

    make(command: "up" | "down", variables: NodeJS.ProcessEnv = {}): Promise<Run> {
        return finished(this.startMake(command, variables));
    }

    startMake(command: "up" | "down", variables: NodeJS.ProcessEnv = {}): ChildProcess {
        return spawn(
            process.execPath,
            ["--require", "ts-node/register/transpile-only", "local/cli.ts", command],
            {
                cwd: this.paths.checkout,
                env: { ...process.env, CLUSTER: "context", ...variables },
                detached: true,
            },
        );
    }

    /** Commands as a user types them, next to the project that `make up` runs. */
    shell(commands: string, variables: NodeJS.ProcessEnv = {}): Promise<Run> {
        return finished(this.startShell(commands, variables));
    }

    startShell(commands: string, variables: NodeJS.ProcessEnv = {}): ChildProcess {
        const { project, env, temporary } = this.paths;
        const PATH = `${dirname(clusterProgram("kubectl"))}:${process.env.PATH}`;
        const text = `. ${env}\nexport KUBECONFIG=${testSandbox().kubeconfig}\n${commands}`;
        return spawn("sh", ["-ec", text], {
            cwd: project,
            env: {
                ...process.env,
                PATH,
                PULUMI_NODEJS_ROOT_DIRECTORY: project,
                TMPDIR: temporary,
                ...variables,
            },
            detached: true,
        });
    }

    /** Leaves no more than this on the disk of `.local`. */
    fillDisk(leaveMiB: number): void {
        const { bavail, bsize } = statfsSync(this.local);
        const bytes = Math.max(0, bavail * bsize - leaveMiB * MIB);
        run("sh", ["-c", `head -c ${bytes} /dev/zero > ${this.filler} || true`]);
    }

    freeDisk(): void {
        rmSync(this.filler, { force: true });
    }

    private get filler(): string {
        return join(this.local, "filler");
    }

    async remove(): Promise<void> {
        this.freeDisk();
        await this.make("down");
        run("umount", ["--lazy", this.local]);
        rmSync(this.paths.checkout, { recursive: true, force: true });
    }
}

/** Waits for certain output of a process. */
export function said(child: ChildProcess, words: RegExp): Promise<void> {
    let output = "";
    return new Promise((resolve, reject) => {
        const onOutput = (chunk: Buffer) => {
            output += chunk.toString();
            if (words.test(output)) {
                resolve();
            }
        };
        child.stdout?.on("data", onOutput);
        child.stderr?.on("data", onOutput);
        child.on("close", () => reject(new Error(`never said ${words}:\n${output}`)));
    });
}

export async function finished(child: ChildProcess): Promise<Run> {
    const began = Date.now();
    let output = "";
    const add = (chunk: Buffer) => (output += chunk.toString());
    child.stdout?.on("data", add);
    child.stderr?.on("data", add);
    const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
    return { code, output, seconds: (Date.now() - began) / 1000 };
}
