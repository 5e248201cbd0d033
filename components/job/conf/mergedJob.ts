import * as pulumi from "@pulumi/pulumi";
import { ResolvedJobArgs } from "../args/jobArgs";
import { RoleArgs } from "../args/roleArgs";
import { listed } from "../files/fileReferences";
import { Role } from "../pods/podMemory";
import { PYTHONPATH, withRequirements } from "../pods/pythonRequirements";
import { claimConf, KnownVolume } from "../pods/volumes";
import { RESOURCE_PREFIXES } from "../../spark/resources";
import { resourceConf } from "../pods/resources";
import { Conf, ConfLayer, layer } from "./layers";
import {
    isExact,
    isSuperseded,
    volumeOf,
    volumeProperties,
    VolumeProperties,
    volumesOf,
} from "./volumeProperties";

type KnownRole = pulumi.Unwrap<RoleArgs>;

/**
 * A job whose properties, of all layers, were moved into arguments wherever there is an equivalent.
 */
export interface MergedJob {
    args: ResolvedJobArgs;
    conf: Conf;
}

/** Spark's folders for shuffle and spill data, if no volume is used for them. */
export const LOCAL_DIR = "spark.local.dir";

/**
 * Moves properties into equivalent arguments, so that each setting has one place. A job's argument
 * overrides a property of its team or platform.
 */
export function mergedJob(args: ResolvedJobArgs, conf: Conf): MergedJob {
    const rest = withoutCommonSelectors(args, conf);
    const { driver: driverArgs, executor: executorArgs } = withPythonPath(args, conf);
    const driver = mergedRole("driver", driverArgs, rest);
    const executor = mergedRole("executor", executorArgs, rest);
    dropResources(args, rest);
    const resources = {
        ...resourceConf("driver", driver?.resources),
        ...resourceConf("executor", executor?.resources),
    };
    const claims = Object.entries(claimConf(executor?.volumes)).map(
        ([key, value]) => [key, { value, layer: conf[key]?.layer ?? ConfLayer.Job }] as const,
    );
    return {
        args: { ...args, ...(driver && { driver }), ...(executor && { executor }) },
        conf: { ...rest, ...Object.fromEntries(claims), ...layer(ConfLayer.Job, resources) },
    };
}

/**
 * A role with all volumes of its pods, to add up what they use; includes those that stay
 * properties, such as claims per executor.
 */
export function roleWithAllVolumes(role: Role, { args, conf }: MergedJob): KnownRole {
    const given = args[role] ?? {};
    const mounted = Object.entries(given.volumes ?? {}).filter(
        ([, { claimPerExecutor }]) => claimPerExecutor === undefined,
    );
    return { ...given, volumes: { ...Object.fromEntries(mounted), ...volumesOf(role, conf) } };
}

/** Drops platform and team properties for a resource that the job configures itself. */
function dropResources(args: ResolvedJobArgs, conf: Conf): void {
    for (const role of ["driver", "executor"] as const) {
        for (const name of Object.keys(args[role]?.resources ?? {})) {
            const prefixes = resourcePrefixes(role, name);
            for (const key of Object.keys(conf)) {
                if (prefixes.some((prefix) => key.startsWith(prefix))) {
                    delete conf[key];
                }
            }
        }
    }
}

/** Prefixes of a resource's properties. */
export function resourcePrefixes(role: Role, name: string): string[] {
    const ofTasks = role === "executor" ? [RESOURCE_PREFIXES.task] : [];
    return [RESOURCE_PREFIXES[role], ...ofTasks].map((prefix) => `${prefix}${name}.`);
}

/**
 * Adds the variable for a job's requirements, which a property of the team or platform would
 * override.
 */
function withPythonPath(args: ResolvedJobArgs, conf: Conf): ResolvedJobArgs {
    if (args.deps?.requirements === undefined) {
        return args;
    }
    const given = (role: Role) =>
        variableProperties(role, PYTHONPATH).map((key) => conf[key]?.value)[0];
    return {
        ...args,
        driver: withRequirements("driver", args.driver ?? {}, given("driver")),
        executor: withRequirements("executor", args.executor ?? {}, given("executor")),
    };
}

/** Moves properties from `conf` into the role's arguments. */
function mergedRole(role: Role, args: KnownRole | undefined, conf: Conf): KnownRole | undefined {
    dropOverridden(role, args, conf);
    const volumes: Record<string, KnownVolume> = {};
    const all = volumeProperties(role, conf);
    for (const properties of all) {
        const isOverridden = overrides(args?.volumes, properties) || isSuperseded(properties, all);
        if (isOverridden || isExact(properties)) {
            Object.keys(properties.options).forEach(
                (option) => delete conf[`${properties.prefix}.${option}`],
            );
        }
        if (!isOverridden && isExact(properties)) {
            volumes[properties.name] = volumeOf(properties, conf);
        }
    }
    const merged = withLocalDirs({ ...volumes, ...args?.volumes }, conf);
    return Object.keys(merged).length === 0 ? args : { ...args, volumes: merged };
}

