import { entryNamed, mapAt, Role, setAt, textOf, Values } from "./document";

/** How a note is to be read. */
export const NoteKind = {
    /** The job no longer says it. */
    Lost: "lost",
    /** The platform decides it. */
    Decided: "decided",
    /** It is carried over, and not quite the same. */
    Changed: "changed",
} as const;
export type NoteKind = (typeof NoteKind)[keyof typeof NoteKind];

/** What somebody should know of a field. */
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

/** Where the fields of a part of the document belong. */
export interface Place {
    /** Path of the part in the document, e.g. `spec.driver`. */
    field: string;
    /** Object that arguments are put into. */
    target: Values;
    role?: Role;
    /** The container that the fields are of, if it is not Spark's. */
    container?: TemplateContainer;
    /** The entry of a list that the fields are of. */
    entry?: Values;
}

/** Executors by the work there is, as fields and properties say it. */
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
    /** Fields of `restartPolicy`, which make one argument together. */
    readonly restart: Values = {};
    /** Names of volumes that properties had, and arguments have now. */
    readonly propertyVolumes = new Set<string>();
    /** User and group that fields ask for. */
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

    /** The template's part of the place's container, Spark's unless it is another one's. */
    templateContainer({ role = "driver", container }: Place): Values {
        const { list, name } = container ?? {
            list: "containers",
            name: `spark-kubernetes-${role}`,
        };
        const spec = mapAt(mapAt(this.role(role), "podTemplate"), "spec");
        return entryNamed(spec, list, name);
    }

    /** Puts a value into the template: below `container.` it belongs to the place's container. */
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
