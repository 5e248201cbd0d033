import { isMap, mapsIn } from "../document";
import { Draft, Place } from "../draft";
import { Carry, FieldGroup } from "../fieldRow";
import { carryFields } from "../walk";
import { containers } from "./containers";

/**
 * A pod template; containers next to Spark's would keep the pods of finished jobs alive, so they
 * become sidecars.
 */
export function template(value: unknown, place: Place, draft: Draft): void {
    const copy = structuredClone(isMap(value) ? value : {});
    const spec = isMap(copy["spec"]) ? copy["spec"] : {};
    const list = mapsIn(spec["containers"]);
    const sparks = `spark-kubernetes-${place.role ?? "driver"}`;
    // Spark uses the first container if none has this name.
    const own = list.find(({ name }) => name === sparks) ?? list[0];
    if (own !== undefined) {
        spec["containers"] = [{ ...own, name: sparks }];
    }
    place.target["podTemplate"] = copy;
    list.filter((one) => one !== own).forEach((one, index) => {
        const field = `${place.field}.spec.containers[${index}]`;
        containers("sidecars")(one, { ...place, field }, draft);
    });
}

/** Carries over the fields of another group. */
export function part({ rows }: FieldGroup): Carry {
    return (value, place, draft) => carryFields(rows, isMap(value) ? value : {}, place, draft);
}

/** Merges the keys of a map into those of an argument. */
export function merged(argument: string): Carry {
    return (value, { target }) => {
        target[argument] = { ...(target[argument] as object | undefined), ...(value as object) };
    };
}
