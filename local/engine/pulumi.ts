import { spawn } from "node:child_process";
import { run, succeeds, UserError } from "../../sandbox/shell";
import type { Paths } from "../paths";
import { Interrupted } from "../recovery/run";
import { marked } from "./processes";
import { temporaryFolder } from "./temporary";

/** A pending operation of a stack: started, but not known to have finished. */
export interface PendingOperation {
    type: "creating" | "updating" | "deleting" | "reading" | "importing";
    resource: { type: string; inputs?: Record<string, unknown> };
}

/** A resource in a preview. */
export interface PreviewedResource {
    urn: string;
    type: string;
    inputs?: Record<string, unknown>;
}

/** A resource in the state, or as a preview would create it. */
export interface StateResource extends PreviewedResource {
    custom?: boolean;
    parent?: string;
    /** URN and ID of the provider. */
    provider?: string;
    id?: string;
    outputs?: object;
    dependencies?: string[];
    propertyDependencies?: Record<string, string[] | null>;
}

export interface PreviewStep {
    op: string;
    newState?: StateResource;
}

/** What `pulumi stack export` writes. */
export interface State {
    deployment?: {
        resources?: StateResource[];
        pending_operations?: PendingOperation[];
    };
}

/** Runs `pulumi` on stack `local` of the project that was written for this machine. */
export class Pulumi {
    private readonly env: NodeJS.ProcessEnv;

    constructor(
        private readonly paths: Paths,
        env: NodeJS.ProcessEnv,
    ) {
        this.env = {
            ...env,
            ...marked(paths.checkout),
            PULUMI_STACK: "local",
            // Where the stack file is: older language hosts do not pass it to the program.
            PULUMI_NODEJS_ROOT_DIRECTORY: paths.project,
            TMPDIR: temporaryFolder(paths.temporary),
        };
    }

    ensureStack(): void {
        this.capture(["stack", "select", "local", "--create"]);
    }

    /** Discards the stack's state, even if it still contains resources. */
    forget(): void {
        this.capture(["stack", "rm", "local", "--force", "--yes", "--preserve-config"]);
    }

    hasStack(): boolean {
        return succeeds("pulumi", [...this.common(), "stack", "select", "local"], this.options());
    }

    /** Removes the lock of a killed run, if any. */
    unlock(): void {
        this.capture(["cancel", "--yes"]);
    }

    outputs(): Record<string, unknown> {
        return JSON.parse(this.capture(["stack", "output", "--json"])) as Record<string, unknown>;
    }

    /** Every resource of the program, as an update would create it. */
    preview(): PreviewedResource[] {
        return this.previewSteps("--show-sames").flatMap(({ newState }) => newState ?? []);
    }

    previewSteps(...args: string[]): PreviewStep[] {
        const output = this.capture(["preview", "--json", ...args]);
        return (JSON.parse(output) as { steps: PreviewStep[] }).steps;
    }

    pendingOperations(): PendingOperation[] {
        return this.state().deployment?.pending_operations ?? [];
    }

    state(): State {
        return JSON.parse(this.capture(["stack", "export"])) as State;
    }

    replaceState(state: State): void {
        this.capture(["stack", "import"], JSON.stringify(state));
    }

    /** Returns the command's output. */
    capture(args: string[], input?: string): string {
        return run("pulumi", [...this.common(), ...args], { ...this.options(), input });
    }

    /**
     * Streams the command's output.
     *
     * @param limitMs interrupts the command after this time, which makes it fail
     */
    async stream(args: string[], limitMs?: number): Promise<void> {
        const child = spawn("pulumi", [...this.common(), ...args], {
            ...this.options(),
            stdio: ["ignore", "inherit", "inherit"],
            // A process group of its own: Ctrl-C at the terminal would reach it twice, and the
            // second signal kills it before it saves its state.
            detached: true,
        });
        let interrupted = false;
        const interrupt = () => child.kill("SIGINT");
        const pass = () => {
            interrupted = true;
            interrupt();
        };
        process.on("SIGINT", pass).on("SIGTERM", pass);
        const limits = limitMs
            ? [0, 5_000].map((more) => setTimeout(interrupt, limitMs + more))
            : [];
        const code = await new Promise<number | null>((resolve, reject) => {
            child.on("error", (error) => reject(new UserError(`pulumi: ${error.message}`)));
            child.on("exit", resolve);
        });
        limits.forEach(clearTimeout);
        process.off("SIGINT", pass).off("SIGTERM", pass);
        if (interrupted || code === null) {
            throw new Interrupted("Interrupted. Run the same command again to continue.");
        }
        if (code !== 0) {
            throw new UserError(`pulumi ${args[0]} failed; see above.`);
        }
    }

    private common(): string[] {
        return ["-C", this.paths.project, "--non-interactive"];
    }

    private options() {
        return { cwd: this.paths.checkout, env: this.env };
    }
}
