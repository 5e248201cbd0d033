/** What the pods of a pool's nodes are. */
export const NodeRole = { Driver: "driver", Executor: "executor" } as const;
export type NodeRole = (typeof NodeRole)[keyof typeof NodeRole];

/** How a pool's capacity is bought. */
export const Capacity = { OnDemand: "on-demand", Spot: "spot" } as const;
export type Capacity = (typeof Capacity)[keyof typeof Capacity];

/** Processor architecture, in Kubernetes' words. */
export const Architecture = { Amd64: "amd64", Arm64: "arm64" } as const;
export type Architecture = (typeof Architecture)[keyof typeof Architecture];
