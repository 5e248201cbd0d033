import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as Pulumi from "@pulumi/pulumi";
import { configurationOf } from "./configuration";
import { pretendKubeconfig } from "./kubeconfig";
import { mocks } from "./mocks";
import { PreviewedResource, PreviewedStack, SECRET, UNKNOWN } from "./resources";

/** What the engine sends instead of a value that it does not know yet. */
const UNKNOWN_VALUE = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Members of the SDK that exist at run time only. */
interface Runtime {
    getMonitor(): { registerResource(request: Request, callback: Callback): unknown };
    waitForRPCs(): Promise<void>;
}
type Callback = (error: unknown, response: { getUrn(): string } | undefined) => void;
interface Request {
    getType(): string;
    getName(): string;
    getParent(): string;
    getObject(): Parameters<typeof Pulumi.runtime.deserializeProperties>[0];
}

/** Runs the program of the folder on one stack file, by the folder's own Pulumi SDK. */
async function runStack(folder: string, stack: string): Promise<PreviewedStack> {
    const temporary = mkdtempSync(join(tmpdir(), "preview-"));
    const kubeconfig = join(temporary, "config");
    process.env["KUBECONFIG"] = kubeconfig;
    process.chdir(folder);
    const load = createRequire(join(folder, "index.ts"));
    const pulumi = load("@pulumi/pulumi") as typeof Pulumi;
    const runtime = pulumi.runtime as unknown as Runtime;
    const rejections: unknown[] = [];
    process.on("unhandledRejection", (reason) => rejections.push(reason));
    try {
        const config = pretendKubeconfig(configurationOf(folder, stack), kubeconfig);
        await pulumi.runtime.setMocks(mocks, "spark-platform", stack, true);
        pulumi.runtime.setAllConfig(config);
        const resources = recordRegistrations(pulumi, runtime);
        load("./index.ts");
        await runtime.waitForRPCs();
        await new Promise((resolve) => setImmediate(resolve));
        if (rejections.length > 0) {
            throw rejections[0];
        }
        return { resources: resources.sort((a, b) => (a.urn < b.urn ? -1 : 1)) };
    } catch (error) {
        return { resources: [], error: messageOf(error) };
    } finally {
        rmSync(temporary, { recursive: true });
    }
}

function recordRegistrations(pulumi: typeof Pulumi, runtime: Runtime): PreviewedResource[] {
    const resources: PreviewedResource[] = [];
    const monitor = runtime.getMonitor();
    const registerResource = monitor.registerResource.bind(monitor);
    monitor.registerResource = (request, callback) =>
        registerResource(request, (error, response) => {
            if (response) {
                resources.push({
                    urn: response.getUrn(),
                    type: request.getType(),
                    name: request.getName(),
                    parent: request.getParent(),
                    inputs: plain(
                        pulumi,
                        pulumi.runtime.deserializeProperties(request.getObject(), true),
                    ) as Record<string, unknown>,
                });
            }
            callback(error, response);
        });
    return resources;
}

function plain(pulumi: typeof Pulumi, value: unknown): unknown {
    if (pulumi.runtime.isRpcSecret(value)) {
        return SECRET;
    }
    if (value === UNKNOWN_VALUE || pulumi.Output.isInstance(value)) {
        return UNKNOWN;
    }
    if (Array.isArray(value)) {
        return value.map((entry) => plain(pulumi, entry));
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    return Object.fromEntries(
        Object.entries(value).map(([key, entry]) => [key, plain(pulumi, entry)]),
    );
}

function messageOf(error: unknown): string {
    if (!(error instanceof Error)) {
        return String(error);
    }
    // Our own refusals say all of it; of anything else a reader needs the place.
    return "__pulumiRunError" in error ? error.message : (error.stack ?? error.message);
}

const [folder = "", stack = "", file = ""] = process.argv.slice(2);
void runStack(folder, stack).then((result) => {
    writeFileSync(file, JSON.stringify(result));
    process.exit(0);
});
