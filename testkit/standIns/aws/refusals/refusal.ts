import { CloudResource } from "../cloudResource";
import { CloudSettings } from "../settings";
import { TYPES } from "../types";
import { textAt, Values } from "../values";

/** A call as received by AWS, and the existing resources. */
export interface Request {
    call: "create" | "update" | "delete";
    type: string;
    inputs: Values;
    /** The current resource. */
    before?: CloudResource;
    all: readonly CloudResource[];
    settings: CloudSettings;
}

/** Something that AWS refuses. */
export interface Refusal {
    /** One line in README.md. */
    what: string;
    /** The source. */
    source: string;
    /** AWS' error; undefined if AWS accepts the call. */
    error: (request: Request) => string | undefined;
}

/** A refusal of some calls for one type of resource. */
export function refusal(
    what: string,
    source: string,
    on: { type: string; calls: Request["call"][] },
    error: Refusal["error"],
): Refusal {
    const isMeant = ({ type, call }: Request) => type === on.type && on.calls.includes(call);
    return { what, source, error: (request) => (isMeant(request) ? error(request) : undefined) };
}

/** The cluster that a part of it refers to. */
export function clusterOf({ inputs, all }: Request): CloudResource | undefined {
    const name = textAt(inputs, "clusterName");
    return all.find(({ type, id }) => type === TYPES.cluster && id === name);
}

export function invalid(message: string): string {
    return `InvalidParameterException: ${message}`;
}
