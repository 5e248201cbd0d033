import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ModuleKind, transpile } from "typescript";
import { addressOf, startController, stopController } from "../../../testkit/controller";
import { testSandbox } from "../../../testkit/testSandbox";
import { writePackages } from "./packages";

/** What the server notes of a request. */
export interface Request {
    path: string;
    method: string;
    /** Address that has asked. */
    from: string;
    found: boolean;
}

const PORT = 8099;
const server = {
    name: "package-server",
    title: "the server of packages",
    ready: `${PORT}/test/note.txt`,
};

/** Address of what one client asks for; the sandbox's pods reach it, and nothing else outside. */
export function packageAddress(client: string, file: string): string {
    return `http://${addressOf(testSandbox())}:${PORT}/${client}/${file}`;
}

/** Variables by which pip asks the server and nobody else. */
export function pipVariables(client: string): Record<string, string> {
    return {
        PIP_INDEX_URL: packageAddress(client, "simple"),
        PIP_TRUSTED_HOST: addressOf(testSandbox()),
    };
}

export async function startPackageServer(): Promise<void> {
    rmSync(folder(), { recursive: true, force: true });
    mkdirSync(folder());
    writePackages(folder());
    const program = join(folder(), "fileServer.cjs");
    const source = readFileSync(join(__dirname, "fileServer.ts"), "utf8");
    writeFileSync(program, transpile(source, { module: ModuleKind.CommonJS }));
    await startController(testSandbox(), server, {
        command: process.execPath,
        args: [program, folder(), notes(), addressOf(testSandbox()), String(PORT)],
        env: process.env,
    });
}

export function stopPackageServer(): Promise<void> {
    return stopController(testSandbox(), server);
}

/** Beside the sandbox's own files: its programs do not see all of the machine, such as /tmp. */
function folder(): string {
    return join(dirname(testSandbox().kubeconfig), "packages");
}

function notes(): string {
    return join(folder(), "requests.jsonl");
}

/** What a client has asked for, in this order. */
export function requestsOf(client: string): Request[] {
    return readFileSync(notes(), "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Request)
        .filter(({ path }) => path.startsWith(`/${client}/`));
}
