import { JobDefaultsArgs } from "../../team/jobDefaultsArgs";
import { JobArgs } from "../args/jobArgs";

/** What a team may decide for its jobs. */
type Defaulted = Pick<JobArgs, keyof JobDefaultsArgs>;

/**
 * A job with what its team's `jobDefaults` say and the job does not. The image is another's matter
 * ({@link jobImage}), since messages name who has decided it.
 */
export function withTeamDefaults<T extends Partial<Defaulted>>(
    args: T,
    { sparkVersion, imagePullPolicy, imagePullSecrets }: JobDefaultsArgs = {},
): T {
    const isOwnImage = args.image !== undefined;
    const ofTeam = {
        // A job's own image has a version of its own.
        ...(!isOwnImage && sparkVersion !== undefined && { sparkVersion }),
        ...(imagePullPolicy !== undefined && { imagePullPolicy }),
        ...(imagePullSecrets !== undefined && { imagePullSecrets }),
    };
    const missing = Object.entries(ofTeam).filter(
        ([key]) => args[key as keyof Defaulted] === undefined,
    );
    return missing.length === 0 ? args : { ...args, ...Object.fromEntries(missing) };
}

/** The arguments that a job has from its team. */
export function decidedByTeam(own: Partial<Defaulted>, args: Partial<Defaulted>): string[] {
    return Object.keys(args).filter(
        (key) => args[key as keyof Defaulted] !== own[key as keyof Defaulted],
    );
}
