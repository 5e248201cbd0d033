import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Sandbox } from "../sandbox";
import { clusterProgram } from "../sandbox/tools";
import { kubectlOptions } from "../testkit/testSandbox";

/** kubectl turns tabs into spaces. */
const SEPARATOR = "|";

/** An event of a watch, and its time. */
export interface Told {
    at: number;
    /** The requested fields of the object. */
    fields: string[];
}

/**
 * Watches every change of the objects of a kind until it is stopped: unlike polling, this costs
 * next to nothing and yields exact times.
 *
 * @param fields JSONPath of each field of interest
 */
export class Watched {
    readonly told: Told[] = [];
    private readonly child;
    private waiting: (() => void)[] = [];
    private hasEnded = false;

    constructor(sandbox: Sandbox, namespace: string, kind: string, fields: string[]) {
        const line = `jsonpath=${fields.map((field) => `{${field}}`).join(SEPARATOR)}{"\\n"}`;
        this.child = spawn(clusterProgram("kubectl"), [
            ...kubectlOptions(sandbox),
            ...["get", kind, "--namespace", namespace, "--watch", "--output", line],
        ]);
        createInterface(this.child.stdout).on("line", (text) => {
            this.told.push({ at: Date.now(), fields: text.split(SEPARATOR) });
            this.wake();
        });
        this.child.on("close", () => {
            this.hasEnded = true;
            this.wake();
        });
    }

    private wake(): void {
        this.waiting.splice(0).forEach((look) => look());
    }

    /** When `isIt` was first true. */
    momentOf(isIt: (fields: string[]) => boolean): number | undefined {
        return this.told.find(({ fields }) => isIt(fields))?.at;
    }

    async until(isIt: (fields: string[]) => boolean): Promise<number> {
        for (;;) {
            const moment = this.momentOf(isIt);
            if (moment !== undefined) {
                return moment;
            }
            if (this.hasEnded) {
                throw new Error(`the watch ended after ${JSON.stringify(this.told)}`);
            }
            await new Promise<void>((resolve) => this.waiting.push(resolve));
        }
    }

    stop(): void {
        this.child.kill();
    }
}
