import { spawnSync } from "node:child_process";
import { UserError, which } from "../../sandbox/shell";

/** Engines that share their `run` and `build` options. */
const ENGINES = ["docker", "podman", "nerdctl"];

/** The first container engine on this machine that responds. Throws a `UserError` if none does. */
export function containerEngine(env: NodeJS.ProcessEnv, what: string): string {
    const installed = ENGINES.filter((engine) => which(engine, env));
    const answers = (engine: string) =>
        spawnSync(engine, ["info"], { env, stdio: "ignore", timeout: 30_000 }).status === 0;
    const answering = installed.find(answers);
    if (answering === undefined) {
        const why =
            installed.length > 0
                ? `${installed.join(" and ")} does not respond; start it`
                : `none of ${ENGINES.join(", ")} is on PATH; install one`;
        throw new UserError(`No container engine to ${what} the image: ${why}`);
    }
    return answering;
}
