import {
    killControlPlane,
    killOnAllNodes,
    killOperator,
    silentApiServer,
    slowApiServer,
    type Break,
} from "./sandboxFaults";

/** What is going on when something breaks: a job that an update waits for, or the update's own changes. */
export const During = { Job: "job", Update: "update" } as const;
export type During = (typeof During)[keyof typeof During];

export interface Fault {
    /** Part of the names of the row's job and team: longer ones are cut in the names of runs. */
    id: string;
    name: string;
    breaks: Break;
    /** How long it stays broken. */
    seconds: number;
    /** What an update that waits for a job says meanwhile. */
    warning?: RegExp;
    /** What an update says that does not outlast it; without it, each update does. */
    refusal?: RegExp;
    /** The one that every run of the tests has; the others are for `make soak-outages`. */
    short?: During;
}

const UNREACHABLE =
    /connection refused|connection reset|EOF|unreachable|does not answer|etcdserver: |timed out|cannot be used: /;

const faults: Fault[] = [
    {
        id: "api-killed",
        name: "the API server is killed",
        breaks: killControlPlane("kube-apiserver"),
        seconds: 10,
        warning: /the API server \(https:\S+\) does not answer: .*; trying again/,
        refusal: UNREACHABLE,
        short: During.Job,
    },
    {
        id: "api-slow",
        name: "the API server answers every two seconds",
        breaks: slowApiServer(2),
        seconds: 20,
        refusal: UNREACHABLE,
    },
    {
        id: "api-hangs",
        name: "the API server hangs",
        breaks: silentApiServer,
        seconds: 20,
        refusal: UNREACHABLE,
    },
    {
        id: "etcd-killed",
        name: "etcd is killed",
        breaks: killControlPlane("etcd"),
        seconds: 10,
        refusal: UNREACHABLE,
    },
    {
        id: "kubelets",
        name: "all kubelets are killed",
        breaks: killOnAllNodes("kubelet"),
        seconds: 10,
    },
    {
        id: "containerds",
        name: "containerd is killed on all nodes",
        breaks: killOnAllNodes("containerd"),
        seconds: 10,
    },
    {
        id: "operator",
        name: "the operator is killed whenever it starts",
        breaks: killOperator("controller"),
        seconds: 10,
        refusal: /The Spark operator in namespace "\S+" did not become ready/,
    },
    {
        id: "webhook",
        name: "the operator's webhook is killed whenever it starts",
        breaks: killOperator("webhook"),
        seconds: 10,
        refusal: /failed calling webhook|did not become ready/,
    },
];

/** The rows that FAULTS asks for: `all`, or parts of names, e.g. `etcd,api-killed job`; without it, the short ones. */
export function askedFaults(during: During): Fault[] {
    const asked = process.env.FAULTS;
    const isAsked = (name: string) =>
        asked === "all" || asked?.split(",").some((part) => name.includes(part)) === true;
    return faults.filter((fault) =>
        asked === undefined
            ? fault.short === during
            : isAsked(`${fault.id} ${during}: ${fault.name}`),
    );
}
