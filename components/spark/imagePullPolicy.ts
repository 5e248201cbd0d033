/** When a node pulls an image. */
export const ImagePullPolicy = {
    /** If the node does not have it. */
    IfNotPresent: "IfNotPresent",
    /** At each start of a container. */
    Always: "Always",
    /** Never: the node must already have it. */
    Never: "Never",
} as const;
export type ImagePullPolicy = (typeof ImagePullPolicy)[keyof typeof ImagePullPolicy];
