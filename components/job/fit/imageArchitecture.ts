import { Architecture, instanceTypes } from "../../nodes/instanceTypes/instanceTypes";
import { NodeRole } from "../../nodes/pools/nodePoolArgs";
import { NodePoolFacts } from "../../nodes/pools/nodePoolFacts";
import { alternatives, pathTo, Problems, formatValue } from "../../validation/problems";

/** Architectures in image names and tags, as whole words. */
const WORDS: Record<Architecture, RegExp> = {
    [Architecture.Amd64]: /(?<![a-z0-9])(amd64|x86[-_]64|x64)(?![a-z0-9])/i,
    [Architecture.Arm64]: /(?<![a-z0-9])(arm64(v8)?|aarch64)(?![a-z0-9])/i,
};

/**
 * The architecture that an image reference names, as in `arm64v8/spark` and `spark:4.1.2-arm64`.
 * Undefined if it names none or both: the image may support any, and only its registry knows.
 */
export function namedArchitecture(image: string): Architecture | undefined {
    const named = Object.values(Architecture).filter((arch) => WORDS[arch].test(image));
    return named.length === 1 ? named[0] : undefined;
}

/** The node pools that a job's pods name, by role. */
export type NamedPools = Readonly<Record<NodeRole, { pool?: string }>>;

/** Adds node pools that a job's pods may run on but whose nodes cannot run its image. */
export function imageProblems(
    path: string,
    image: string,
    job: NamedPools,
    pools: Readonly<Record<string, NodePoolFacts>>,
    problems: Problems,
): void {
    const named = namedArchitecture(image);
    const others = Object.entries(pools).filter(([name, { role, largest }]) => {
        const arch = instanceTypes.get(largest[0]?.instanceType ?? "")?.arch;
        const isAllowed = (job[role].pool ?? name) === name;
        return isAllowed && named !== undefined && arch !== undefined && arch !== named;
    });
    if (others.length > 0) {
        const names = others.map(([name]) => name);
        problems.add(
            pathTo(path, "image"),
            `${formatValue(image)} is built for ${named}, but its pods may run on nodes of pool ` +
                `${alternatives(names)}, which have another architecture: use an image for that ` +
                `one or for both, or set driver.pool and executor.pool to pools of ${named}`,
        );
    }
}
