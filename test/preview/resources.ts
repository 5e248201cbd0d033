import { PreviewedResource } from "../../preview/resources";

/** A resource of a fake stack; its URN is its name. */
export function resource(name: string, more: Partial<PreviewedResource> = {}): PreviewedResource {
    return {
        urn: name,
        type: "test:index:Thing",
        name,
        parent: "",
        inputs: {},
        options: {},
        ...more,
    };
}
