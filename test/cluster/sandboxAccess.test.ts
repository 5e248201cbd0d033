import { strict as assert } from "node:assert";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import * as https from "node:https";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { sandboxUp } from "../../sandbox";
import { sandboxNodes } from "../../sandbox/nodes";
import { readRecord, sandboxDir } from "../../sandbox/state";
import { addressOf } from "../../testkit/controller";
import { apply, kubectl, testSandbox } from "../../testkit/testSandbox";

const NAMESPACE = "sandbox-access";
const KUBELETS = sandboxNodes.map((_, index) => 10250 + index);

/** Requests of a pod without permissions, with its token and without; prints status codes. */
const FROM_A_POD = `
import json, ssl, sys, urllib.request
host, ca = sys.argv[1], "/var/run/secrets/kubernetes.io/serviceaccount"
context = ssl.create_default_context(cafile=ca + "/ca.crt")
token = {"Authorization": "Bearer " + open(ca + "/token").read()}
def ask(port, path, headers={}, method="GET"):
    url = f"https://{host}:{port}{path}"
    request = urllib.request.Request(url, headers=headers, method=method)
    try:
        return urllib.request.urlopen(request, context=context, timeout=10).status
    except urllib.error.HTTPError as error:
        return error.code
run = "/run/${NAMESPACE}/talks/talks?cmd=id"
print(json.dumps([
    [ask(port, "/pods"), ask(port, "/pods", token),
     ask(port, run, method="POST"), ask(port, run, token, "POST")]
    for port in map(int, sys.argv[2:])]))
`;

describe("access to the sandbox's own servers", () => {
    before(() => {
        const metadata = { name: NAMESPACE };
        apply(testSandbox(), { apiVersion: "v1", kind: "Namespace", metadata });
        apply(testSandbox(), {
            apiVersion: "v1",
            kind: "ServiceAccount",
            metadata: { name: "powerless", namespace: NAMESPACE },
        });
        apply(testSandbox(), {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: "talks", namespace: NAMESPACE },
            spec: {
                serviceAccountName: "powerless",
                containers: [
                    {
                        name: "talks",
                        image: testSandbox().artifacts.images.spark,
                        command: ["sh", "-c", "echo said; exec python3 -m http.server 8000"],
                    },
                ],
            },
        });
        inNamespace("wait", "--for=condition=Ready", "pod/talks", "--timeout=60s");
    });

    after(() => {
        kubectl("delete", "namespace", NAMESPACE, "--wait=false");
    });

    it("kubelets reject anonymous requests, and a pod's account without permissions", () => {
        const host = addressOf(testSandbox());
        const ask = ["exec", "talks", "--", "python3", "-c", FROM_A_POD, host];
        const answers = inNamespace(...ask, ...KUBELETS.map(String));
        const refused = [401, 403, 401, 403];
        assert.deepEqual(
            JSON.parse(answers),
            KUBELETS.map(() => refused),
        );
    });

    it("a kubelet answers an administrator, with a certificate of the cluster's authority", async () => {
        const { ca, cert, key } = administrator();
        assert.equal(await status(10250, "/pods", { ca, cert, key }), 200);
        assert.equal(await status(10250, "/pods", { ca }), 401);
    });

    it("logs, exec and statistics of nodes work through the API server", () => {
        assert.match(inNamespace("logs", "talks"), /^said/);
        assert.match(inNamespace("exec", "talks", "--", "id"), /uid=185/);
        for (const { name } of sandboxNodes) {
            const statistics = kubectl("get", "--raw", `/api/v1/nodes/${name}/proxy/stats/summary`);
            assert.ok(statistics.includes(`"nodeName": "${name}"`));
        }
    });

    it("files of the sandbox are closed to other users, keys and kubeconfigs one by one", () => {
        const { id } = testSandbox();
        const mode = (file: string) => (statSync(file).mode & 0o777).toString(8);
        assert.equal(mode(sandboxDir(id)), "700");
        const files = keysAndKubeconfigs(id);
        assert.deepEqual(
            files.map((file) => [basename(file), mode(file)]),
            [
                ["kubeconfig", "600"],
                ["kubeconfig", "600"],
                ["kubeconfig.yaml", "600"],
                ["admin.key", "600"],
                ["ca.key", "600"],
            ],
        );
    });

    it("a sandbox with other settings of its control plane is not considered one of this version", async () => {
        const { id } = testSandbox();
        const file = join(sandboxDir(id), "kwokctl.json");
        const settings = readFileSync(file, "utf8");
        writeFileSync(file, settings.replace("127.0.0.1", "0.0.0.0"));
        try {
            await assert.rejects(sandboxUp({ id }), {
                message:
                    `The control plane of sandbox ${id} was created with different settings by ` +
                    "another version of this project. Remove the sandbox (make down, or sandbox/cli.ts down " +
                    `--id ${id}) and start it again`,
            });
        } finally {
            writeFileSync(file, settings);
        }
    });

    it("other machines and pods reach the API server, kubelets and names, and nothing else", () => {
        assert.deepEqual(reachablePorts(), [53, 6443, ...KUBELETS]);
    });
});

