import { entryNamed, mapAt, Role, setAt, textOf, Values } from "./document";

/** The kind of a note. */
export const NoteKind = {
    /** The field is lost. */
    Lost: "lost",
    /** The platform decides this. */
    Decided: "decided",
    /** The field is carried over, but not quite the same. */
    Changed: "changed",
} as const;
export type NoteKind = (typeof NoteKind)[keyof typeof NoteKind];

/** What the user should know about a field. */
export interface Note {
    kind: NoteKind;
    /** Path in the document. */
    field: string;
    why: string;
}

/** A container in a pod template. */
interface TemplateContainer {
    list: "containers" | "initContainers";
    name: string;
}

/** Where the fields of a part of the document go. */
export interface Place {
    /** Path of the part in the document, e.g. `spec.driver`. */
    field: string;
    /** The object that receives arguments. */
    target: Values;
    role?: Role;
    /** The container of the fields, if it is not Spark's. */
    container?: TemplateContainer;
    /** The list entry of the fields. */
    entry?: Values;
}

/** Dynamic allocation, as set by fields and properties. */
interface Range {
    enabled?: boolean;
    min?: number;
    max?: number;
    initial?: number;
}

/** A job of a stack file that is being written. */
export class Draft {
    readonly job: Values = {};
    readonly notes: Note[] = [];
    readonly range: Range = {};
    /** Fields of `restartPolicy`, which become one argument. */
    readonly restart: Values = {};
    /** Names of volumes that moved from properties to arguments. */
    readonly propertyVolumes = new Set<string>();
    /** User and group that the fields set. */
    readonly owner: { runAsUser?: unknown; runAsGroup?: unknown; fsGroup?: unknown } = {};

    constructor(
        /** The spec of the SparkApplication. */
        readonly spec: Values,
        /** Path of the spec in the document. */
        readonly specField = "spec",
    ) {}

    note(kind: NoteKind, field: string, why: string): void {
        const same = this.notes.some((note) => note.field === field && note.why === why);
        if (!same) {
            this.notes.push({ kind, field, why });
        }
    }

    property(name: string, value: unknown): void {
        setAt(this.job, ["conf", name], textOf(value));
    }

    role(role: Role): Values {
        return mapAt(this.job, role);
    }

    /** The place's container in the template: Spark's unless the place names another one. */
    templateContainer({ role = "driver", container }: Place): Values {
        const { list, name } = container ?? {
            list: "containers",
            name: `spark-kubernetes-${role}`,
        };
        const spec = mapAt(mapAt(this.role(role), "podTemplate"), "spec");
        return entryNamed(spec, list, name);
    }

    /** Sets a value in the template; a path below `container.` applies to the place's container. */
    template(place: Place, path: string, value: unknown): void {
        const [first, ...rest] = path.split(".");
        if (first === "container") {
            setAt(this.templateContainer(place), rest, value);
        } else {
            const { role = "driver" } = place;
            setAt(mapAt(this.role(role), "podTemplate"), path.split("."), value);
        }
    }
}
