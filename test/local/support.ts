import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathsOf, type Paths } from "../../local/paths";
import { temporaryFolder } from "../../testkit/temporaryFolder";

/** An empty folder in place of a checkout. */
export function emptyCheckout(): Paths {
    const paths = pathsOf(temporaryFolder());
    mkdirSync(join(paths.checkout, ".local"));
    return paths;
}

/** A folder for PATH whose programs run shell lines and record their calls. */
export class StandIns {
    readonly folder = temporaryFolder();
    private readonly record = join(this.folder, "calls");

    /** @param body shell lines; `$*` are the arguments */
    add(program: string, body = ""): this {
        const file = join(this.folder, program);
        const lines = ["#!/bin/sh", `echo "${program} $*" >> ${this.record}`, body, ""];
        writeFileSync(file, lines.join("\n"));
        chmodSync(file, 0o755);
        return this;
    }

    /** Only the stand-ins and a few basic programs are found. */
    get env(): NodeJS.ProcessEnv {
        return { PATH: `${this.folder}:${shellPrograms()}`, HOME: this.folder };
    }

    get calls(): string[] {
        return existsSync(this.record)
            ? readFileSync(this.record, "utf8").trimEnd().split("\n")
            : [];
    }
}

/**
 * A folder with only `sh`, `touch`, `rm` and `cat`, so that the machine's own docker or pulumi is
 * not found.
 */
function shellPrograms(): string {
    const folder = temporaryFolder();
    for (const program of ["sh", "touch", "rm", "cat"]) {
        const link = join(folder, program);
        writeFileSync(link, `#!/bin/sh\nexec /bin/${program} "$@"\n`);
        chmodSync(link, 0o755);
    }
    return folder;
}

/** Writes a file, with its folders. */
export function put(folder: string, name: string, text: string): void {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), text);
}
