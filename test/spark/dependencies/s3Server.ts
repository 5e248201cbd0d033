import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { ensureTools } from "../../../sandbox/tools";
import { s3Server as build } from "../../../sandbox/tools/catalogue";
import { addressOf, startController, stopController } from "../../../testkit/controller";
import { testSandbox } from "../../../testkit/testSandbox";
import { writePackages } from "./packages";

const PORT = 8098;
const server = { name: "s3-server", title: "the S3 server", ready: `${PORT}/health` };
const keys = { AWS_ACCESS_KEY_ID: "lake-reader", AWS_SECRET_ACCESS_KEY: "not-a-secret" };

/** The server's one bucket. */
export const BUCKET = "lake";

/** Starts an S3 server whose bucket holds what `writePackages` writes; the sandbox's pods reach it. */
export async function startS3Server(): Promise<void> {
    const [programs = ""] = await ensureTools([build]);
    rmSync(folder(), { recursive: true, force: true });
    mkdirSync(join(folder(), BUCKET), { recursive: true });
    writePackages(join(folder(), BUCKET));
    await startController(testSandbox(), server, {
        command: join(programs, "versitygw"),
        args: [
            ...["--access", keys.AWS_ACCESS_KEY_ID, "--secret", keys.AWS_SECRET_ACCESS_KEY],
            ...["--port", `${addressOf(testSandbox())}:${PORT}`, "--health", "/health"],
            // Files that the server has not written have no ETag, and S3A wants one.
            ...["posix", "--default-etag", '"0"', folder()],
        ],
        env: process.env,
    });
}

export function stopS3Server(): Promise<void> {
    return stopController(testSandbox(), server);
}

/** Names of the objects below a prefix, e.g. `out`. */
export function objectsBelow(prefix: string): string[] {
    const files = readdirSync(join(folder(), BUCKET, prefix), {
        recursive: true,
        withFileTypes: true,
    });
    const start = join(folder(), BUCKET, prefix).length + 1;
    return files
        .filter((file) => file.isFile())
        .map(({ parentPath, name }) => join(parentPath, name).slice(start))
        .sort();
}

/** Where S3A finds the server. */
export function s3Properties(): Record<string, string> {
    return {
        "spark.hadoop.fs.s3a.endpoint": `http://${addressOf(testSandbox())}:${PORT}`,
        "spark.hadoop.fs.s3a.endpoint.region": "us-east-1",
        "spark.hadoop.fs.s3a.path.style.access": "true",
        "spark.hadoop.fs.s3a.connection.ssl.enabled": "false",
    };
}

/** The Secret with the server's keys, which a team's namespace must have. */
export function s3Secret(namespace: string): object {
    const metadata = { name: "lake", namespace };
    return { apiVersion: "v1", kind: "Secret", metadata, stringData: keys };
}

/** Variables of driver and executor: S3A reads its keys there. */
export const s3SecretEnv = Object.fromEntries(
    Object.keys(keys).map((key) => [key, { name: "lake", key }]),
);

/** Beside the sandbox's own files: its programs do not see all of the machine, such as /tmp. */
function folder(): string {
    return join(dirname(testSandbox().kubeconfig), "s3");
}
