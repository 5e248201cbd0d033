import assert from "node:assert/strict";
import { Autoscaler, SparkApplication, SparkPlatform } from "../../../components";
import { Registered } from "../../../testkit/mocks";
import { label, needs, registerOnAws, someEks, someEksCluster } from "../../../testkit/onAws";

const CHANGES: [Autoscaler, Autoscaler][] = [
    ["karpenter", "cluster-autoscaler"],
    ["cluster-autoscaler", "none"],
    ["none", "karpenter"],
];

/** The same platform and job with each autoscaler, in the same zones. */
function program(autoscaler: Autoscaler): void {
    const teams = { processing: {} };
    const cluster = { ...someEksCluster(), zones: someEks.subnets.map(({ zone }) => zone) };
    const platform = new SparkPlatform("spark", { cluster, teams, autoscaler });
    new SparkApplication("pi", { team: platform.team("processing"), main: "jobs/pi.py" });
}

function belongsTo(autoscaler: Autoscaler, { name }: Registered): boolean {
    return name === `spark-${autoscaler}` || name.startsWith(`spark-${autoscaler}-`);
}

/** Names that AWS and Kubernetes know, where they are not made up by the engine. */
function givenNames(resources: Registered[]): string[] {
    return resources.flatMap((one) => {
        const { name, namespace, metadata } = one.inputs;
        const given = (name ?? metadata?.name) as string | undefined;
        return given === undefined ? [] : [`${one.type} ${namespace ?? ""}/${given}`];
    });
}

describe("a change of a platform's autoscaler", () => {
    const by = new Map<Autoscaler, Registered[]>();
    const of = (autoscaler: Autoscaler) => by.get(autoscaler) ?? [];

    before(async () => {
        for (const autoscaler of Object.values(Autoscaler)) {
            by.set(autoscaler, await registerOnAws(() => program(autoscaler)));
        }
    });

    for (const [from, to] of CHANGES) {
        describe(`from ${from} to ${to}`, () => {
            it("makes all of the one and deletes all of the other: none is replaced in place", () => {
                const labels = (autoscaler: Autoscaler) => new Set(of(autoscaler).map(label));
                const comes = of(to).filter((one) => !labels(from).has(label(one)));
                const goes = of(from).filter((one) => !labels(to).has(label(one)));
                const own = (autoscaler: Autoscaler) =>
                    of(autoscaler).filter((one) => belongsTo(autoscaler, one));
                assert.deepStrictEqual(comes.map(label), own(to).map(label));
                assert.deepStrictEqual(goes.map(label), own(from).map(label));
                assert.deepStrictEqual(
                    givenNames(comes).filter((name) => givenNames(goes).includes(name)),
                    [],
                );
            });

            it("leaves teams, operator and job as they are", () => {
                const others = (autoscaler: Autoscaler) =>
                    of(autoscaler)
                        .filter((one) => !belongsTo(autoscaler, one))
                        .map((one) => ({ label: label(one), inputs: one.inputs }));
                assert.ok(others(from).length > 10);
                assert.deepStrictEqual(others(to), others(from));
            });
        });
    }

    it("has an order: jobs go before what serves them, and that before its rights", () => {
        const chain = (autoscaler: Autoscaler, ...labels: string[]) =>
            labels.slice(1).map((after, index) => {
                const before = labels[index] ?? "";
                return needs(of(autoscaler), before, after) ? "" : `${before} keeps no ${after}`;
            });
        const broken = [
            ...chain(
                "karpenter",
                "SparkApplication pi",
                "NodePool spark-karpenter-driver",
                "EC2NodeClass spark-karpenter-driver-class",
                "Release spark-karpenter",
                "Release spark-karpenter-crds",
            ),
            ...chain(
                "karpenter",
                "Release spark-karpenter",
                "PodIdentityAssociation spark-karpenter-controller",
                "Role spark-karpenter-controller",
            ),
            ...chain(
                "cluster-autoscaler",
                "SparkApplication pi",
                "Release spark-cluster-autoscaler",
                nodeGroup(of("cluster-autoscaler")),
                "LaunchTemplate spark-cluster-autoscaler-driver",
            ),
        ];
        assert.deepStrictEqual([...new Set(broken)], [""]);
    });
});

function nodeGroup(resources: Registered[]): string {
    const group = resources.find(
        ({ type, name }) => type.endsWith(":NodeGroup") && name.includes("driver"),
    );
    return label(group ?? assert.fail("no node group"));
}
