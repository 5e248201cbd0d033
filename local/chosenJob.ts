import { UserError } from "../sandbox/shell";

/** The job that `JOB=` names. Throws a `UserError` that lists the jobs if there is none. */
export function chosenJob<T>(jobs: Record<string, T>, job = ""): T {
    const found = Object.hasOwn(jobs, job) ? jobs[job] : undefined;
    if (found === undefined) {
        const names = Object.keys(jobs).join(", ");
        throw new UserError(`JOB: ${JSON.stringify(job)} is not one of ${names}`);
    }
    return found;
}
