import { join } from "node:path";
import { prepare, type Preparation } from "../preparation";
import { clusterBuilds, type GoBuild } from "./catalogue";
import { buildDir, buildGo } from "./goBuild";
import { goProgram } from "./goToolchain";

/** Builds what is missing, one after the other, and returns the folders with the programs. */
export async function ensureTools(builds: GoBuild[]): Promise<string[]> {
    await prepare(builds.map(goPreparation));
    return builds.map(buildDir);
}

export function goPreparation(build: GoBuild): Preparation {
    return {
        title: `building ${build.name} ${build.version}`,
        dir: buildDir(build),
        make: async (into) => buildGo(build, await goProgram(), into),
    };
}

/** The path of a program from one of the cluster's builds. */
export function clusterProgram(name: string): string {
    const build = clusterBuilds.find(({ programs, main, name: ofMain }) =>
        main ? ofMain === name : name in programs,
    );
    if (!build) {
        throw new Error(`no build provides ${name}`);
    }
    return join(buildDir(build), name);
}
