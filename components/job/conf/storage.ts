import { usesEmrfs } from "../../lakehouse/conf/emrfs";
import { StorageParts } from "../../lakehouse/conf/storageParts";
import { KEY_VARIABLES } from "../../lakehouse/objectStore/names";
import { mergedConf } from "../../spark/defaults";
import { ResolvedJobArgs } from "../args/jobArgs";
import { Role } from "../pods/podMemory";
import { ConfParts } from "./confParts";
import { RoleVariables, variableProperties, variablesOf } from "./mergedJob";

/** Names of the variables that hold the object store's keys. */
const NAMES = Object.values(KEY_VARIABLES);

/** Inputs of a job's S3 and table format properties. */
export function storageParts(parts: ConfParts): StorageParts {
    const { args, image, tableFormat, identity, lakehouse } = parts;
    const own = ownConf(parts);
    const emrfs = usesEmrfs({ image, uris: urisOf(args), own });
    const { sparkVersion } = args;
    return { tableFormat, sparkVersion, identity, lakehouse, own, emrfs };
}

/** A job with variables that hold its team's object store key, unless it sets keys itself. */
export function withStoreKeys(parts: ConfParts): ResolvedJobArgs {
    const { args, lakehouse: { objectStore } = {} } = parts;
    const own = ownConf(parts);
    if (objectStore === undefined || hasOwnKeys(args, (property) => property in own)) {
        return args;
    }
    const secretEnv = Object.fromEntries(
        NAMES.map((key) => [key, { name: objectStore.secret, key }]),
    );
    const { driver, executor } = args;
    return {
        ...args,
        driver: { ...driver, secretEnv: { ...driver?.secretEnv, ...secretEnv } },
        executor: { ...executor, secretEnv: { ...executor?.secretEnv, ...secretEnv } },
    };
}

/**
 * Whether a job sets one of the key variables itself, in any role.
 *
 * @param isGiven whether a property is set
 */
export function hasOwnKeys(
    job: Partial<Record<Role, RoleVariables>>,
    isGiven: (property: string) => boolean,
): boolean {
    return (["driver", "executor"] as const).some((role) =>
        NAMES.some(
            (name) =>
                name in variablesOf(job[role]) || variableProperties(role, name).some(isGiven),
        ),
    );
}

function ownConf({ platformConf, sparkConf, args }: ConfParts): Record<string, string> {
    return mergedConf(platformConf, sparkConf, args.conf);
}

/** The values of a job that are, or may be, URIs. */
function urisOf({ main, deps = {}, parameters = {}, ...args }: ResolvedJobArgs): string[] {
    return [
        main,
        ...Object.values(deps).flat(),
        ...(args.arguments ?? []),
        ...Object.values(parameters),
    ];
}
