import * as pulumi from "@pulumi/pulumi";

/** A key of a Secret or ConfigMap in the team's namespace. */
export interface KeyRefArgs {
    /** Name of the Secret or ConfigMap. */
    name: pulumi.Input<string>;
    /** Key in it. */
    key: string;
}

/** A Secret or ConfigMap in the team's namespace. */
export interface SourceRefArgs {
    /** Name of the Secret or ConfigMap. */
    name: pulumi.Input<string>;
    /**
     * Lets the container start even if it does not exist.
     * @default false
     */
    optional?: boolean;
}

/**
 * All keys of a Secret or ConfigMap as environment variables. Set exactly one of `secretRef` and
 * `configMapRef`.
 */
export interface EnvFromArgs {
    /**
     * Prefix of each variable's name.
     * @default none
     */
    prefix?: string;
    /**
     * The Secret.
     * @default none
     */
    secretRef?: SourceRefArgs;
    /**
     * The ConfigMap.
     * @default none
     */
    configMapRef?: SourceRefArgs;
}

/** Environment variables of a container. */
export interface EnvironmentArgs {
    /**
     * Environment variables. Not for secrets: anyone who can view the job can read them.
     * @throws if a value contains a credential
     * @default {}
     */
    env?: Record<string, pulumi.Input<string>>;
    /**
     * Environment variables with values from Secrets in the team's namespace.
     * @default {}
     * @example { DB_PASSWORD: { name: "warehouse", key: "password" } }
     */
    secretEnv?: Record<string, KeyRefArgs>;
    /**
     * Environment variables with values from ConfigMaps in the team's namespace.
     * @default {}
     */
    configMapEnv?: Record<string, KeyRefArgs>;
    /**
     * Environment variables with values from fields of the pod.
     * @default {}
     * @example { NODE_IP: "status.hostIP" }
     */
    fieldEnv?: Record<string, string>;
    /**
     * Secrets and ConfigMaps whose keys all become variables. The maps above override them.
     * @default []
     * @example [{ prefix: "DB_", secretRef: { name: "warehouse" } }]
     */
    envFrom?: EnvFromArgs[];
}
