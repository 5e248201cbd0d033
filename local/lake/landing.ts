import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import {
    KEY_VARIABLES,
    STORE,
    STORE_NAMESPACE,
    STORE_PORT,
} from "../../components/lakehouse/objectStore/names";
import { run, UserError } from "../../sandbox/shell";
import type { ClusterRef } from "../recovery/kubernetes";
import { FLIGHTS_LANDING, preparedFlights } from "./flights";
import { withService } from "./portForward";
import { S3Client } from "./s3Client";

/** The S3 server of the local stack. */
const store = { namespace: STORE_NAMESPACE, service: STORE, port: STORE_PORT };

/** A part of the lake, and the team whose key can write to it. */
export interface Lake {
    team: string;
    bucket: string;
    /** Prefix in the bucket; may be empty. */
    prefix: string;
}

/** The `s3a://bucket/prefix` that the jobs of a stack set as their parameter `lake`. */
export function lakeOf(jobs: Record<string, unknown>): Lake {
    for (const job of Object.values(jobs)) {
        const { team = "", parameters } = job as {
            team?: string;
            parameters?: { lake?: string };
        };
        const [, bucket, prefix = ""] =
            /^s3a:\/\/([^/]+)\/?(.*)$/.exec(parameters?.lake ?? "") ?? [];
        if (bucket !== undefined) {
            return { team, bucket, prefix };
        }
    }
    throw new UserError(
        "No job in the stack file sets the parameter lake: s3a://<bucket>/<folder>.",
    );
}

/**
 * Uploads the raw files to the lake with the key of the lake's team, as an upstream system would.
 */
export async function landFlights(kubectl: string, cluster: ClusterRef, lake: Lake): Promise<void> {
    const folder = join(await preparedFlights(), FLIGHTS_LANDING);
    await withLake(kubectl, cluster, lake.team, async (s3) => {
        for (const file of filesBelow(folder)) {
            const key = [lake.prefix, relative(folder, file)].filter(Boolean).join("/");
            await s3.put(lake.bucket, key, readFileSync(file));
        }
    });
    console.log(`Landed:  ${["s3:/", lake.bucket, lake.prefix].join("/")}/raw`);
}

/** Runs `use` with an S3 client that has a team's key. */
export function withLake<T>(
    kubectl: string,
    cluster: ClusterRef,
    team: string,
    use: (s3: S3Client) => Promise<T>,
): Promise<T> {
    const { context, kubeconfig } = cluster;
    const key = run(kubectl, [
        ...[...(kubeconfig ? ["--kubeconfig", kubeconfig] : []), "--context", context],
        ...["--namespace", team, "get", "secret", STORE, "--output", "json"],
    ]);
    const { data } = JSON.parse(key) as { data: Record<string, string> };
    const decoded = (name: string) => Buffer.from(data[name] ?? "", "base64").toString();
    return withService(kubectl, cluster, store, (endpoint) =>
        use(
            new S3Client({
                endpoint,
                accessKey: decoded(KEY_VARIABLES.id),
                secretKey: decoded(KEY_VARIABLES.secret),
                region: "us-east-1",
            }),
        ),
    );
}

function filesBelow(folder: string): string[] {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name))
        .sort();
}
