import * as pulumi from "@pulumi/pulumi";
import { stackFileConfig } from "./stackFile";

/** What is known of a configuration's secrets. */
export interface ConfigSecrets {
    /** Keys that contain a secret: the engine reports only whole keys. */
    keys: readonly string[];
    /** The stack file's section `config`: what is in plain text there is not a secret. */
    stackFile: Readonly<Record<string, unknown>>;
}

/** The secrets of the running program's configuration. */
export function configSecrets(): ConfigSecrets {
    const keys = Object.keys(pulumi.runtime.allConfig()).filter(isSecret);
    // Reading a file takes time, and most stacks have no secrets.
    return { keys, stackFile: keys.length === 0 ? {} : stackFileConfig() };
}

function isSecret(key: string): boolean {
    // It exists at run time only.
    const runtime = pulumi.runtime as unknown as { isConfigSecret(key: string): boolean };
    return runtime.isConfigSecret(key);
}
