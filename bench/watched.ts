import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Sandbox } from "../sandbox";
import { clusterProgram } from "../sandbox/tools";
import { kubectlOptions } from "../testkit/testSandbox";

/** kubectl makes blanks of tabs. */
const SEPARATOR = "|";

/** Something that a watch has told, and when. */
export interface Told {
    at: number;
    /** Fields of the object, as asked for. */
    fields: string[];
}

/**
 * Every change of the objects of a kind, until it is stopped: unlike questions again and again, it costs next
 * to nothing, and knows the moment.
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

    /** When `isIt` was first told. */
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
                throw new Error(`the watch has ended; it told ${JSON.stringify(this.told)}`);
            }
            await new Promise<void>((resolve) => this.waiting.push(resolve));
        }
    }

    stop(): void {
        this.child.kill();
    }
}
