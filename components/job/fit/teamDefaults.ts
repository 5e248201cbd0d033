import { JobDefaultsArgs } from "../../team/jobDefaultsArgs";

/** What a team may decide for its jobs; values may be wrong still. */
type Defaulted = Partial<Record<keyof JobDefaultsArgs, unknown>>;

/**
 * A job with what its team's `jobDefaults` say and the job does not. The image is another's matter
 * ({@link jobImage}), since messages name who has decided it.
 */
export function withTeamDefaults<T extends object>(
    args: T,
    { sparkVersion, imagePullPolicy, imagePullSecrets }: JobDefaultsArgs = {},
): T {
    const own: Defaulted = args;
    const ofTeam: Defaulted = {
        // A job's own image has a version of its own.
        ...(own.image === undefined && { sparkVersion }),
        imagePullPolicy,
        imagePullSecrets,
    };
    const missing = Object.entries(ofTeam).filter(
        ([key, value]) => value !== undefined && own[key as keyof Defaulted] === undefined,
    );
    return missing.length === 0 ? args : { ...args, ...Object.fromEntries(missing) };
}

/** The arguments that a job has from its team. */
export function decidedByTeam(own: Defaulted, args: Defaulted): string[] {
    return Object.keys(args).filter(
        (key) => args[key as keyof Defaulted] !== own[key as keyof Defaulted],
    );
}
