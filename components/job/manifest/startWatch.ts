import { durationSeconds } from "../../validation/quantities";
import { LABELS } from "../../validation/labels";
import { Language, RestartPolicy } from "../args/jobArgs";
import { placement } from "../pods/placement";
import { podUser } from "../pods/podUser";
import { scheduledName } from "./applicationName";
import { ManifestParts } from "./applicationSpec";
import { RESTRICTED } from "./sideContainers";

/** Label that the operator sets on a schedule's runs, and so on their pods. */
const SCHEDULE_LABEL = "sparkoperator.k8s.io/scheduled-app-name";

/** Time for the operator to submit a run that is due, after everything else in its queue. */
const SUBMISSION_SECONDS = 300;

/** Time for the watching pod itself to start. */
const OWN_START_SECONDS = 600;

/** Small, and used for seconds only if a driver gets its node at once. */
const RESOURCES = { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "64Mi" } };

/**
 * Deletes a schedule's drivers that got no node within its timeout. Exits as soon as a driver has a
 * node: from then on the kubelet enforces the timeout. Needs only the permissions of the team's
 * drivers.
 */
const SCRIPT = `
import json, os, ssl, time, urllib.error, urllib.parse, urllib.request
from datetime import datetime, timezone

ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount/"
HOST, PORT = os.environ["KUBERNETES_SERVICE_HOST"], os.environ["KUBERNETES_SERVICE_PORT"]
SERVER = "https://%s:%s" % ("[%s]" % HOST if ":" in HOST else HOST, PORT)
PODS = "/api/v1/namespaces/%s/pods" % os.environ["NAMESPACE"]
SELECTOR = urllib.parse.urlencode({"labelSelector": os.environ["SELECTOR"]})
TIMEOUT, PATIENCE = int(os.environ["TIMEOUT_SECONDS"]), int(os.environ["PATIENCE_SECONDS"])
TLS = ssl.create_default_context(cafile=ACCOUNT + "ca.crt")

def call(method, path):
    with open(ACCOUNT + "token") as file:
        headers = {"Authorization": "Bearer " + file.read()}
    request = urllib.request.Request(SERVER + path, method=method, headers=headers)
    with urllib.request.urlopen(request, timeout=10, context=TLS) as answer:
        return json.load(answer)

def age(pod):
    created = pod["metadata"]["creationTimestamp"].replace("Z", "+00:00")
    return (datetime.now(timezone.utc) - datetime.fromisoformat(created)).total_seconds()

end = time.monotonic() + PATIENCE
while time.monotonic() < end:
    try:
        pods = [pod for pod in call("GET", PODS + "?" + SELECTOR)["items"]
                if pod["status"].get("phase") in ("Pending", "Running")
                and "deletionTimestamp" not in pod["metadata"]]
        waiting = [pod for pod in pods if "nodeName" not in pod["spec"]]
        if pods and not waiting:
            print("the driver has a node")
            break
        if waiting:
            end = time.monotonic() + PATIENCE
        for name in [pod["metadata"]["name"] for pod in waiting if age(pod) >= TIMEOUT]:
            print("ending %s: no node within %d s" % (name, TIMEOUT), flush=True)
            call("DELETE", PODS + "/" + name)
    except (OSError, urllib.error.URLError) as error:
        print(error, flush=True)
    time.sleep(5)
`;

/**
 * Metadata and spec of the CronJob that watches the start of each run of a schedule with a timeout.
 * A run whose driver never starts would block a schedule that forbids concurrent runs.
 *
 * @param image the platform's image, for jobs whose own image may lack Python
 */
export function startWatch(parts: ManifestParts, image: string) {
    const { args, job, namespace, team } = parts;
    const timeout = durationSeconds(args.timeout ?? "");
    const { attempts, longestPause } = attemptsOf(parts);
    const patience = SUBMISSION_SECONDS + longestPause;
    const maxSeconds = attempts * (timeout + patience) + OWN_START_SECONDS;
    // No job label on the pods: the job's network policy is for its driver and executors.
    const labels = { [LABELS.team]: team };
    return {
        metadata: {
            name: startWatchName(job),
            namespace,
            labels: { ...labels, [LABELS.job]: job },
        },
        spec: {
            schedule: args.schedule ?? "",
            timeZone: args.timeZone ?? "UTC",
            suspend: args.suspend ?? false,
            concurrencyPolicy: "Forbid",
            successfulJobsHistoryLimit: 0,
            failedJobsHistoryLimit: 1,
            jobTemplate: {
                metadata: { labels },
                spec: {
                    backoffLimit: 2,
                    activeDeadlineSeconds: maxSeconds,
                    template: {
                        metadata: { labels },
                        spec: podSpec(parts, image, timeout, patience),
                    },
                },
            },
        },
    };
}

/** A CronJob's name has at most 52 characters, a schedule's 43. */
export function startWatchName(job: string): string {
    return `${scheduledName(job)}-start`;
}

function podSpec(parts: ManifestParts, image: string, timeout: number, patience: number) {
    const { args, facts, job, namespace, language, serviceAccount } = parts;
    const isPython = language === Language.Python;
    const env = {
        NAMESPACE: namespace,
        SELECTOR: `spark-role=driver,${SCHEDULE_LABEL}=${scheduledName(job)}`,
        TIMEOUT_SECONDS: String(timeout),
        PATIENCE_SECONDS: String(patience),
    };
    return {
        restartPolicy: "Never",
        serviceAccountName: serviceAccount,
        enableServiceLinks: false,
        // Anywhere: a node that suits the driver may be just what is missing.
        tolerations: placement(facts, undefined).driver.tolerations,
        imagePullSecrets: args.imagePullSecrets?.map((name) => ({ name })),
        securityContext: {
            runAsNonRoot: true,
            ...podUser(args, parts.ownImage),
            seccompProfile: { type: "RuntimeDefault" },
        },
        containers: [
            {
                name: "start-watch",
                image: isPython ? parts.image : image,
                command: ["python3", "-c", SCRIPT.trim()],
                env: Object.entries(env).map(([name, value]) => ({ name, value })),
                resources: RESOURCES,
                securityContext: { ...RESTRICTED, readOnlyRootFilesystem: true },
            },
        ],
    };
}

/** How often a run is attempted, and the longest pause between attempts, which is the last one. */
function attemptsOf({ args: { restart } }: ManifestParts) {
    if (restart?.policy !== RestartPolicy.OnFailure) {
        return { attempts: 1, longestPause: 0 };
    }
    const retries = restart.retries ?? 3;
    return {
        attempts: 1 + retries,
        longestPause: retries * durationSeconds(restart.interval ?? "10s"),
    };
}
