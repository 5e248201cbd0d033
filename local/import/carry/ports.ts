import { mapsIn } from "../document";
import { NoteKind } from "../draft";
import { Carry } from "../fieldRow";

/** Container ports, without host ports. */
export const portsOf: Carry = (value, { target, field }, draft) => {
    target["ports"] = mapsIn(value).map(({ hostPort, hostIP, ...port }, index) => {
        for (const [key, given] of Object.entries({ hostPort, hostIP })) {
            if (given !== undefined) {
                const why = 'Pod Security "restricted" and "baseline" reject host ports';
                draft.note(NoteKind.Lost, `${field}[${index}].${key}`, why);
            }
        }
        return { name: `port-${index + 1}`, ...port };
    });
};
