import { ResourceOptions } from "./options";

/** A resource as a program registered it under mocks. */
export interface PreviewedResource {
    urn: string;
    type: string;
    name: string;
    /** URN of the parent; empty if there is none. */
    parent: string;
    inputs: Record<string, unknown>;
    options: ResourceOptions;
}

/** What the program of one stack registered, or why it was refused. */
export interface PreviewedStack {
    resources: PreviewedResource[];
    /** The program's warnings, without duplicates, sorted. */
    warnings: string[];
    error?: string;
}

/** Stack name to what its program registered. */
export type Preview = Record<string, PreviewedStack>;

/** Replaces a secret value: neither the value nor a hash of it leaves the process. */
export const SECRET = "[secret]";
/** Replaces a value that is known only once the resource exists. */
export const UNKNOWN = "[unknown]";
