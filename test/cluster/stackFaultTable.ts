import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { stopLeftovers } from "../../local/engine/processes";
import { stateFiles } from "../../local/recovery/stateFile";
import type { Run } from "../../testkit/stack";
import { kubectl } from "../../testkit/testSandbox";
import { finished, said, type MadePlatform } from "./madePlatform";

/** Something that goes wrong with a stack; the platform and its job exist before it. */
export interface StackFault {
    title: string;
    /** @returns what a user sees of it, if that is not the next `make up` */
    happens(platform: MadePlatform): Promise<Run | void> | Run | void;
    /** The message. */
    says: RegExp;
    /** The next commands of docs/operations/repair-a-stack.md, by their mark, with their variables. */
    then?: { commands: string; variables?: NodeJS.ProcessEnv };
    /** The rejected command has changed nothing, so no other one must come first. */
    changesNothing?: true;
    /** Undoes the fault if no command does. */
    undo?(platform: MadePlatform): Promise<void> | void;
    /** Variables of the next `make up`. */
    up?: NodeJS.ProcessEnv;
    /** The fault has terminated the job: the next update runs it again. */
    endsJob?: true;
}

const PROJECT = "spark-platform";
const LOCKED = /the stack is currently locked by 1 lock/;

const files = ({ paths }: MadePlatform) => stateFiles(paths, PROJECT);

function cut(platform: MadePlatform): void {
    truncateSync(files(platform).state, 20_000);
}

function loseCopies(platform: MadePlatform): void {
    files(platform).copies.forEach((copy) => rmSync(copy));
}

/** An update that takes a while; the job is not touched. */
function addTeam(platform: MadePlatform, name: string): void {
    platform.configure({ teams: { processing: {}, [name]: {} } });
}

