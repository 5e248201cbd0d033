import {
    appendFileSync,
    existsSync,
    mkdirSync,
    readdirSync,
    readFileSync,
    renameSync,
    rmSync,
    writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { CloudResource } from "./cloudResource";
import { callerOf, Credentials } from "./credentials";
import { Effect } from "./effects";
import { now } from "./now";
import { CloudSettings, readSettings, writeSettings } from "./settings";
import { TYPES } from "./types";
import { textsAt } from "./values";

/** A call to AWS. */
export interface Call {
    call: "create" | "read" | "update" | "delete" | "invoke";
    /** Type, or the function of an invoke. */
    type: string;
    /** Logical name; empty for an invoke. */
    name: string;
    /** Milliseconds; one clock for all plugins. */
    began: number;
    ended: number;
    error?: string;
}

type Subject = Pick<Call, "call" | "type" | "name">;

/**
 * The state of the AWS stand-in, in a folder that any number of plugin processes share: a file per
 * resource, a record of all calls, and the pending failures.
 */
export class Cloud {
    private readonly resources: string;
    private readonly failures: string;
    private readonly record: string;
    private readonly effectsFile: string;
    private readonly settingsFile: string;

    /** @param credentials the caller; by default the one in the settings */
    constructor(
        folder: string,
        private readonly credentials: Credentials = {},
    ) {
        this.resources = join(folder, "resources");
        this.failures = join(folder, "failures");
        this.record = join(folder, "calls.jsonl");
        this.effectsFile = join(folder, "effects.jsonl");
        this.settingsFile = join(folder, "settings.json");
        mkdirSync(this.resources, { recursive: true });
        mkdirSync(this.failures, { recursive: true });
    }

    all(): CloudResource[] {
        return readdirSync(this.resources)
            .filter((file) => file.endsWith(".json"))
            .sort()
            .flatMap((file) => this.readFile(join(this.resources, file)) ?? []);
    }

    find(type: string, id: string): CloudResource | undefined {
        return this.readFile(this.fileOf(type, id));
    }

    put(resource: CloudResource): void {
        const file = this.fileOf(resource.type, resource.id);
        const half = `${file}.${process.pid}`;
        writeFileSync(half, JSON.stringify({ madeAt: now(), ...resource }));
        renameSync(half, file);
    }

    get settings(): CloudSettings {
        const settings = readSettings(this.settingsFile);
        return { ...settings, caller: callerOf(this.credentials, settings.caller) };
    }

    /** Changes some of the settings; the others stay. */
    set(some: Partial<CloudSettings>): void {
        writeSettings(this.settingsFile, { ...this.settings, ...some });
    }

    /** Changes the size of a node group, as Cluster Autoscaler does. */
    scale(nodeGroupName: string, desiredSize: number): void {
        const group = this.all().find(
            ({ type, inputs }) =>
                type === TYPES.nodeGroup && inputs["nodeGroupName"] === nodeGroupName,
        );
        if (group === undefined) {
            throw new Error(`no node group ${nodeGroupName}`);
        }
        this.put({ ...group, live: { ...group.live, desiredSize } });
    }

    /** Puts a number of files into a bucket, as jobs do. */
    fill(bucket: string, objects: number): void {
        const found = this.find(TYPES.bucket, bucket);
        if (found === undefined) {
            throw new Error(`no bucket ${bucket}`);
        }
        this.put({ ...found, live: { ...found.live, objects } });
    }

    /** Roles that new pods of a service account would get. */
    rolesForPods(namespace: string, serviceAccount: string): string[] {
        const { associationDelayMs } = this.settings;
        return this.all()
            .filter(({ type }) => type === TYPES.podIdentityAssociation)
            .filter(({ inputs }) => inputs["namespace"] === namespace)
            .filter(({ inputs }) => inputs["serviceAccount"] === serviceAccount)
            .filter(({ madeAt = 0 }) => now() - madeAt >= associationDelayMs)
            .flatMap(({ inputs }) => textsAt(inputs, "roleArn"));
    }

    /** Removes a resource, and what was created with it. */
    remove(type: string, id: string): void {
        for (const own of this.all().filter(({ madeWith }) => madeWith === id)) {
            rmSync(this.fileOf(own.type, own.id), { force: true });
        }
        rmSync(this.fileOf(type, id), { force: true });
    }

    /** Makes the next matching call fail; called twice, the next two. */
    failNext({ call, type, name }: Subject): void {
        const place = readdirSync(this.failures).length;
        writeFileSync(join(this.failures, String(place)), `${type}::${name}:${call}`);
    }

    /** Makes a call: records it, takes as long as the real one, and fails if requested. */
    async made<T>(subject: Subject, milliseconds: number, action: () => T): Promise<T> {
        const began = now();
        try {
            await wait(milliseconds);
            this.failIfAsked(subject);
            const result = action();
            this.add({ ...subject, began, ended: now() });
            return result;
        } catch (error) {
            this.add({ ...subject, began, ended: now(), error: (error as Error).message });
            throw error;
        }
    }

    calls(): Call[] {
        return linesOf<Call>(this.record);
    }

    /** The effects of the calls on running nodes and files. */
    effects(): Effect[] {
        return linesOf<Effect>(this.effectsFile);
    }

    addEffects(effects: readonly Effect[]): void {
        for (const effect of effects) {
            appendFileSync(this.effectsFile, `${JSON.stringify(effect)}\n`);
        }
    }

    /** Clears the record of calls and their effects. */
    forgetCalls(): void {
        rmSync(this.record, { force: true });
        rmSync(this.effectsFile, { force: true });
    }

    private failIfAsked({ call, type, name }: Subject): void {
        for (const file of readdirSync(this.failures).sort()) {
            const path = join(this.failures, file);
            if (readFileSync(path, "utf8") === `${type}::${name}:${call}`) {
                rmSync(path);
                throw new Error(`InternalFailure: asked for (${type}::${name}:${call})`);
            }
        }
    }

    private add(call: Call): void {
        appendFileSync(this.record, `${JSON.stringify(call)}\n`);
    }

    private fileOf(type: string, id: string): string {
        return join(this.resources, `${encodeURIComponent(`${type} ${id}`)}.json`);
    }

    private readFile(file: string): CloudResource | undefined {
        try {
            return JSON.parse(readFileSync(file, "utf8")) as CloudResource;
        } catch (error) {
            // Another plugin process may have removed it.
            if ((error as NodeJS.ErrnoException).code === "ENOENT") {
                return undefined;
            }
            throw error;
        }
    }
}

function linesOf<T>(file: string): T[] {
    if (!existsSync(file)) {
        return [];
    }
    const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
    return lines.map((line) => JSON.parse(line) as T);
}
