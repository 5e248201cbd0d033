import assert from "node:assert/strict";
import * as fc from "fast-check";
import { play, waitingPod } from "../scenario";
import { FRAMES, refusedBy, SPARK_SUBMIT } from "./sparkSubmit";

const QUOTA =
    'pods "pi-12345678-driver" is forbidden: exceeded quota: spark-quota, requested: requests.cpu=2, ' +
    "used: requests.cpu=350m, limited: requests.cpu=1";

/** What the API server says, and its status. */
const REFUSALS: Record<string, [number, string]> = {
    quota: [403, QUOTA],
    "Pod Security": [
        403,
        'pods "pi-12345678-driver" is forbidden: violates PodSecurity "restricted:latest": ' +
            'allowPrivilegeEscalation != false (container "spark-kubernetes-driver" must set ' +
            "securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container " +
            '"spark-kubernetes-driver" must set securityContext.capabilities.drop=["ALL"]), ' +
            'runAsNonRoot != true (pod or container "spark-kubernetes-driver" must set ' +
            "securityContext.runAsNonRoot=true), seccompProfile (pod or container " +
            '"spark-kubernetes-driver" must set securityContext.seccompProfile.type to ' +
            '"RuntimeDefault" or "Localhost")',
    ],
    RBAC: [
        403,
        'pods is forbidden: User "system:serviceaccount:spark-operator:spark-operator-controller" ' +
            'cannot create resource "pods" in API group "" in the namespace "processing"',
    ],
    "an admission policy": [
        422,
        "pods \"pi-12345678-driver\" is forbidden: ValidatingAdmissionPolicy 'images.example.com' with " +
            "binding 'images' denied request: images come from registry.example.com only",
    ],
    "a webhook that is down": [
        500,
        'Internal error occurred: failed calling webhook "pods.example.com": failed to call webhook: ' +
            'Post "https://webhook.policies.svc:443/pods?timeout=10s": dial tcp 10.0.0.9:443: connect: ' +
            "connection refused",
    ],
};

async function report(reason: string, log?: string): Promise<string[]> {
    const { failure } = await play([{ state: "FAILED", reason }], {}, log);
    return failure?.message.split("\n") ?? [];
}

describe("the report of a refused submission", () => {
    for (const [cause, [status, message]] of Object.entries(REFUSALS)) {
        it(`begins with its cause: ${cause}`, async () => {
            const lines = await report(refusedBy(message, status));
            assert.deepEqual(lines, [
                `Job "pi" could not be submitted: ${message}`,
                "  application: pi-12345678",
                "  namespace: processing",
                "  state: FAILED",
                `  reason: ${message}`,
                "  driver log: none",
                "  more: kubectl -n processing describe sparkapplication pi-12345678",
                "  It will not be retried: change the job, or set another `trigger`.",
            ]);
        });

        it(`begins with it if the trace repeats it or is cut: ${cause}`, async () => {
            const reason = refusedBy(message, status);
            const trace = reason.slice(reason.indexOf("io.fabric8"));
            for (const said of [
                `${reason}Caused by: ${trace}`,
                reason.slice(0, reason.indexOf(". Received")),
            ]) {
                const [first] = await report(said);
                assert.equal(first, `Job "pi" could not be submitted: ${message}`);
            }
        });

        it(`begins with it if the operator itself was refused: ${cause}`, async () => {
            const [first] = await report(`failed to create driver: ${message}`);
            assert.equal(
                first,
                `Job "pi" could not be submitted: failed to create driver: ${message}`,
            );
        });
    }

    it("begins with the exception of spark-submit", async () => {
        const cause = "org.apache.spark.SparkException: Must specify the driver container image";
        const reason = `${SPARK_SUBMIT}Exception in thread "main" ${cause}\n${FRAMES}`;
        assert.equal((await report(reason))[0], `Job "pi" could not be submitted: ${cause}`);
    });

    it("begins with the root cause, in the fullest wording", async () => {
        const refused = "Connection refused: kubernetes.default.svc/10.0.0.1:443";
        const reason = [
            `${SPARK_SUBMIT}Exception in thread "main" io.fabric8.kubernetes.client.KubernetesClientException: An error has occurred.`,
            `${FRAMES}Caused by: java.io.IOException: ${refused}`,
            `${FRAMES}Caused by: io.netty.channel.AbstractChannel$AnnotatedConnectException: ${refused}`,
            "Caused by: java.net.ConnectException: Connection refused",
            FRAMES,
        ].join("\n");
        assert.equal(
            (await report(reason))[0],
            `Job "pi" could not be submitted: java.io.IOException: ${refused}`,
        );
    });

    it("begins with what spark-submit printed if it threw nothing", async () => {
        const [first] = await report(`${SPARK_SUBMIT}Error: Unrecognized option: --nope\n\n`);
        assert.equal(first, 'Job "pi" could not be submitted: Error: Unrecognized option: --nope');
        const [logged] = await report(SPARK_SUBMIT);
        assert.match(
            logged ?? "",
            /submitted: Please check "kubectl auth can-i create pod" first\./,
        );
    });

    it("is short if the job is retried", async () => {
        const { warnings } = await play([
            { state: "SUBMISSION_FAILED", reason: refusedBy(QUOTA), restart: "OnFailure" },
            { state: "COMPLETED" },
        ]);
        assert.deepEqual(warnings, [`attempt 1 failed (${QUOTA}); restarting the job`]);
    });
});

