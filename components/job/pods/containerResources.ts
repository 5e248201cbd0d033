/** A container's requests and limits. */
export interface ContainerResources {
    requests: Record<string, string>;
    limits: Record<string, string>;
}

/** Enough for a small proxy or log shipper, and negligible beside Spark. */
const SMALL_CONTAINER = { cpu: "50m", memory: "64Mi" };

/**
 * The resources of a container beside Spark's. Without a request, Kubernetes uses the limit; a
 * memory quota requires a limit on every container.
 */
export function containerResources(given: Partial<ContainerResources> = {}): ContainerResources {
    const { requests = {}, limits = {} } = given;
    const asked = { ...SMALL_CONTAINER, ...limits, ...requests };
    // Kubernetes does not overcommit extended resources.
    const whole = Object.entries(asked).filter(([name]) => name.includes("/"));
    return {
        ...given,
        requests: asked,
        limits: { memory: asked.memory, ...Object.fromEntries(whole), ...limits },
    };
}
