import { configuredJobs, readStack } from "../engine/project";
import { landFlights, lakeOf } from "../lake/landing";
import type { Options } from "../options";
import type { Paths } from "../paths";
import { up } from "./up";

/** From nothing to gold tables: `make up` with a lake, raw files and the jobs that load them. */
export function elt(paths: Paths, options: Options): Promise<void> {
    const lake = lakeOf(configuredJobs(readStack(paths)));
    return up(paths, options, (kubectl, cluster) => landFlights(kubectl, cluster, lake));
}
