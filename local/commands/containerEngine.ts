import { spawnSync } from "node:child_process";
import { UserError, which } from "../../sandbox/shell";

/** Engines that know the same options of `run` and `build`. */
const ENGINES = ["docker", "podman", "nerdctl"];

/** The first container engine of this machine that answers. Throws a `UserError` where none does. */
export function containerEngine(env: NodeJS.ProcessEnv, what: string): string {
    const there = ENGINES.filter((engine) => which(engine, env));
    const answers = (engine: string) =>
        spawnSync(engine, ["info"], { env, stdio: "ignore", timeout: 30_000 }).status === 0;
    const answering = there.find(answers);
    if (answering === undefined) {
        const why =
            there.length > 0
                ? `${there.join(" and ")} does not answer: start it`
                : `none of ${ENGINES.join(", ")} is on PATH: install one`;
        throw new UserError(`No container engine to ${what} the image: ${why}`);
    }
    return answering;
}
