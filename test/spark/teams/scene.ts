import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { TestStack, type Run } from "../../../testkit/stack";
import { sandboxConfig } from "../../../testkit/testSandbox";
import { provideVolumes, removeVolumes } from "./localVolumes";

const FILES = readdirSync(join(__dirname, "../programs"));

/** One stack for all tests of teams; its settings contain from the start what the first tests need. */
export class Scene {
    /** Names of the jobs' applications in the cluster. */
    applications: Record<string, string> = {};
    schedules: Record<string, string> = {};
    private config: Record<string, unknown> = {};
    private created?: TestStack;

    get stack(): TestStack {
        if (this.created === undefined) {
            throw new Error("the stack is created before the first test");
        }
        return this.created;
    }

    async begin(config: Record<string, unknown>): Promise<void> {
        const program = (name: string) =>
            readFileSync(join(__dirname, "../programs", name), "utf8");
        this.created = await TestStack.create({
            program: `export * from "../../../index";\n`,
            files: Object.fromEntries(FILES.map((name) => [`jobs/${name}`, program(name)])),
            config: {},
        });
        provideVolumes();
        await this.up(config);
    }

    /** An update with changed settings; all others stay as they are. */
    async up(
        changed: Record<string, unknown>,
        watch: (output: string) => void = () => undefined,
    ): Promise<Run> {
        this.config = { ...this.config, ...changed };
        this.stack.configure(sandboxConfig(this.config));
        const result = await this.stack.upWatched(watch);
        assert.equal(result.code, 0, result.output);
        const { jobs } = (await this.stack.outputs()) as {
            jobs: Record<string, { application: string }>;
        };
        this.applications = Object.fromEntries(
            Object.entries(jobs).map(([name, { application }]) => [name, application]),
        );
        return result;
    }

    /** What an update with changed settings would do; the settings stay as they were. */
    async preview(changed: Record<string, unknown>): Promise<Run> {
        this.stack.configure(sandboxConfig({ ...this.config, ...changed }));
        const result = await this.stack.preview();
        this.stack.configure(sandboxConfig(this.config));
        return result;
    }

    application(job: string): string {
        const name = this.applications[job];
        assert.ok(name, `no job ${job} in the outputs`);
        return name;
    }

    async end(): Promise<void> {
        await this.created?.remove();
        removeVolumes();
    }
}
