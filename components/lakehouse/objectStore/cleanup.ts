import * as pulumi from "@pulumi/pulumi";
import { ABORT_UPLOADS } from "./abortUploads";
import { CLEANUP, CLEANUP_KEY_ID, KEY_VARIABLES, STORE_HOST, STORE_LABEL } from "./names";
import { CONTAINER_SECURITY, POD_SECURITY, resources } from "./server";

/** As the lifecycle rule of a bucket in S3 has it. */
const MAX_AGE_SECONDS = 24 * 60 * 60;

/** What aborts uploads runs with. */
export interface CleanupInput {
    /** An image with Python; nodes have Spark's anyway. */
    image: string;
    buckets: readonly string[];
    /** Name of the Secret with the users. */
    users: pulumi.Input<string>;
}

/** Spec of the CronJob that aborts uploads which nobody completes: they are invisible, and fill the volume. */
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
                                    { name: "BUCKETS", value: buckets.join(" ") },
                                    { name: "MAX_AGE_SECONDS", value: String(MAX_AGE_SECONDS) },
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
