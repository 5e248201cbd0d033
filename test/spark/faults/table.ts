import { killControlPlane, killOperator, slowApiServer, type Break } from "./sandboxFaults";

/** What is going on when something breaks: a job that an update waits for, or the update's own changes. */
export const During = { Job: "job", Update: "update" } as const;
export type During = (typeof During)[keyof typeof During];

export interface Fault {
    /** Part of the names of the row's job and team. */
    id: string;
    name: string;
    during: During[];
    breaks: Break;
    /** How long it stays broken. */
    seconds: number;
    /** What an update that waits for a job says meanwhile. */
    warning?: RegExp;
    /** What an update says that does not outlast it. */
    refusal: RegExp;
    /** The one that every run of the tests has; the others are for `make soak-outages`. */
    short?: During;
}

const UNREACHABLE =
    /connection refused|connection reset|EOF|unreachable|does not answer|etcdserver: |timed out|cannot be used: /;

const faults: Fault[] = [
    {
        id: "api-killed",
        name: "the API server is killed",
        during: [During.Job, During.Update],
        breaks: killControlPlane("kube-apiserver"),
        seconds: 10,
        warning: /the API server \(https:\S+\) does not answer: .*; trying again/,
        refusal: UNREACHABLE,
        short: During.Job,
    },
    {
        id: "api-slow",
        name: "the API server answers every two seconds",
        during: [During.Update],
        breaks: slowApiServer(2),
        seconds: 20,
        refusal: UNREACHABLE,
    },
    {
        id: "etcd-killed",
        name: "etcd is killed",
        during: [During.Update],
        breaks: killControlPlane("etcd"),
        seconds: 10,
        refusal: UNREACHABLE,
        short: During.Update,
    },
    {
        id: "operator-killed",
        name: "the operator is killed whenever it starts",
        during: [During.Job],
        breaks: killOperator("controller"),
        seconds: 10,
        refusal: /The Spark operator in namespace "\S+" did not become ready/,
    },
    {
        id: "webhook-killed",
        name: "the operator's webhook is killed whenever it starts",
        during: [During.Update],
        breaks: killOperator("webhook"),
        seconds: 10,
        refusal: /failed calling webhook|did not become ready/,
    },
];

/** The rows that FAULTS asks for: `all`, or parts of names, e.g. `etcd,api-killed job`. */
export function askedFaults(during: During): Fault[] {
    const asked = process.env.FAULTS;
    const isAsked = (name: string) =>
        asked === "all" || asked?.split(",").some((part) => name.includes(part)) === true;
    return faults.filter((fault) =>
        asked === undefined
            ? fault.short === during
            : fault.during.includes(during) && isAsked(`${fault.id} ${during}: ${fault.name}`),
    );
}
