import { checkoutId, sandboxDown, sandboxUp, type Sandbox } from "../sandbox";
import { sleep } from "../sandbox/shell";
import { ALLOWED_SPEC } from "../test/cluster/admissionTables";
import { adminApi } from "../testkit/access";
import { TestStack } from "../testkit/stack";
import { kubectlOf } from "../testkit/testSandbox";
import { median, ok } from "./measuring";

const rounds = Number(process.env.ROUNDS ?? 5);
const SUBMISSIONS = 100;
const TEAMS = ["one", "two", "three", "four"];
/** Time for the operators to settle after their start. */
const REST_MILLIS = 60_000;

/** Measures what admission policies cost per submission, and what an operator per team costs. */
async function bench(): Promise<void> {
    const id = `${checkoutId()}-isolation`;
    const sandbox = await sandboxUp({ id });
    const stack = await TestStack.create({ config: settings(sandbox, {}) });
    try {
        await admission(sandbox, stack);
        await operators(sandbox, stack);
    } finally {
        await stack.remove();
        await sandboxDown(id);
    }
}

function settings({ context, kubeconfig, artifacts }: Sandbox, operator: object) {
    return {
        cluster: { kind: "kubernetes", context, kubeconfig },
        artifacts,
        operator,
        teams: Object.fromEntries(TEAMS.map((team) => [team, {}])),
    };
}

async function admission(sandbox: Sandbox, stack: TestStack): Promise<void> {
    const ratios: number[] = [];
    for (let round = 1; round <= rounds; round++) {
        const millis: number[] = [];
        for (const enforced of [false, true]) {
            stack.configure(settings(sandbox, { admission: enforced }));
            ok(await stack.up());
            // The API server applies a policy within seconds.
            await sleep(5000);
            millis.push(await submissionMillis(sandbox));
        }
        const [without = 0, withPolicies = 0] = millis;
        ratios.push(withPolicies / without);
        console.log(
            `a submission to the API server, webhook included: ${withPolicies.toFixed(1)} ms ` +
                `with policies, ${without.toFixed(1)} ms without`,
        );
    }
    console.log(`admission: median ratio ${median(ratios).toFixed(2)} of ${rounds} rounds`);
}

/** Mean response time of the API server for SparkApplications, created one after the other. */
async function submissionMillis(sandbox: Sandbox): Promise<number> {
    const api = adminApi(sandbox.kubeconfig);
    const path = "/apis/sparkoperator.k8s.io/v1beta2/namespaces/one/sparkapplications?dryRun=All";
    const object = {
        apiVersion: "sparkoperator.k8s.io/v1beta2",
        kind: "SparkApplication",
        metadata: { name: "tried", namespace: "one" },
        spec: ALLOWED_SPEC,
    };
    const submit = async () => {
        const { status, body } = await api.post(path, object);
        if (status !== 201) {
            throw new Error(JSON.stringify(body));
        }
    };
    await submit();
    const began = Date.now();
    for (let count = 0; count < SUBMISSIONS; count++) {
        await submit();
    }
    const took = Date.now() - began;
    api.close();
    return took / SUBMISSIONS;
}

interface Summary {
    pods: {
        podRef: { name: string; namespace: string };
        memory?: { workingSetBytes?: number };
        cpu?: { usageNanoCores?: number };
    }[];
}

async function operators(sandbox: Sandbox, stack: TestStack): Promise<void> {
    for (const scope of ["platform", "team"]) {
        stack.configure(settings(sandbox, { scope }));
        ok(await stack.up());
        await sleep(REST_MILLIS);
        const pods = operatorPods(sandbox);
        const sum = (of: (pod: Summary["pods"][number]) => number) =>
            pods.reduce((total, pod) => total + of(pod), 0);
        const mebibytes = sum(({ memory }) => memory?.workingSetBytes ?? 0) / 2 ** 20;
        const millicores = sum(({ cpu }) => cpu?.usageNanoCores ?? 0) / 1e6;
        console.log(
            `scope ${scope}, ${TEAMS.length} teams, idle: ${pods.length} pods, ` +
                `${mebibytes.toFixed(0)} MiB, ${millicores.toFixed(0)}m CPU`,
        );
    }
}

function operatorPods(sandbox: Sandbox): Summary["pods"] {
    const nodes = kubectlOf(sandbox, "get", "nodes", "-o", "jsonpath={.items[*].metadata.name}");
    return nodes.split(" ").flatMap((node) => {
        const path = `/api/v1/nodes/${node}/proxy/stats/summary`;
        const { pods } = JSON.parse(kubectlOf(sandbox, "get", "--raw", path)) as Summary;
        return pods.filter(({ podRef }) => podRef.namespace === "spark-operator");
    });
}

bench().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
