import { parse } from "yaml";
import { blocks } from "../docs/blocks";

/** The first examples of the pages on jobs and schedules: what their stack files say. */
export function firstExample(): { jobs: Record<string, object>; scheduledJobs: object } {
    return {
        jobs: firstOf("run-a-job", "jobs"),
        scheduledJobs: firstOf("run-a-job-every-night", "scheduledJobs"),
    };
}

function firstOf(page: string, key: string): Record<string, object> {
    const block = blocks("yaml").find(({ where }) => where.startsWith(`docs/how-to/${page}.md:`));
    const config = parse(block?.text ?? "") as Record<string, Record<string, object>>;
    const found = config[`spark-platform:${key}`];
    if (found === undefined) {
        throw new Error(`${page}.md does not begin with ${key}`);
    }
    return found;
}
