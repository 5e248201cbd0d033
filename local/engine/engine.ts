import { isAtLeast } from "../../components/validation/versionOrder";
import { run, UserError, which } from "../../sandbox/shell";
import { ensureTools } from "../../sandbox/tools";
import { engineBuilds, oldestEngine } from "../../sandbox/tools/catalogue";
import type { Paths } from "../paths";

/** How Pulumi is run. */
export interface Engine {
    /** Environment for every `pulumi` command. */
    env: NodeJS.ProcessEnv;
    /** Folders of the plugins that were built; undefined: the engine brings its own. */
    plugins?: { languageHost: string; kubernetes: string };
}

/** The machine, as far as the choice depends on it. */
export interface Machine {
    env: NodeJS.ProcessEnv;
    platform: NodeJS.Platform;
    /** Builds the engine, or finds it built: the folders of CLI, language host and provider. */
    build: () => Promise<string[]>;
    say: (line: string) => void;
}

export const thisMachine: Machine = {
    env: process.env,
    platform: process.platform,
    build: () => ensureTools(engineBuilds),
    say: console.log,
};

/** The engine on PATH where it is new enough, else one that is built. */
export async function findEngine(paths: Paths, machine = thisMachine): Promise<Engine> {
    const { say, platform, build } = machine;
    const env: NodeJS.ProcessEnv = {
        ...machine.env,
        PULUMI_SKIP_UPDATE_CHECK: "1",
    };
    const onPath = which("pulumi", env);
    const version = onPath ? run(onPath, ["version"], { env }).trim() : undefined;
    if (version && isAtLeast(version, oldestEngine)) {
        say(`Engine:  pulumi ${version} (${onPath})`);
        return { env };
    }

    const why = version ? `pulumi ${version} on PATH is too old` : "no pulumi on PATH";
    if (platform !== "linux") {
        throw new UserError(
            `Engine: ${why}. Install ${oldestEngine} or newer ` +
                "(https://www.pulumi.com/docs/install/) and run again.",
        );
    }
    say(`Engine:  pulumi ${engineBuilds[0]?.version}, built once from its Go modules (${why})`);
    const [cli, languageHost, kubernetes] = (await build()) as [string, string, string];
    return {
        env: {
            ...env,
            PATH: `${cli}:${env.PATH}`,
            PULUMI_HOME: paths.pulumiHome,
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            // The provider that can be built is older than the SDK: known, so not a warning on
            // every run.
            PULUMI_DEV: "true",
        },
        plugins: { languageHost, kubernetes },
    };
}