/** Whether a volume of the job replaces one of its team or platform. */
function overrides(
    volumes: Record<string, KnownVolume> = {},
    { name, options, layer }: VolumeProperties,
): boolean {
    const isTaken =
        name in volumes ||
        Object.values(volumes).some(({ mountPath }) => mountPath === options["mount.path"]);
    return layer !== ConfLayer.Job && isTaken;
}

/**
 * A volume mounted at a folder of `spark.local.dir` is a local dir: Spark would mount another over
 * it.
 */
function withLocalDirs(
    volumes: Record<string, KnownVolume>,
    conf: Conf,
): Record<string, KnownVolume> {
    const folders = listed(conf[LOCAL_DIR]?.value);
    return Object.fromEntries(
        Object.entries(volumes).map(([name, volume]) => [
            name,
            folders.includes(volume.mountPath) ? { ...volume, localDir: true } : volume,
        ]),
    );
}

/** Prefixes of properties that set an environment variable in a role's pods. */
const VARIABLES: Record<Role, readonly string[]> = {
    driver: ["spark.kubernetes.driverEnv.", "spark.kubernetes.driver.secretKeyRef."],
    executor: ["spark.executorEnv.", "spark.kubernetes.executor.secretKeyRef."],
};

/** A role's environment variables, by how they are set. */
export interface RoleVariables {
    env?: object;
    secretEnv?: object;
    configMapEnv?: object;
    fieldEnv?: object;
    podTemplate?: object;
}

/** All variables that a role's arguments set, by name. */
export function variablesOf(role: RoleVariables = {}): object {
    const { env, secretEnv, configMapEnv, fieldEnv } = role;
    return { ...env, ...secretEnv, ...configMapEnv, ...fieldEnv, ...templateVariables(role) };
}

/** Variables of Spark's container in a role's pod template. */
function templateVariables({ podTemplate }: RoleVariables): object {
    const { spec } = (podTemplate ?? {}) as {
        spec?: { containers?: { env?: { name: string }[] }[] };
    };
    const all = spec?.containers?.flatMap(({ env = [] }) => env) ?? [];
    return Object.fromEntries(all.map((variable) => [variable.name, variable]));
}

/**
 * Spark appends variables and node selectors from properties to those of the pod template, and the
 * last one wins.
 */
function dropOverridden(role: Role, args: KnownRole = {}, conf: Conf): void {
    const keys = [
        ...Object.keys(variablesOf(args)).flatMap((name) => variableProperties(role, name)),
        ...selectedLabels(args).map((label) => selectorProperty(role, label)),
    ];
    for (const key of keys) {
        if (conf[key]?.layer !== ConfLayer.Job) {
            delete conf[key];
        }
    }
}

/** The properties that can set a variable in a role's pods. */
export function variableProperties(role: Role, name: string): string[] {
    return VARIABLES[role].map((prefix) => `${prefix}${name}`);
}

/** Node labels that a role's arguments require. */
export function selectedLabels({ nodeSelector, podTemplate }: KnownRole): string[] {
    const { spec } = (podTemplate ?? {}) as { spec?: { nodeSelector?: object } };
    return Object.keys({ ...nodeSelector, ...spec?.nodeSelector });
}

const COMMON_SELECTOR = "spark.kubernetes.node.selector.";

/** The property that requires a node label, for one role or for both. */
export function selectorProperty(role: Role | undefined, label: string): string {
    return role === undefined
        ? `${COMMON_SELECTOR}${label}`
        : `spark.kubernetes.${role}.node.selector.${label}`;
}

/** If a role selects a label itself, a property for both roles applies only to the other role. */
function withoutCommonSelectors(args: ResolvedJobArgs, conf: Conf): Conf {
    const roles = ["driver", "executor"] as const;
    const rest = { ...conf };
    for (const label of new Set(roles.flatMap((role) => selectedLabels(args[role] ?? {})))) {
        const common = conf[selectorProperty(undefined, label)];
        if (common !== undefined && common.layer !== ConfLayer.Job) {
            delete rest[selectorProperty(undefined, label)];
            for (const role of roles) {
                rest[selectorProperty(role, label)] ??= common;
            }
        }
    }
    return rest;
}
