import { Cloud } from "../cloud";
import { CloudResource } from "../cloudResource";
import { textAt, Values } from "../values";

export type Answer = (args: Values, cloud: Cloud) => Values;

/** The one resource that a function looks for; throws the provider's error if there is none. */
export function existing(cloud: Cloud, type: string, id: string, what: string): CloudResource {
    const found = cloud.find(type, id);
    if (found === undefined) {
        // As the provider words it (terraform-plugin-sdk, helper/retry, NotFoundError).
        throw new Error(`reading ${what} (${id}): couldn't find resource`);
    }
    return found;
}

export function shown({ id, inputs, outputs }: CloudResource): Values {
    return { id, ...inputs, ...outputs };
}

/** The ID of a part of a cluster. */
export function idInCluster(args: Values, name: string): string {
    return `${textAt(args, "clusterName")}:${textAt(args, name)}`;
}
