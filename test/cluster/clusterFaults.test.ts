import assert from "node:assert/strict";
import { join } from "node:path";
import { checkout, TestStack } from "../../testkit/stack";
import { kubectl, sandboxConfig } from "../../testkit/testSandbox";

const CRDS = join(checkout, "charts/spark-operator-crds/templates");

/** Why a preview with these settings of the operator fails. */
async function refusal(stack: TestStack, operator: object): Promise<string> {
    stack.configure(sandboxConfig({ operator, teams: { processing: {} } }));
    const { code, output } = await stack.preview();
    assert.notEqual(code, 0);
    assert.doesNotMatch(output, /\n\s+at |error serializing/);
    return /error: (.*)/.exec(output)?.[1] ?? output;
}

describe("a namespace that exists already", () => {
    let stack: TestStack;

    before(async () => {
        kubectl("create", "namespace", "taken");
        stack = await TestStack.create({ config: {} });
    });

    after(async () => {
        await stack.remove();
        kubectl("delete", "namespace", "taken", "--ignore-not-found");
    });

    it("is rejected for a team, even in a preview", async () => {
        stack.configure(sandboxConfig({ teams: { taken: {} } }));
        const { code, output } = await stack.preview();
        assert.notEqual(code, 0);
        assert.match(
            output,
            /error: Namespace "taken" already exists\. .*teams\.taken\.createNamespace: false/,
        );
        assert.doesNotMatch(output, /\n\s+at |error serializing/);
    });

    it("is rejected for the operator", async () => {
        const operator = { namespace: "taken" };
        stack.configure(sandboxConfig({ operator, teams: { processing: {} } }));
        const { code, output } = await stack.preview();
        assert.notEqual(code, 0);
        assert.match(
            output,
            /error: Namespace "taken" already exists\. .*operator\.createNamespace: false/,
        );
    });
});

describe("CRDs that were applied without Helm", () => {
    let stack: TestStack;

    before(async () => {
        kubectl("create", "namespace", "taken");
        kubectl("apply", "--server-side", "--filename", CRDS);
        stack = await TestStack.create({ config: {} });
    });

    // The API server may take minutes to delete CRDs that are a few seconds old.
    after(async function () {
        this.timeout(400000);
        await stack.remove();
        kubectl("delete", "namespace", "taken");
        kubectl("delete", "--filename", CRDS);
    });

    it("the CRDs of another operator are rejected, with the command that removes them", async () => {
        assert.match(
            await refusal(stack, {}),
            /^operator\.install: the cluster has CRDs of a Spark operator \(applied without Helm\), but no operator\. Delete them with "kubectl delete crd /,
        );
    });

    it("a namespace is used, and left behind as it was, if the team requests that", async () => {
        const teams = { taken: { createNamespace: false }, made: {} };
        stack.configure(sandboxConfig({ operator: { install: false }, teams }));
        const up = await stack.up();
        assert.equal(up.code, 0, up.output);
        assert.match(kubectl("-n", "taken", "get", "rolebindings", "-o", "name"), /spark-driver/);

        const again = await stack.up("--expect-no-changes");
        assert.equal(again.code, 0, again.output);

        const destroyed = await stack.destroy();
        assert.equal(destroyed.code, 0, destroyed.output);
        const left = kubectl(
            "-n",
            "taken",
            "get",
            "all,roles,rolebindings,configmaps",
            "-o",
            "name",
        );
        assert.deepEqual(left.trim().split("\n"), ["configmap/kube-root-ca.crt"]);
        assert.doesNotMatch(kubectl("get", "namespaces", "-o", "name"), /namespace\/made/);
    });
});

describe("a cluster and its operator", () => {
    let stack: TestStack;

    before(async () => (stack = await TestStack.create({ config: {} })));

    after(() => stack.remove());

    it("operator.install: false is rejected without an operator", async () => {
        assert.equal(
            await refusal(stack, { install: false }),
            "operator.install: is false, but the cluster has no Spark operator (no CRD " +
                '"sparkapplications.sparkoperator.k8s.io"). Install one that serves the teams\' ' +
                "namespaces, or set operator.install: true.",
        );
    });

    it("the operator of another platform is rejected, with its release and namespace", async () => {
        const other = await TestStack.create({
            name: "other",
            config: sandboxConfig({ operator: { namespace: "operators" }, teams: { other: {} } }),
        });
        try {
            const { code, output } = await other.up();
            assert.equal(code, 0, output);
            assert.match(
                await refusal(stack, {}),
                /^operator\.install: the cluster already has a Spark operator: of stack "spark-platform\/other" \(Helm release "spark-operator-crds" in namespace "operators"\)\. /,
            );
        } finally {
            await other.remove();
        }
    });
});

describe("an operator that cannot start", () => {
    let stack: TestStack;

    before(async () => {
        const config = sandboxConfig({ teams: { processing: {} } });
        const { charts } = config["artifacts"] as { charts: object };
        const images = { sparkOperator: "registry.invalid/operator:1" };
        stack = await TestStack.create({ config: { ...config, artifacts: { charts, images } } });
    });

    after(() => stack.remove());

    it("is reported as soon as its pods are stuck, with their events; it works after a fix", async () => {
        const { code, output, seconds } = await stack.up();
        assert.notEqual(code, 0);
        assert.match(
            output,
            /error: The Spark operator in namespace "spark-operator" did not become ready:/,
        );
        assert.match(
            output,
            /Pod spark-operator-controller-\S+: (ErrImagePull|ImagePullBackOff): /,
        );
        assert.match(output, /Events:\n.*Failed: .*registry\.invalid/);
        assert.doesNotMatch(output, /\n\s+at |error serializing|deadline exceeded/);
        assert.ok(seconds < 90, `${seconds} s`);

        stack.configure(sandboxConfig({ teams: { processing: {} } }));
        const repaired = await stack.up();
        assert.equal(repaired.code, 0, repaired.output);
    });
});
