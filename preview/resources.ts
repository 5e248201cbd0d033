import { ResourceOptions } from "./options";

/** A resource as a program registered it under mocks. */
export interface PreviewedResource {
    urn: string;
    type: string;
    name: string;
    /** URN of the parent; empty for none. */
    parent: string;
    inputs: Record<string, unknown>;
    options: ResourceOptions;
}

/** What the program of one stack made, or why it was refused. */
export interface PreviewedStack {
    resources: PreviewedResource[];
    /** What the program warns of, each once, in the order of the alphabet. */
    warnings: string[];
    error?: string;
}

/** Stack name to what its program made. */
export type Preview = Record<string, PreviewedStack>;

/** Stands where a value is a secret: neither its text nor a hash of it leaves the process. */
export const SECRET = "[secret]";
/** Stands where a value is known only once the resource exists. */
export const UNKNOWN = "[unknown]";
