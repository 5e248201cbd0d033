import { execFileSync } from "node:child_process";
import * as path from "node:path";
import { programOnAws } from "../testkit/programOnAws";
import { configOf } from "../testkit/stackConfig";
import { median, seconds } from "./measuring";

const PROGRAM = path.join(__dirname, "devProgram.ts");
const SIZES = [1, 4, 16, 64, 256];
const rounds = Number(process.env.ROUNDS ?? 3);

/** Measures the program of stack `dev` with mocks, as it is and by its number of teams. */
async function bench(): Promise<void> {
    const fresh = ["--require", "ts-node/register", PROGRAM];
    const took = await medianOf(() => void execFileSync(process.execPath, fresh));
    console.log(`a fresh process, imports included: ${took.toFixed(2)} s`);
    // Not counted: it loads the program's modules.
    await programOnAws(configOf("dev"));
    for (const teams of SIZES) {
        let resources = 0;
        const took = await medianOf(async () => {
            resources = (await programOnAws(withTeams(teams))).length;
        });
        console.log(`${teams} teams with access: ${resources} resources, ${took.toFixed(2)} s`);
    }
}

async function medianOf(work: () => void | Promise<void>): Promise<number> {
    const took: number[] = [];
    for (let round = 1; round <= rounds; round++) {
        took.push(await seconds(work));
    }
    return median(took);
}

function withTeams(count: number): Record<string, string> {
    const teams = Array.from({ length: count }, (_, index) => [
        `team-${index + 1}`,
        { access: [{ bucket: "example-lake", prefix: `team-${index + 1}` }] },
    ]);
    return {
        ...configOf("dev"),
        "spark-platform:teams": JSON.stringify(Object.fromEntries(teams)),
        "spark-platform:jobs": "{}",
    };
}

void bench();
