import { ResolvedJobArgs } from "../../../../components/job/manifest/manifest";
import { DEPS_PROPERTIES } from "../../../../components/job/conf/dependencies";

type Role = NonNullable<ResolvedJobArgs["driver"]> & NonNullable<ResolvedJobArgs["executor"]>;
type Volume = NonNullable<Role["volumes"]>[string];

/**
 * The same job with some of its arguments said by properties.
 *
 * @param choice a bit for each argument that could be
 */
export function propertiesOf(job: ResolvedJobArgs, choice: number): ResolvedJobArgs {
    let bits = choice;
    const chosen = () => {
        const bit = bits % 2;
        bits = bits < 2 ? choice : (bits - bit) / 2;
        return bit === 1;
    };
    const conf: Record<string, string> = { ...job.conf };
    const deps: Record<string, unknown> = { ...job.deps };
    for (const [key, property] of Object.entries(DEPS_PROPERTIES)) {
        const list = deps[key];
        if (Array.isArray(list) && list.length > 0 && chosen()) {
            delete deps[key];
            conf[property] = list.join(",");
        }
    }
    const role = (name: "driver" | "executor", args: Partial<Role> | undefined) => {
        if (args?.volumes === undefined) {
            return args;
        }
        const volumes = { ...args.volumes };
        for (const [volume, given] of Object.entries(args.volumes)) {
            // Those that stay would come after those that are properties, and Spark counts them in order.
            const properties = given.localDir === true ? undefined : volumeConf(volume, given);
            if (properties !== undefined && chosen()) {
                delete volumes[volume];
                for (const [key, value] of Object.entries(properties)) {
                    conf[`spark.kubernetes.${name}.volumes.${key}`] = value;
                }
            }
        }
        return { ...args, volumes };
    };
    return {
        ...job,
        conf,
        ...(job.deps && { deps: deps }),
        ...(job.driver && { driver: role("driver", job.driver) }),
        ...(job.executor && { executor: role("executor", job.executor) }),
    };
}

function volumeConf(name: string, volume: Volume): Record<string, string> | undefined {
    const { mountPath, readOnly, emptyDir, claimPerExecutor, claim } = volume;
    const options: Record<string, string> = { "mount.path": mountPath };
    if (readOnly === true) {
        options["mount.readOnly"] = "true";
    }
    let type = "emptyDir";
    if (emptyDir !== undefined) {
        Object.assign(options, {
            ...(emptyDir.memory && { "options.medium": "Memory" }),
            ...(emptyDir.sizeLimit && { "options.sizeLimit": emptyDir.sizeLimit }),
        });
    } else if (claimPerExecutor !== undefined) {
        type = "persistentVolumeClaim";
        options["options.claimName"] = "OnDemand";
        options["options.storageClass"] = claimPerExecutor.storageClass;
        options["options.sizeLimit"] = claimPerExecutor.size;
    } else if (claim !== undefined) {
        type = "persistentVolumeClaim";
        options["options.claimName"] = claim;
    } else {
        // Spark has no properties for files of ConfigMaps and Secrets as volumes.
        return undefined;
    }
    return Object.fromEntries(
        Object.entries(options).map(([key, value]) => [`${type}.${name}.${key}`, value]),
    );
}