/** Below the sandbox's folder, without images and logs. */
function keysAndKubeconfigs(id: string): string[] {
    const names = /\.key$|\.pem$|^kubeconfig/;
    return ["", "kwok", "kwok/clusters/spark-platform", "kwok/clusters/spark-platform/pki"]
        .map((folder) => join(sandboxDir(id), folder))
        .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
        .filter((file) => names.test(basename(file)) && statSync(file).isFile());
}

function inNamespace(...args: string[]): string {
    return kubectl("--namespace", NAMESPACE, ...args);
}

/** Ports on which a process of the sandbox listens beyond the loopback address. */
function reachablePorts(): number[] {
    const pid = readRecord(testSandbox().id)?.namespaces?.initPid;
    const listening = "0A";
    const ports = ["tcp", "tcp6"].flatMap((protocol) =>
        readFileSync(`/proc/${pid}/net/${protocol}`, "utf8")
            .split("\n")
            .map((line) => line.trim().split(/\s+/))
            .filter(([, , , state]) => state === listening)
            .map(([, local = ""]) => local.split(":") as [string, string])
            .filter(([address]) => !isLoopback(address))
            .map(([, port]) => parseInt(port, 16)),
    );
    return [...new Set(ports)].sort((a, b) => a - b);
}

/** 127.0.0.0/8, ::ffff:127.0.0.0/104 or ::1, as /proc/net/tcp writes them on a little-endian machine. */
function isLoopback(address: string): boolean {
    return address.length === 8
        ? address.endsWith("7F")
        : /^0{16}F{4}0{4}.{6}7F$|^0{24}01000000$/i.test(address);
}

function administrator(): { ca: Buffer; cert: Buffer; key: Buffer } {
    const { clusters, users } = parse(readFileSync(testSandbox().kubeconfig, "utf8")) as {
        clusters: { cluster: Record<string, string> }[];
        users: { user: Record<string, string> }[];
    };
    const bytes = (base64 = "") => Buffer.from(base64, "base64");
    return {
        ca: bytes(clusters[0]?.cluster["certificate-authority-data"]),
        cert: bytes(users[0]?.user["client-certificate-data"]),
        key: bytes(users[0]?.user["client-key-data"]),
    };
}

function status(port: number, path: string, tls: https.RequestOptions): Promise<number> {
    return new Promise((resolve, reject) => {
        const options = {
            host: addressOf(testSandbox()),
            port,
            path,
            agent: false as const,
            ...tls,
        };
        https
            .get(options, (response) => {
                response.resume();
                resolve(response.statusCode ?? 0);
            })
            .on("error", reject);
    });
}