describe("what a job prints, in a report", () => {
    const reason = "driver container failed with ExitCode: 1, Reason: Error";

    it("has no effect on the terminal", async () => {
        const log = [
            ...["\x1b]0;title\x07", "\x1b[2J\x9b2J", "100 %\rdone", "::error::x", "##[add-mask]x"],
            ...["a\u202eb", "</pre><img src=x>", "@ann ![x](y)", "```", "password=hunter2"],
        ].join("\n");
        const lines = await report(reason, log);
        assert.deepEqual(lines.slice(6, -2), [
            "    \\x1b]0;title\\x07",
            "    \\x1b[2J\\x9b2J",
            "    100 %\\x0ddone",
            "    \\x3a:error::x",
            "    \\x23#[add-mask]x",
            "    a\\u202eb",
            "    \\x3c/pre>\\x3cimg src=x>",
            "    \\x40ann !\\x5bx]\\x28y)",
            "    \\x60\\x60\\x60",
            "    password=***",
        ]);
    });

    it("keeps as much of the end as the limits allow", async () => {
        for (const line of [
            "x".repeat(2_000_000),
            `${"y".repeat(900)}\n`.repeat(600),
            "\u6f22".repeat(5000),
        ]) {
            const lines = await report(`${"z".repeat(9000)}\n`.repeat(40), `${line}\nthe end`);
            assert.ok(Buffer.byteLength(lines.join("\n")) <= 8192);
            assert.ok(lines.every(({ length }) => length <= 1000));
            assert.deepEqual(lines.slice(-3), [
                "    the end",
                "  more: kubectl -n processing describe sparkapplication pi-12345678",
                "  It will not be retried: change the job, or set another `trigger`.",
            ]);
        }
    });

    it("has no effect from a pod's message, a state or a warning either", async () => {
        const pods = [waitingPod("pi-12345678-exec-1", "ErrImagePull", "a\x1b[2J\n::error::b")];
        const stuck = await play([{ state: "RUNNING", pods }]);
        assert.match(stuck.failure?.message ?? "", /ErrImagePull: a\\x1b\[2J\n +\\x3a:error::b\n/);
        const again = await play([
            { state: "FAILING", reason: "a\x1b[2J\n::error::b", restart: "Always" },
            { state: "\x1b[2J" },
            { state: "COMPLETED" },
        ]);
        assert.deepEqual(
            [again.warnings, again.progress],
            [
                ["attempt 1 failed (a\\x1b[2J\n\\x3a:error::b); restarting the job"],
                ["FAILING", "\\x1b[2J"],
            ],
        );
    });

    it("is within the limits and without control characters, for any reason and log", async () => {
        const text = fc.string({ unit: "binary", maxLength: 2000 });
        await fc.assert(
            fc.asyncProperty(text, text, async (said, log) => {
                const message = (await report(refusedBy(said) + said, log)).join("\n");
                assert.doesNotMatch(
                    message.replaceAll("\n", ""),
                    /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u,
                );
                assert.doesNotMatch(message, /^\s*::|##\[/m);
                assert.ok(Buffer.byteLength(message) <= 8192);
            }),
        );
    });
});
