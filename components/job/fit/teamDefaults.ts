import { JobDefaultsArgs } from "../../team/jobDefaultsArgs";

/** Settings that a team may set for its jobs; not validated yet. */
type Defaulted = Partial<Record<keyof JobDefaultsArgs, unknown>>;

/**
 * A job with its team's `jobDefaults` where it sets nothing itself. The image is handled by {@link
 * jobImage}, since messages name where it is set.
 */
export function withTeamDefaults<T extends object>(
    args: T,
    { sparkVersion, imagePullPolicy, imagePullSecrets }: JobDefaultsArgs = {},
): T {
    const own: Defaulted = args;
    const ofTeam: Defaulted = {
        // A job's own image has its own version.
        ...(own.image === undefined && { sparkVersion }),
        imagePullPolicy,
        imagePullSecrets,
    };
    const missing = Object.entries(ofTeam).filter(
        ([key, value]) => value !== undefined && own[key as keyof Defaulted] === undefined,
    );
    return missing.length === 0 ? args : { ...args, ...Object.fromEntries(missing) };
}

/** The arguments that a job inherits from its team. */
export function decidedByTeam(own: Defaulted, args: Defaulted): string[] {
    return Object.keys(args).filter(
        (key) => args[key as keyof Defaulted] !== own[key as keyof Defaulted],
    );
}
