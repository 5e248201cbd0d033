import { Language } from "../../../components";
import { NoteKind } from "../draft";
import { textOf } from "../document";
import { Carry } from "../fieldRow";

/** The language is omitted where the file extension implies it. */
export const language: Carry = (value, { target }, { spec }) => {
    const main = textOf(spec["mainApplicationFile"] ?? "");
    const implied = main.endsWith(".py")
        ? Language.Python
        : /\.r$/i.test(main)
          ? Language.R
          : Language.Scala;
    if (value !== implied) {
        target["language"] = value;
    }
};

export const mode: Carry = (value, { field }, draft) => {
    if (value !== "cluster") {
        const why = "jobs run in cluster mode: the driver runs in its own pod";
        draft.note(NoteKind.Lost, field, why);
    }
};

/** `local:/path` is the short form of `local:///path`. */
export const mainFile: Carry = (value, { target }) => {
    target["main"] =
        typeof value === "string" ? value.replace(/^local:\/(?!\/)/, "local:///") : value;
};

/** The main class of a jar; Python and R programs have none. */
export const javaClass: Carry = (value, { target, field }, draft) => {
    const type = draft.spec["type"];
    if (type === Language.Python || type === Language.R) {
        draft.note(NoteKind.Decided, field, `a ${type} job has no main class`);
    } else {
        target["mainClass"] = value;
    }
};
