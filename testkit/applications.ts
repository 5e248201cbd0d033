import { kubectl } from "./testSandbox";

/** Where pods were scheduled, including deleted ones: pod name to node name. */
export function nodesOf(namespace: string): Map<string, string> {
    const messages = kubectl(
        ...["get", "events", "-n", namespace, "--field-selector", "reason=Scheduled"],
        ...["-o", "jsonpath={range .items[*]}{.message}{'\\n'}{end}"],
    );
    const found = messages.matchAll(/assigned [^/]+\/(\S+) to (\S+)/g);
    return new Map([...found].map(([, pod = "", node = ""]) => [pod, node]));
}

/** An object as JSON. */
export function read<T>(...what: string[]): T {
    return JSON.parse(kubectl("get", ...what, "-o", "json")) as T;
}

/** Polls until there is a result. */
export async function eventually<T>(
    what: string,
    ask: () => T | undefined | false | Promise<T | undefined | false>,
    seconds = 90,
): Promise<T> {
    const end = Date.now() + seconds * 1000;
    for (;;) {
        const answer = await ask();
        if (answer !== undefined && answer !== false) {
            return answer;
        }
        if (Date.now() > end) {
            throw new Error(`not within ${seconds} s: ${what}`);
        }
        await new Promise((done) => setTimeout(done, 500));
    }
}

export interface Application {
    metadata: { name: string; uid: string };
    spec: Record<string, unknown>;
    status?: {
        applicationState?: { state?: string; errorMessage?: string };
        submissionAttempts?: number;
        executionAttempts?: number;
    };
}

/** The operator's state; empty while there is none. */
export function stateOf(namespace: string, application: string): string {
    const { status } = read<Application>("sparkapplication", application, "-n", namespace);
    return status?.applicationState?.state ?? "";
}

/** The log of a run's driver. */
export function driverLog(namespace: string, application: string): string {
    return kubectl("logs", "-n", namespace, `${application}-driver`);
}
