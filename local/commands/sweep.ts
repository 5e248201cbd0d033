import { spawnSync } from "node:child_process";
import { UserError } from "../../sandbox/shell";
import { LEAK_SEARCHES } from "./leaks";

export interface SweepOptions {
    /** Name that the deleted cluster had in AWS. */
    clusterName?: string;
    region?: string;
}

/**
 * Lists what a destroyed cluster left behind in AWS, and the commands that delete it; deletes
 * nothing itself. Throws a `UserError` if anything is left, or if AWS does not respond.
 */
export function sweep({ clusterName, region }: SweepOptions, env = process.env): void {
    if (!clusterName || !region) {
        throw new UserError("usage: make sweep CLUSTER_NAME=spark-dev REGION=eu-central-1");
    }
    const inRegion = ["--region", region];
    const commands = LEAK_SEARCHES.flatMap(({ what, search, remove }) => {
        const found = ask([...search(clusterName), ...inRegion], env);
        console.log(`${what}: ${found.length === 0 ? "none" : found.join(", ")}`);
        return found.map((one) => ["aws", ...remove(one), ...inRegion].join(" "));
    });
    if (commands.length > 0) {
        const removal = commands.map((command) => `  ${command}`).join("\n");
        const number = commands.length === 1 ? "1 resource" : `${commands.length} resources`;
        throw new UserError(
            `${number} of cluster "${clusterName}" left in ${region}. To delete what nobody needs:\n${removal}`,
        );
    }
}

function ask(args: string[], env: NodeJS.ProcessEnv): string[] {
    const { error, status, stdout, stderr } = spawnSync("aws", [...args, "--output", "json"], {
        encoding: "utf8",
        env,
    });
    if (error !== undefined || status !== 0) {
        const reason = error === undefined ? stderr.trim() : error.message;
        throw new UserError(`aws ${args.join(" ")}: ${reason}`);
    }
    return (JSON.parse(stdout) ?? []) as string[];
}
