import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type * as Pulumi from "@pulumi/pulumi";
import { configurationOf, secretKeysOf } from "./configuration";
import { fakeKubeconfig } from "./kubeconfig";
import { mocks } from "./mocks";
import { OptionsRequest, optionsOf } from "./options";
import { plainInputs, Properties } from "./plainInputs";
import { PreviewedResource, PreviewedStack } from "./resources";

/** Members of the SDK that are missing in its types. */
interface Runtime {
    getMonitor(): { registerResource(request: Request, callback: Callback): unknown };
    waitForRPCs(): Promise<void>;
}
type Callback = (error: unknown, response: { getUrn(): string } | undefined) => void;
interface Request extends OptionsRequest {
    getType(): string;
    getName(): string;
    getParent(): string;
    getObject(): Properties;
}

/** Runs the folder's program for one stack file, with the folder's own Pulumi SDK. */
async function runStack(
    folder: string,
    stack: string,
    kubeconfig: string,
): Promise<PreviewedStack> {
    process.env["KUBECONFIG"] = kubeconfig;
    process.chdir(folder);
    const load = createRequire(join(folder, "index.ts"));
    const pulumi = load("@pulumi/pulumi") as typeof Pulumi;
    const runtime = pulumi.runtime as unknown as Runtime;
    const rejections: unknown[] = [];
    process.on("unhandledRejection", (reason) => rejections.push(reason));
    try {
        const config = fakeKubeconfig(configurationOf(folder, stack), kubeconfig);
        await pulumi.runtime.setMocks(mocks, "spark-platform", stack, true);
        pulumi.runtime.setAllConfig(config, secretKeysOf(folder, stack));
        const resources = recordRegistrations(pulumi, runtime);
        const warnings = recordWarnings(pulumi);
        load("./index.ts");
        await runtime.waitForRPCs();
        await new Promise((resolve) => setImmediate(resolve));
        if (rejections.length > 0) {
            throw rejections[0];
        }
        return {
            resources: resources.sort((a, b) => (a.urn < b.urn ? -1 : 1)),
            warnings: [...warnings].sort(),
        };
    } catch (error) {
        return { resources: [], warnings: [], error: messageOf(error) };
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
                    inputs: plainInputs(pulumi, request.getObject()),
                    options: optionsOf(request),
                });
            }
            callback(error, response);
        });
    return resources;
}

function recordWarnings(pulumi: typeof Pulumi): Set<string> {
    const warnings = new Set<string>();
    const log = pulumi.log as { warn: typeof Pulumi.log.warn };
    log.warn = (message) => {
        warnings.add(message);
        return Promise.resolve();
    };
    return warnings;
}

function messageOf(error: unknown): string {
    if (!(error instanceof Error)) {
        return String(error);
    }
    // Our own errors are complete; any other needs its stack trace.
    return "__pulumiRunError" in error ? error.message : (error.stack ?? error.message);
}

const [folder = "", stack = "", file = ""] = process.argv.slice(2);
// Next to the result: the caller removes both, however this process ends.
void runStack(folder, stack, `${file}.kubeconfig`).then((result) => {
    writeFileSync(file, JSON.stringify(result));
    process.exit(0);
});
