import { parse } from "yaml";
import { blocks } from "../docs/blocks";

/** The first example of the page on jobs: what a stack file says. */
export function firstExample(): { jobs: Record<string, object>; scheduledJobs: object } {
    const block = blocks("yaml").find(({ where }) => where.startsWith("docs/how-to/run-a-job.md:"));
    const config = parse(block?.text ?? "") as Record<string, never>;
    return {
        jobs: config["spark-platform:jobs"] ?? {},
        scheduledJobs: config["spark-platform:scheduledJobs"] ?? {},
    };
}
