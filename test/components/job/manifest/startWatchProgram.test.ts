import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, Server } from "node:http";
import { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startWatch } from "../../../../components/job/manifest/startWatch";
import { someJob } from "../../../../testkit/someJob";

interface Pod {
    metadata: { name: string; creationTimestamp: string; deletionTimestamp?: string };
    spec: { nodeName?: string };
    status: { phase: string };
}

const OLD = "2020-01-01T00:00:00Z";

const pod = (name: string, phase: string, nodeName?: string, created = OLD): Pod => ({
    metadata: { name, creationTimestamp: created },
    spec: { nodeName },
    status: { phase },
});

/** The program with what it is given, on this machine: without TLS, and in hundredths of seconds. */
function programHere(folder: string) {
    const args = { main: "local:///opt/pi.py", schedule: "@daily", timeout: "1h" };
    const watch = startWatch(someJob({ args }), "platform/spark:1");
    const [container] = watch.spec.jobTemplate.spec.template.spec.containers;
    const [command = "", option = "", script = ""] = container?.command ?? [];
    const changed = script
        .replace("/var/run/secrets/kubernetes.io/serviceaccount/", `${folder}/`)
        .replace('"https://', '"http://')
        .replace(/^TLS = .*$/m, "TLS = None")
        .replace("time.sleep(5)", "time.sleep(0.05)");
    const env = Object.fromEntries(
        (container?.env ?? []).map(({ name, value }) => [name, value] as const),
    );
    return { command, args: [option, changed], env };
}

describe("the program that watches the start of a run", () => {
    let folder: string;
    let server: Server;
    let requests: string[];
    /** What the API server shows at each look; the last stays. */
    let looks: (Pod[] | Error)[];

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "start-watch-"));
        writeFileSync(join(folder, "token"), "secret");
        server = createServer((request, response) => {
            const { method, url, headers } = request;
            assert.equal(headers.authorization, "Bearer secret");
            requests.push(`${method} ${url}`);
            const items = method === "GET" ? (looks.length > 1 ? looks.shift() : looks[0]) : [];
            response.statusCode = items instanceof Error ? 503 : 200;
            response.end(JSON.stringify({ items }));
        });
        return new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
    });

    after(() => {
        server.close();
        rmSync(folder, { recursive: true });
    });

    /** What it prints, and asks of the API server beside lists. */
    async function watched(scenes: (Pod[] | Error)[], more: Record<string, string> = {}) {
        requests = [];
        looks = scenes;
        const { command, args, env } = programHere(folder);
        const { port } = server.address() as AddressInfo;
        const own = { KUBERNETES_SERVICE_HOST: "127.0.0.1", KUBERNETES_SERVICE_PORT: String(port) };
        const { stdout } = await promisify(execFile)(command, args, {
            env: { ...process.env, ...env, ...own, ...more },
        });
        return { said: stdout.trim(), changes: requests.filter((one) => !one.startsWith("GET")) };
    }

    it("exits once the driver has a node, whatever ended before", async () => {
        const now = new Date().toISOString();
        const { said, changes } = await watched([
            [pod("old", "Failed")],
            [pod("old", "Succeeded", "a"), pod("new", "Pending", undefined, now)],
            [pod("new", "Pending", "a", now)],
        ]);
        assert.deepEqual([said, changes], ["the driver has a node", []]);
        assert.equal(
            requests[0],
            "GET /api/v1/namespaces/processing/pods?labelSelector=" +
                "spark-role%3Ddriver%2Csparkoperator.k8s.io%2Fscheduled-app-name%3Dpi",
        );
    });

    it("deletes a driver without a node after the timeout, and watches the next attempt", async () => {
        const { said, changes } = await watched([
            new Error("the API server restarts"),
            [pod("stuck", "Pending")],
            [],
            [pod("next", "Running", "a")],
        ]);
        assert.deepEqual(changes, ["DELETE /api/v1/namespaces/processing/pods/stuck"]);
        assert.match(
            said,
            /^HTTP Error 503.*\nending stuck: no node within 3600 s\nthe driver has a node$/,
        );
    });

    it("gives up if no driver appears", async () => {
        assert.deepEqual(await watched([[]], { PATIENCE_SECONDS: "0" }), { said: "", changes: [] });
    });
});
