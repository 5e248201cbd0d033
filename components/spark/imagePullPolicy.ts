/** When a node's copy of the image is good enough. */
export const ImagePullPolicy = {
    IfNotPresent: "IfNotPresent",
    Always: "Always",
    Never: "Never",
} as const;
export type ImagePullPolicy = (typeof ImagePullPolicy)[keyof typeof ImagePullPolicy];
