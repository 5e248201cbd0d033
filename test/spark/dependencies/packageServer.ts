import { readFileSync } from "node:fs";
import { join } from "node:path";
import { addressOf, startController, stopController } from "../../support/controller";
import { checkout } from "../../support/stack";
import { testSandbox } from "../../support/testSandbox";
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

/** @param folder an empty one */
export async function startPackageServer(folder: string): Promise<void> {
    writePackages(folder);
    const typescript = ["--require", require.resolve("ts-node/register/transpile-only")];
    await startController(testSandbox(), server, {
        command: process.execPath,
        args: [
            ...[...typescript, join(__dirname, "fileServer.ts")],
            ...[folder, notes(folder), addressOf(testSandbox()), String(PORT)],
        ],
        env: { ...process.env, TS_NODE_PROJECT: join(checkout, "tsconfig.json") },
    });
}

export function stopPackageServer(): Promise<void> {
    return stopController(testSandbox(), server);
}

function notes(folder: string): string {
    return join(folder, "requests.jsonl");
}

/** What a client has asked for, in this order. */
export function requestsOf(folder: string, client: string): Request[] {
    return readFileSync(notes(folder), "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Request)
        .filter(({ path }) => path.startsWith(`/${client}/`));
}