export const STACK_FAULTS: readonly StackFault[] = [
    {
        title: "the state's file is cut, and has copies",
        happens: cut,
        says: /local\.json is truncated or not JSON; restored from its copy of 20\d\d-/,
    },
    {
        title: "the state's file is empty",
        happens: (platform) => truncateSync(files(platform).state, 0),
        says: /local\.json is empty; restored from its copy of 20\d\d-/,
    },
    {
        title: "the state's file is another stack's",
        happens: (platform) => {
            const { state } = files(platform);
            const text = readFileSync(state, "utf8");
            writeFileSync(state, text.replaceAll("urn:pulumi:local::", "urn:pulumi:staging::"));
        },
        says: /local\.json belongs to another stack \(spark-platform\/staging\); restored from its copy/,
    },
    {
        title: "the state's folder is deleted",
        happens: ({ paths }) => rmSync(paths.state, { recursive: true }),
        says: /local\.json is missing; restored from its copy of 20\d\d-/,
    },
    {
        title: "the state's file is cut, and Pulumi is used without make",
        happens: (platform) => {
            cut(platform);
            return platform.shell("pulumi up --yes --skip-preview");
        },
        says: /failed to load checkpoint: .*unexpected end of JSON input/,
        then: { commands: "state file cut" },
    },
    {
        title: "the state and all of its copies are lost",
        happens: (platform) => {
            loseCopies(platform);
            rmSync(platform.paths.state, { recursive: true });
        },
        says: /State: {3}empty, but the cluster already runs the platform of a stack "spark-platform\/local" \(namespaces processing, spark-operator\).* make up IMPORT=1/,
        up: { IMPORT: "1" },
    },
    {
        title: "the state and all of its copies are lost before make down",
        happens: (platform) => {
            loseCopies(platform);
            rmSync(platform.paths.state, { recursive: true });
            return platform.make("down");
        },
        says: /The state is missing, but the cluster runs the platform of stack "spark-platform\/local" \(namespaces processing, spark-operator\)\..* make up IMPORT=1 .*make down FORGET=1\./,
        up: { IMPORT: "1" },
    },
    {
        title: "the state's file is cut, and no copy is left",
        happens: (platform) => {
            loseCopies(platform);
            cut(platform);
        },
        says: /local\.json is truncated or not JSON, and no usable copy exists\..* make up IMPORT=1/,
        up: { IMPORT: "1" },
    },
    {
        title: "the passphrase is lost",
        happens: ({ paths }) => rmSync(paths.passphrase),
        says: /passphrase is missing, and the state in .* is encrypted with it\..* make up IMPORT=1/,
        up: { IMPORT: "1" },
    },
    {
        title: "the disk of .local is full before an update",
        happens: (platform) => platform.fillDisk(20),
        changesNothing: true,
        says: /The disk that holds .*\/state has \d+ MiB left; the state needs 64 MiB\. .* Free some space/,
        undo: (platform) => platform.freeDisk(),
    },
    {
        title: "the disk of .local gets full during an update",
        happens: async (platform) => {
            addTeam(platform, "further");
            const up = platform.startMake("up");
            const run = finished(up);
            await said(up, /Updating \(local\)/);
            platform.fillDisk(0);
            return run;
        },
        says: /The disk that holds .*\/state is full, so the state could not be written\. Free some space and run/,
        undo: (platform) => platform.freeDisk(),
    },
    {
        title: "the CRDs of the Spark operator are deleted",
        happens: deleteCrds,
        says: /State: {3}CRDs of the Spark operator deleted outside Pulumi; recreating/,
        endsJob: true,
    },
    {
        title: "the CRDs of the Spark operator are deleted, and Pulumi is used without make",
        happens: (platform) => {
            deleteCrds();
            return platform.shell("pulumi preview");
        },
        says: /warning: The CRDs of the Spark operator were deleted, .*name=spark-operator-crds; pulumi refresh/,
        then: { commands: "CRDs deleted" },
        endsJob: true,
    },
    {
        title: "a namespace is stuck in its deletion",
        happens: (platform) => {
            kubectl("create", "configmap", "held", "--namespace", "processing");
            const finalizers = '{"metadata":{"finalizers":["example.com/hold"]}}';
            kubectl(
                "patch",
                "configmap",
                "held",
                "-n",
                "processing",
                "--type=merge",
                "-p",
                finalizers,
            );
            kubectl("delete", "namespace", "processing", "--wait=false");
            // Kubernetes reports what is left once it has tried.
            kubectl(
                ...["wait", "namespace/processing", "--timeout=60s"],
                "--for=condition=NamespaceFinalizersRemaining",
            );
            return platform.shell("pulumi preview");
        },
        says: /Namespace "processing" is still being deleted: .*example\.com\/hold in 1 resource instances/,
        then: {
            commands: "namespace stuck",
            variables: { NAMESPACE: "processing", OBJECT: "configmap/held" },
        },
        endsJob: true,
    },
    {
        title: "make up runs twice at once",
        happens: (platform) => twice(platform, "make"),
        changesNothing: true,
        says: /make up runs in this checkout already \(process \d+\): wait for it, or stop it/,
    },
    {
        title: "pulumi up runs twice at once",
        happens: (platform) => twice(platform, "pulumi"),
        changesNothing: true,
        says: LOCKED,
    },
    {
        title: "the engine is killed in the middle",
        happens: async (platform) => {
            addTeam(platform, "another");
            const up = platform.startMake("up");
            await said(up, /core\/v1:Namespace spark-another creat/);
            process.kill(up.pid ?? 0, "SIGKILL");
            await stopLeftovers(platform.paths.checkout, 0);
            return platform.shell("pulumi up --yes --skip-preview");
        },
        says: LOCKED,
        then: { commands: "engine killed" },
    },
];

function deleteCrds(): void {
    const kinds = ["sparkapplications", "scheduledsparkapplications", "sparkconnects"];
    kubectl("delete", "crd", ...kinds.map((kind) => `${kind}.sparkoperator.k8s.io`));
}

/** @returns the output of the second one, while the first one finishes */
async function twice(platform: MadePlatform, by: "make" | "pulumi"): Promise<Run> {
    const start = () =>
        by === "make"
            ? platform.startMake("up")
            : platform.startShell("pulumi up --yes --skip-preview");
    const first = start();
    const end = finished(first);
    await said(first, by === "make" ? /^Cluster:/m : /^Updating/m);
    const second = await finished(start());
    const { code, output } = await end;
    if (code !== 0 || !existsSync(platform.paths.record)) {
        throw new Error(output);
    }
    return second;
}
