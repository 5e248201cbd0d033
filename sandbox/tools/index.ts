import { join } from "node:path";
import { built, buildOnce, withLock } from "../cache";
import { Steps } from "../steps";
import { buildDir, buildGo } from "./goBuild";
import type { GoBuild } from "./catalogue";
import { goProgram } from "./goToolchain";

/** Builds what is missing, one after the other, and returns the folders that hold the programs. */
export async function ensureTools(builds: GoBuild[]): Promise<string[]> {
    if (!builds.every((build) => built(buildDir(build)))) {
        await withLock("tools", () => buildMissing(builds));
    }
    return builds.map(buildDir);
}

async function buildMissing(builds: GoBuild[]): Promise<void> {
    const missing = builds.filter((build) => !built(buildDir(build)));
    const steps = new Steps(missing.length);
    for (const build of missing) {
        await steps.step(`building ${build.name} ${build.version}`, async () => {
            const go = await goProgram();
            await buildOnce(buildDir(build), (into) => buildGo(build, go, into));
        });
    }
}

/** The path of one program of a build. */
export function program(build: GoBuild, name: string): string {
    return join(buildDir(build), name);
}
