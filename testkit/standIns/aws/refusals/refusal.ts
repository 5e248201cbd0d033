import { CloudResource } from "../cloudResource";
import { CloudSettings } from "../settings";
import { TYPES } from "../types";
import { textAt, Values } from "../values";

/** A call as AWS gets it, and what there is. */
export interface Request {
    call: "create" | "update" | "delete";
    type: string;
    inputs: Values;
    /** The resource as it is. */
    before?: CloudResource;
    all: readonly CloudResource[];
    settings: CloudSettings;
}

/** Something that AWS refuses. */
export interface Refusal {
    /** In one line, of the page README.md. */
    what: string;
    /** Where that is written. */
    source: string;
    /** AWS' error; nothing where it accepts the call. */
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

/** The cluster that a part of one names. */
export function clusterOf({ inputs, all }: Request): CloudResource | undefined {
    const name = textAt(inputs, "clusterName");
    return all.find(({ type, id }) => type === TYPES.cluster && id === name);
}

export function invalid(message: string): string {
    return `InvalidParameterException: ${message}`;
}
