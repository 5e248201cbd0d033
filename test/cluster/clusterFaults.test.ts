import assert from "node:assert/strict";
import { TestStack } from "../support/stack";
import { kubectl, sandboxConfig } from "../support/testSandbox";

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

    it("is refused for a team, already in a preview", async () => {
        const operator = { install: false };
        stack.configure(sandboxConfig({ operator, teams: { taken: {} } }));
        const { code, output } = await stack.preview();
        assert.notEqual(code, 0);
        assert.match(
            output,
            /error: Namespace "taken" exists already\. .*teams\.taken\.createNamespace: false/,
        );
        assert.doesNotMatch(output, /\n\s+at |error serializing/);
    });

    it("is refused for the operator", async () => {
        const operator = { namespace: "taken" };
        stack.configure(sandboxConfig({ operator, teams: { processing: {} } }));
        const { code, output } = await stack.preview();
        assert.notEqual(code, 0);
        assert.match(
            output,
            /error: Namespace "taken" exists already\. .*operator\.createNamespace: false/,
        );
    });

    it("is used, and left behind as it was, where the team asks for that", async () => {
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

describe("an operator that cannot start", () => {
    let stack: TestStack;

    before(async () => {
        const config = sandboxConfig({ teams: { processing: {} } });
        const { charts } = config["artifacts"] as { charts: object };
        const images = { sparkOperator: "registry.invalid/operator:1" };
        stack = await TestStack.create({ config: { ...config, artifacts: { charts, images } } });
    });

    after(() => stack.remove());

    it("is reported as soon as its pods are stuck, with their events; a repair is all it needs", async () => {
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
