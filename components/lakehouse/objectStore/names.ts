/** Namespace of the S3 server; a cluster has one. */
export const STORE_NAMESPACE = "spark-object-store";

/** Name of the server's Deployment, Service and volume, and of the Secret in a team's namespace. */
export const STORE = "object-store";

export const STORE_PORT = 7070;

export const STORE_HOST = `${STORE}.${STORE_NAMESPACE}.svc:${STORE_PORT}`;

/** URL that jobs use. */
export const STORE_ENDPOINT = `http://${STORE_HOST}`;

/** Label of the server's pods, and of those that clean up its buckets. */
export const STORE_LABEL = "app.kubernetes.io/name";

/** Name of the CronJob that aborts abandoned uploads, and of its objects. */
export const CLEANUP = "abort-uploads";

/** The server's administrator. */
export const ROOT_KEY_ID = "platform-root";

/** The user that aborts uploads, and may do nothing else. */
export const CLEANUP_KEY_ID = "platform-cleanup";

/** Environment variables from which S3 clients read their keys. */
export const KEY_VARIABLES = { id: "AWS_ACCESS_KEY_ID", secret: "AWS_SECRET_ACCESS_KEY" } as const;

/** Key ID of a team. It is not secret, and stays when the secret key changes, since policies name it. */
export function teamKeyId(team: string): string {
    return `team-${team}`;
}
