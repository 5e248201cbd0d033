/** What a container reserves, and what it may use at most. */
export interface ContainerResources {
    requests: Record<string, string>;
    limits: Record<string, string>;
}

/** Enough for a small proxy or log shipper, and little beside Spark. */
const SMALL_CONTAINER = { cpu: "50m", memory: "64Mi" };

/**
 * The resources of a container beside Spark's. Kubernetes takes a limit for the request where there is
 * none; a quota of memory wants a limit of each container.
 */
export function containerResources(given: Partial<ContainerResources> = {}): ContainerResources {
    const { requests = {}, limits = {} } = given;
    const asked = { ...SMALL_CONTAINER, ...limits, ...requests };
    // Kubernetes overcommits none of the extended resources.
    const whole = Object.entries(asked).filter(([name]) => name.includes("/"));
    return {
        ...given,
        requests: asked,
        limits: { memory: asked.memory, ...Object.fromEntries(whole), ...limits },
    };
}
