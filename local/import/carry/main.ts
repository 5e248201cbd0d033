import { Language } from "../../../components";
import { NoteKind } from "../draft";
import { textOf } from "../document";
import { Carry } from "../fieldRow";

/** The language goes without saying where the file's ending tells it. */
export const language: Carry = (value, { target }, { spec }) => {
    const main = textOf(spec["mainApplicationFile"] ?? "");
    const told = main.endsWith(".py")
        ? Language.Python
        : /\.r$/i.test(main)
          ? Language.R
          : Language.Scala;
    if (value !== told) {
        target["language"] = value;
    }
};

export const mode: Carry = (value, { field }, draft) => {
    if (value !== "cluster") {
        const why = "jobs run in cluster mode: the driver is a pod of its own";
        draft.note(NoteKind.Lost, field, why);
    }
};

/** `local:/path` is the short form of `local:///path`. */
export const mainFile: Carry = (value, { target }) => {
    target["main"] =
        typeof value === "string" ? value.replace(/^local:\/(?!\/)/, "local:///") : value;
};

/** The class of a jar; programs in Python and R have none. */
export const javaClass: Carry = (value, { target, field }, draft) => {
    const type = draft.spec["type"];
    if (type === Language.Python || type === Language.R) {
        draft.note(NoteKind.Decided, field, `a job in ${type} has no class`);
    } else {
        target["mainClass"] = value;
    }
};
