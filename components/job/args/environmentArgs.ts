import * as pulumi from "@pulumi/pulumi";

/** One key of a Secret or a ConfigMap in the team's namespace. */
export interface KeyRefArgs {
    /** Name of the Secret or ConfigMap. */
    name: pulumi.Input<string>;
    /** Key in it. */
    key: string;
}

/** A Secret or a ConfigMap in the team's namespace. */
export interface SourceRefArgs {
    name: pulumi.Input<string>;
    /**
     * Whether the container also starts without it.
     * @default false
     */
    optional?: boolean;
}

/** All keys of a Secret or of a ConfigMap as environment variables: exactly one of the two. */
export interface EnvFromArgs {
    /** Is put before each key. */
    prefix?: string;
    secretRef?: SourceRefArgs;
    configMapRef?: SourceRefArgs;
}

/** Environment variables of a container. */
export interface EnvironmentArgs {
    /** Environment variables. Not for secrets: anybody who may read the job can read them. */
    env?: Record<string, pulumi.Input<string>>;
    /**
     * Environment variables whose values are in Secrets.
     * @example { DB_PASSWORD: { name: "warehouse", key: "password" } }
     */
    secretEnv?: Record<string, KeyRefArgs>;
    /** Environment variables whose values are in ConfigMaps. */
    configMapEnv?: Record<string, KeyRefArgs>;
    /**
     * Environment variables whose values are fields of the pod.
     * @example { NODE_IP: "status.hostIP" }
     */
    fieldEnv?: Record<string, string>;
    /** Secrets and ConfigMaps whose keys are variables; the maps above win over them. */
    envFrom?: EnvFromArgs[];
}
