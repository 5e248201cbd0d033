import * as pulumi from "@pulumi/pulumi";

/** A resource as a program registered it. */
export interface Registered {
    type: string;
    name: string;
    custom: boolean;
    inputs: Record<string, any>;
    parent: string;
    /** `urn::id` of the explicit provider; empty if none. */
    provider: string;
    dependencies: string[];
    deleteBeforeReplace: boolean;
    protect: boolean;
    /** URN of the resource that it is deleted with; empty if none. */
    deletedWith: string;
}

export interface RegisterOptions {
    preview?: boolean;
    /** Values kept since the stack's creation, by the logical name of the `pulumi.Stash`. */
    kept?: Record<string, unknown>;
    /** Whether "[secret]" replaces what the engine would encrypt. */
    masked?: boolean;
}

/** Runs a program with mocks, and returns its registrations once all are complete. */
export async function register(
    program: () => unknown,
    { preview = false, kept, masked = false }: RegisterOptions = {},
): Promise<Registered[]> {
    await pulumi.runtime.setMocks(
        {
            newResource: (args) => ({ id: `${args.name}-id`, state: stateOf(args, kept) }),
            call: ({ inputs }) => inputs,
        },
        "project",
        "stack",
        preview,
    );
    const resources = recordRegistrations(masked);
    const { stackTraceLimit } = Error;
    // Pulumi captures a stack trace per resource: resolving its lines took half of the unit tests'
    // time.
    Error.stackTraceLimit = 0;
    try {
        await program();
        await runtime.waitForRPCs();
    } finally {
        Error.stackTraceLimit = stackTraceLimit;
    }
    return resources;
}

/** State of a resource after its creation; the engine keeps the first value of a `pulumi.Stash`. */
export function stateOf(
    { type, name, inputs }: pulumi.runtime.MockResourceArgs,
    kept: Record<string, unknown> = {},
): Record<string, any> {
    return type === "pulumi:index:Stash"
        ? { ...inputs, output: name in kept ? kept[name] : inputs.input }
        : inputs;
}

/** The one resource of a type (and logical name). */
export function only(resources: Registered[], type: string, name?: string): Registered {
    const found = resources.filter(
        (resource) => resource.type === type && (name === undefined || resource.name === name),
    );
    if (found.length !== 1 || found[0] === undefined) {
        const all = resources.map((resource) => `${resource.type} ${resource.name}`).join("\n");
        throw new Error(`${found.length} resources of type ${type} (${name ?? "any"}) in:\n${all}`);
    }
    return found[0];
}

/** Value of an input, once it is known; rejects as its output does. */
export function valueOf<T>(input: pulumi.Input<T>): Promise<pulumi.Unwrap<T>> {
    return (pulumi.output(input) as unknown as { promise(): Promise<pulumi.Unwrap<T>> }).promise();
}

/** Members of the SDK that are missing in its types. */
const runtime = pulumi.runtime as unknown as {
    getMonitor(): { registerResource(request: Request, callback: unknown): unknown };
    waitForRPCs(): Promise<void>;
};

interface Request {
    getType(): string;
    getName(): string;
    getCustom(): boolean;
    getObject(): Parameters<typeof pulumi.runtime.deserializeProperties>[0];
    getParent(): string;
    getProvider(): string;
    getDependenciesList(): string[];
    getDeletebeforereplace(): boolean;
    getProtect(): boolean;
    getDeletedwith(): string;
}

/**
 * Mocks do not receive a resource's parent and options, but the requests to the engine contain
 * them.
 */
function recordRegistrations(masked: boolean): Registered[] {
    const resources: Registered[] = [];
    const monitor = runtime.getMonitor();
    const registerResource = monitor.registerResource.bind(monitor);
    monitor.registerResource = (request, callback) => {
        resources.push({
            type: request.getType(),
            name: request.getName(),
            custom: request.getCustom(),
            inputs: plain(pulumi.runtime.deserializeProperties(request.getObject()), masked),
            parent: request.getParent(),
            provider: request.getProvider(),
            dependencies: request.getDependenciesList(),
            deleteBeforeReplace: request.getDeletebeforereplace(),
            protect: request.getProtect(),
            deletedWith: request.getDeletedwith(),
        });
        return registerResource(request, callback);
    };
    return resources;
}

/** A copy without secret markers; a secret marks the whole property that contains it. */
function plain(value: any, masked: boolean): any {
    if (pulumi.runtime.isRpcSecret(value)) {
        return masked ? "[secret]" : plain(pulumi.runtime.unwrapRpcSecret(value), masked);
    }
    if (Array.isArray(value)) {
        return value.map((entry) => plain(entry, masked));
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    const entries = Object.entries(value).map(([key, entry]) => [key, plain(entry, masked)]);
    return Object.fromEntries(entries);
}
