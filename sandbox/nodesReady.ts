import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { kubectl } from "./controlPlane";
import { inotifyAdvice } from "./inotify";
import type { SandboxNamespaces } from "./namespaces";
import { sandboxNodes } from "./nodes";
import { sleep, UserError } from "./shell";
import { sandboxDir, type SandboxRecord } from "./state";

/** @param startKubelets restarts those that have exited, every few seconds */
export async function waitForNodes(
    namespaces: SandboxNamespaces,
    record: SandboxRecord,
    startKubelets: () => void,
): Promise<void> {
    const readyNodes =
        '{range .items[*]}{.metadata.name} {.status.conditions[?(@.type=="Ready")].status}{"\\n"}{end}';
    let missing: string[] = [];
    for (let attempt = 0; attempt < 400; attempt++) {
        if (attempt % 10 === 0) {
            startKubelets();
        }
        const nodes = kubectl(
            namespaces,
            record.id,
            "get",
            "nodes",
            "-o",
            `jsonpath=${readyNodes}`,
        );
        missing = sandboxNodes
            .map(({ name }) => name)
            .filter((name) => !nodes.split("\n").includes(`${name} True`));
        if (missing.length === 0) {
            return;
        }
        await sleep(200);
    }
    const logs = join(sandboxDir(record.id), "logs");
    const said = missing.map((name) => lastError(join(logs, `${name}-kubelet.log`)));
    throw new UserError(
        [
            `Sandbox nodes did not become ready: ${missing.join(", ")}. See ${logs}.`,
            ...said,
            inotifyAdvice(),
        ]
            .filter(Boolean)
            .join("\n"),
    );
}

function lastError(log: string): string {
    const lines = existsSync(log) ? readFileSync(log, "utf8").split("\n") : [];
    return lines.filter((line) => /^[EF]\d{4} /.test(line)).pop() ?? `${log}: no error`;
}
