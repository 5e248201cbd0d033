import { isMap, setAt } from "../document";
import { NoteKind } from "../draft";
import { Carry } from "../fieldRow";

/** GPUs of a role, by vendor; Spark properties for the same take precedence. */
export const gpu: Carry = (value, { target, role = "executor", field }, draft) => {
    const { name, quantity } = isMap(value) ? value : {};
    const conf = isMap(draft.spec["sparkConf"]) ? draft.spec["sparkConf"] : {};
    const [, vendor, resource] = /^([a-z0-9.-]+)\/([a-z0-9-]+)$/.exec(String(name)) ?? [];
    if (Object.keys(conf).some((key) => key.startsWith(`spark.${role}.resource.`))) {
        draft.note(
            NoteKind.Changed,
            field,
            "Spark properties in `conf` set the same and stay there",
        );
    } else if (vendor !== undefined && resource !== undefined) {
        setAt(target, ["resources", resource], { amount: quantity, vendor });
    } else {
        draft.note(NoteKind.Lost, field, `${String(name)} is not of the form vendor/resource`);
    }
};
