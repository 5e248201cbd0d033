import { isAtLeast } from "../../components/validation/versionOrder";
import { run, UserError, which } from "../../sandbox/shell";
import { ensureTools } from "../../sandbox/tools";
import { engineBuilds, oldestEngine } from "../../sandbox/tools/catalogue";
import type { Paths } from "../paths";

/** How to run Pulumi. */
export interface Engine {
    /** Environment for every `pulumi` command. */
    env: NodeJS.ProcessEnv;
    /** Directories of the plugins that were built; undefined if the engine brings its own. */
    plugins?: { languageHost: string; kubernetes: string };
}

/** What the choice of an engine needs to know about the machine. */
export interface Machine {
    env: NodeJS.ProcessEnv;
    platform: NodeJS.Platform;
    /**
     * Builds the engine unless it is built already: the directories of CLI, language host and
     * provider.
     */
    build: () => Promise<string[]>;
    log: (line: string) => void;
}

export const thisMachine: Machine = {
    env: process.env,
    platform: process.platform,
    build: () => ensureTools(engineBuilds),
    log: console.log,
};

/** The engine on PATH if it is new enough, else one that is built. */
export async function findEngine(paths: Paths, machine = thisMachine): Promise<Engine> {
    const { log, platform, build } = machine;
    const env: NodeJS.ProcessEnv = {
        ...machine.env,
        PULUMI_SKIP_UPDATE_CHECK: "1",
    };
    const onPath = which("pulumi", env);
    const version = onPath ? run(onPath, ["version"], { env }).trim() : undefined;
    if (version && isAtLeast(version, oldestEngine)) {
        log(`Engine:  Pulumi ${version} (${onPath})`);
        return { env };
    }

    const why = version ? `pulumi ${version} on PATH is too old` : "no pulumi on PATH";
    if (platform !== "linux") {
        throw new UserError(
            `Engine:  ${why}. Install Pulumi ${oldestEngine} or newer ` +
                "(https://www.pulumi.com/docs/install/) and run the command again.",
        );
    }
    log(`Engine:  Pulumi ${engineBuilds[0]?.version}, built once from its Go modules (${why})`);
    const [cli, languageHost, kubernetes] = (await build()) as [string, string, string];
    return {
        env: {
            ...env,
            PATH: `${cli}:${env.PATH}`,
            PULUMI_HOME: paths.pulumiHome,
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            // The provider that can be built is older than the SDK: a known fact, not worth a
            // warning on every run.
            PULUMI_DEV: "true",
        },
        plugins: { languageHost, kubernetes },
    };
}
