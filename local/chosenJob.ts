import { UserError } from "../sandbox/shell";

/** What `JOB=` names; an error that lists the jobs otherwise. */
export function chosenJob<T>(jobs: Record<string, T>, job = ""): T {
    const found = Object.hasOwn(jobs, job) ? jobs[job] : undefined;
    if (found === undefined) {
        const names = Object.keys(jobs).join(", ");
        throw new UserError(`JOB: ${JSON.stringify(job)} is not one of ${names}`);
    }
    return found;
}
