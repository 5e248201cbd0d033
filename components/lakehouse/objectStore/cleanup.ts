import * as pulumi from "@pulumi/pulumi";
import { CONTAINER_SECURITY } from "../../kubernetes/containerSecurity";
import { ABORT_UPLOADS_AFTER_DAYS } from "../bucketConfiguration";
import { LakehouseBucketArgs } from "../lakehouseArgs";
import { ABORT_UPLOADS } from "./abortUploads";
import { CLEANUP, CLEANUP_KEY_ID, KEY_VARIABLES, STORE_HOST, STORE_LABEL } from "./names";
import { POD_SECURITY, resources } from "./server";

const SECONDS_PER_DAY = 24 * 60 * 60;

/** What the CronJob depends on. */
export interface CleanupInput {
    /** An image with Python: Spark's, which nodes have anyway. */
    image: string;
    buckets: Readonly<Record<string, LakehouseBucketArgs>>;
    /** Name of the Secret with the users. */
    users: pulumi.Input<string>;
}

/** Spec of the CronJob that aborts abandoned uploads: they are invisible, and fill the volume. */
export function cleanupCronJob({ image, buckets, users }: CleanupInput) {
    const secretKeyRef = { name: users, key: "cleanupSecret" };
    return {
        // Every hour: a laptop is not always on.
        schedule: "17 * * * *",
        concurrencyPolicy: "Forbid",
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 1,
        jobTemplate: {
            spec: {
                backoffLimit: 1,
                activeDeadlineSeconds: 600,
                template: {
                    metadata: { labels: { [STORE_LABEL]: CLEANUP } },
                    spec: {
                        restartPolicy: "Never",
                        automountServiceAccountToken: false,
                        enableServiceLinks: false,
                        securityContext: POD_SECURITY,
                        containers: [
                            {
                                name: CLEANUP,
                                image,
                                command: ["python3", "-c", ABORT_UPLOADS],
                                env: [
                                    { name: "HOST", value: STORE_HOST },
                                    { name: "BUCKETS", value: ages(buckets) },
                                    { name: KEY_VARIABLES.id, value: CLEANUP_KEY_ID },
                                    { name: KEY_VARIABLES.secret, valueFrom: { secretKeyRef } },
                                ],
                                securityContext: CONTAINER_SECURITY,
                                resources: resources("50m", "64Mi", "256Mi"),
                            },
                        ],
                    },
                },
            },
        },
    };
}

/** The age at which uploads are aborted, by bucket: the same as in a lifecycle rule of S3. */
function ages(buckets: Readonly<Record<string, LakehouseBucketArgs>>): string {
    const seconds = ({ abortUploadsAfterDays = ABORT_UPLOADS_AFTER_DAYS }: LakehouseBucketArgs) =>
        abortUploadsAfterDays * SECONDS_PER_DAY;
    return Object.entries(buckets)
        .map(([bucket, args]) => `${bucket}=${seconds(args)}`)
        .join(" ");
}
