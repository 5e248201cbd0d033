import { run, UserError, which } from "../sandbox/shell";
import { ensureTools } from "../sandbox/tools";
import { engineBuilds } from "../sandbox/tools/catalogue";
import type { Paths } from "./paths";
import { isAtLeast } from "./version";

/** How Pulumi is run. */
export interface Engine {
    description: string;
    /** Environment for every `pulumi` command. */
    env: NodeJS.ProcessEnv;
    /** Folders of the plugins that were built; undefined: the engine brings its own. */
    plugins?: { languageHost: string; kubernetes: string };
}

/** Where built tools come from; tests put a stand-in here. */
export type Build = () => Promise<string[]>;

const minimum = engineBuilds[0]?.version ?? "";

/** Settings for any engine: no look for updates, and no type check, which `make lint` does. */
const common = { PULUMI_SKIP_UPDATE_CHECK: "1", PULUMI_NODEJS_TRANSPILE_ONLY: "true" };

export async function findEngine(
    paths: Paths,
    environment: NodeJS.ProcessEnv = process.env,
    platform: NodeJS.Platform = process.platform,
    build: Build = () => ensureTools(engineBuilds),
): Promise<Engine> {
    const env: NodeJS.ProcessEnv = { ...environment, ...common };
    const onPath = which("pulumi", env);
    const version = onPath ? run(onPath, ["version"], { env }).trim() : undefined;
    if (version && isAtLeast(version, minimum)) {
        return { description: `pulumi ${version} (${onPath})`, env };
    }

    const why = version ? `pulumi ${version} is older than ${minimum}` : "no pulumi on PATH";
    if (platform !== "linux") {
        throw new UserError(
            `${why}. Install ${minimum} or newer (https://www.pulumi.com/docs/install/) and run again.`,
        );
    }
    console.log(`Engine:  ${why}: ${minimum} is built from its Go modules, once for this user`);
    const [cli, languageHost, kubernetes] = (await build()) as [string, string, string];
    return {
        description: `pulumi ${minimum}, built (${cli})`,
        env: {
            ...env,
            PATH: `${cli}:${env.PATH}`,
            PULUMI_HOME: paths.pulumiHome,
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        },
        plugins: { languageHost, kubernetes },
    };
}
