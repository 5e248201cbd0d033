import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { succeeds, UserError } from "../../sandbox/shell";
import type { Paths } from "../paths";
import { privateFolder, writeWhole } from "../recovery/record";
import type { Engine } from "./engine";

/** Where Pulumi stores the stack's state. */
export interface Backend {
    kind: "user" | "file";
    description: string;
    env: NodeJS.ProcessEnv;
}

/** The backend of an earlier run; else the user's, if logged in; else files in this checkout. */
export function chooseBackend(paths: Paths, engine: Engine, earlier?: Backend["kind"]): Backend {
    const loggedIn = earlier === "file" ? false : isLoggedIn(engine.env);
    if (earlier === "user" && !loggedIn) {
        throw new UserError(
            "The state of stack local is in your Pulumi backend, but you are no longer " +
                "logged in. Run pulumi login.",
        );
    }
    return loggedIn ? userBackend(paths, engine) : fileBackend(paths, engine);
}

function isLoggedIn(env: NodeJS.ProcessEnv): boolean {
    return succeeds("pulumi", ["whoami", "--non-interactive"], { env, timeoutMs: 20_000 });
}

function userBackend(paths: Paths, engine: Engine): Backend {
    return {
        kind: "user",
        description: "your Pulumi backend (you are logged in)",
        env: { ...passphrase(paths, engine.env), ...engine.env },
    };
}

function fileBackend(paths: Paths, engine: Engine): Backend {
    privateFolder(paths.state);
    return {
        kind: "file",
        description: `local files in ${paths.state} (not logged in to a Pulumi backend)`,
        env: {
            ...engine.env,
            ...passphrase(paths, {}),
            PULUMI_CONFIG_PASSPHRASE: undefined,
            PULUMI_BACKEND_URL: `file://${paths.state}`,
        },
    };
}

/** A random passphrase, kept out of Git and readable by its owner only. */
function passphrase(paths: Paths, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    if (env.PULUMI_CONFIG_PASSPHRASE ?? env.PULUMI_CONFIG_PASSPHRASE_FILE) {
        return {};
    }
    if (!existsSync(paths.passphrase)) {
        writeWhole(paths.passphrase, randomBytes(32).toString("base64url"), 0o600);
    }
    return { PULUMI_CONFIG_PASSPHRASE_FILE: paths.passphrase };
}
