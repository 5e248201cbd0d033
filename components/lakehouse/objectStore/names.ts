/** Namespace of the S3 server of a cluster; there is one. */
export const STORE_NAMESPACE = "spark-object-store";

/** Name of the server's Deployment, Service, volume and of the Secret in a team's namespace. */
export const STORE = "object-store";

export const STORE_PORT = 7070;

export const STORE_HOST = `${STORE}.${STORE_NAMESPACE}.svc:${STORE_PORT}`;

/** What jobs call. */
export const STORE_ENDPOINT = `http://${STORE_HOST}`;

/** Label of the server's pods, and of those that look after it. */
export const STORE_LABEL = "app.kubernetes.io/name";

/** Name of the CronJob, and of what it needs, that aborts uploads which nobody completes. */
export const CLEANUP = "abort-uploads";

/** The server's administrator. */
export const ROOT_KEY_ID = "platform-root";

/** Who aborts uploads, and may do nothing else. */
export const CLEANUP_KEY_ID = "platform-cleanup";

/** Variables by which S3 clients get their keys. */
export const KEY_VARIABLES = { id: "AWS_ACCESS_KEY_ID", secret: "AWS_SECRET_ACCESS_KEY" } as const;

/** Key ID of a team. It is no secret, and stays when the secret changes: policies name it. */
export function teamKeyId(team: string): string {
    return `team-${team}`;
}
