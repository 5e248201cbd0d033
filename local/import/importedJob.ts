import { writeOwner } from "./carry/owner";
import { writeRange } from "./carry/range";
import { writeRestart } from "./carry/restart";
import { OPERATORS_CONCURRENCY } from "./carry/schedule";
import { isMap, Values } from "./document";
import { Draft, Note, NoteKind } from "./draft";
import { APPLICATION } from "./fields/application";
import { DOCUMENT } from "./fields/metadata";
import { ROLES } from "./fields/roles";
import { SCHEDULE } from "./fields/schedule";
import { carryFields } from "./walk";

/** A job of a stack file without its team, and notes on it. */
export interface ImportedJob {
    isScheduled: boolean;
    job: Values;
    notes: Note[];
}

const ROLE_NAMES = ["driver", "executor"] as const;

/** The operator's default (`defaults.go` of 2.5.2); the library's is smaller. */
const OPERATORS_MEMORY = "1g";

/** Turns a document into a job, field by field. */
export function importedJob(document: Values): ImportedJob {
    const isScheduled = document["kind"] === "ScheduledSparkApplication";
    const top = isMap(document["spec"]) ? document["spec"] : {};
    const template = isMap(top["template"]) ? top["template"] : {};
    const spec = isScheduled ? template : top;
    const draft = new Draft(spec, isScheduled ? "spec.template" : "spec");
    const { job } = draft;
    const { spec: _, ...outside } = document;
    carryFields(DOCUMENT.rows, outside, { field: "", target: job }, draft);
    if (isScheduled) {
        carryFields(SCHEDULE.rows, top, { field: "spec", target: job }, draft);
        job["concurrency"] ??= OPERATORS_CONCURRENCY;
    }
    carryApplication(draft);
    if (isScheduled && job["timeToLive"] === undefined) {
        const why = "finished runs are deleted after 7d unless `timeToLive` is set";
        draft.note(NoteKind.Changed, `${draft.specField}.timeToLiveSeconds`, why);
    }
    return { isScheduled, job: ordered(job), notes: draft.notes };
}

/** Follows the operator's order: fields override properties and a template. */
function carryApplication(draft: Draft): void {
    const { spec, job, specField } = draft;
    const { driver, executor, sparkConf, hadoopConf, ...rest } = spec;
    const place = { field: specField, target: job };
    carryFields(APPLICATION.rows, { sparkConf, hadoopConf }, place, draft);
    carryFields(APPLICATION.rows, rest, place, draft);
    for (const role of ROLE_NAMES) {
        const fields = role === "driver" ? driver : executor;
        const { template, ...others } = isMap(fields) ? fields : {};
        const target = draft.role(role);
        const at = { field: `${specField}.${role}`, target, role };
        carryFields(ROLES.rows, { template, ...others }, at, draft);
        writeDefaults(target);
    }
    writeRange(draft);
    writeRestart(draft);
    writeOwner(draft);
}

/** Writes the operator's defaults. */
function writeDefaults(target: Values): void {
    target["memory"] ??= OPERATORS_MEMORY;
    if (target["coreRequest"] === undefined) {
        target["cores"] ??= 1;
    }
}

/** Keys in the order in which users look for them; the others follow. */
const JOB_ORDER = [
    ...["main", "mainClass", "language", "arguments", "deps", "image", "sparkVersion"],
    ...["schedule", "timeZone", "concurrency", "history", "suspend", "driver", "executor"],
];
const ROLE_ORDER = [
    ...["instances", "dynamicAllocation", "cores", "coreRequest", "coreLimit", "memory"],
    "memoryOverhead",
];

function ordered(job: Values): Values {
    const roles = ROLE_NAMES.map((role) => [role, inOrder(mapOf(job[role]), ROLE_ORDER)] as const);
    return inOrder({ ...job, ...Object.fromEntries(roles) }, JOB_ORDER);
}

function mapOf(role: unknown): Values {
    return isMap(role) ? role : {};
}

/** Sorts some keys first, and drops empty maps. */
function inOrder(part: Values, keys: readonly string[]): Values {
    const first = keys.filter((key) => key in part).map((key) => [key, part[key]] as const);
    const others = Object.entries(part).filter(([key]) => !keys.includes(key));
    return Object.fromEntries(
        [...first, ...others].filter(([, value]) => !isMap(value) || Object.keys(value).length > 0),
    );
}
