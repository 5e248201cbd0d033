import assert from "node:assert/strict";
import { KubernetesApi } from "../../../components/kubernetes/api";
import { KubernetesApiError } from "../../../components/kubernetes/http";
import { PriorityClass } from "../../../components/kubernetes/objects";
import { claimedPrefix, findPrefix } from "../../../components/team/classClaim";
import { CLASS_SPECS, ClassRole, ownPrefix } from "../../../components/team/priorityClasses";
import { someCluster } from "../../../testkit/cluster";
import { register, valueOf } from "../../../testkit/mocks";

const OURS = "project/dev";
const THEIRS = "project/prod";
const OWN = ownPrefix("spark", OURS);

/** A class as the library makes it; those of earlier versions have no owner. */
function made(name: string, role: ClassRole, owner?: string): PriorityClass {
    const mark = owner !== undefined && { annotations: { "spark-platform.dev/stack": owner } };
    return { metadata: { name, ...mark }, ...CLASS_SPECS[role] };
}

function pair(prefix: string, owner?: string): PriorityClass[] {
    return [
        made(`${prefix}-driver`, "driver", owner),
        made(`${prefix}-executor`, "executor", owner),
    ];
}

/** @param stacks those that have namespaces in the cluster */
function look(classes: PriorityClass[] | "forbidden", stacks: string[] = []): Promise<string> {
    const api: Partial<KubernetesApi> = {
        listPriorityClasses: () =>
            classes === "forbidden"
                ? Promise.reject(new KubernetesApiError("forbidden", 403))
                : Promise.resolve(classes),
        listNamespaces: ({ labelSelector }) => {
            assert.strictEqual(labelSelector, "app.kubernetes.io/managed-by=spark-platform");
            return Promise.resolve(
                stacks.map((stack) => ({
                    metadata: { annotations: { "spark-platform.dev/stack": stack } },
                })),
            );
        },
    };
    return findPrefix(api as KubernetesApi, "spark", OURS);
}

describe("the names of a platform's PriorityClasses", () => {
    const somebodys: PriorityClass = { metadata: { name: "spark-driver" }, value: 7 };
    const cases: [title: string, classes: PriorityClass[], stacks: string[], expected: string][] = [
        ["in an empty cluster", [], [], "spark"],
        ["beside classes of others", [{ metadata: { name: "spark" } }], [], "spark"],
        ["where they are this stack's", pair("spark", OURS), [], "spark"],
        ["where one of them is gone", pair("spark", OURS).slice(1), [], "spark"],
        ["where they are another stack's", pair("spark", THEIRS), [], OWN],
        ["where one is another stack's", pair("spark", THEIRS).slice(1), [], OWN],
        ["where one is somebody else's", [somebodys], [], OWN],
        ["of this stack's earlier version", pair("spark"), [THEIRS, OURS], "spark"],
        ["of an earlier version, whose is not known", pair("spark"), [], "spark"],
        ["of another stack's earlier version", pair("spark"), [THEIRS], OWN],
        ["beside its own", [...pair("spark", THEIRS), ...pair(OWN, OURS)], [], OWN],
        ["with its own, after the plain ones are free", pair(OWN, OURS), [], OWN],
    ];
    for (const [title, classes, stacks, expected] of cases) {
        it(`begin with "${expected === OWN ? "spark-<hash>" : expected}" ${title}`, async () => {
            assert.strictEqual(await look(classes, stacks), expected);
        });
    }

    it("are the plain ones where classes may not be listed", async () => {
        assert.strictEqual(await look("forbidden"), "spark");
    });

    it("are refused where somebody has even its own ones", async () => {
        await assert.rejects(look([...pair("spark", THEIRS), ...pair(OWN, "x/y")]), {
            message:
                `PriorityClass "${OWN}-driver" belongs to stack "x/y". ` +
                "Give the platform another name.",
        });
        const foreign = { metadata: { name: `${OWN}-executor` } };
        await assert.rejects(look([foreign]), {
            message:
                `PriorityClass "${OWN}-executor" was made by somebody else. ` +
                "Give the platform another name.",
        });
    });

    it("are the plain ones where no cluster can be looked at", async () => {
        await register(async () => {
            const cluster = { ...someCluster(), kubeconfig: "credentials" };
            assert.strictEqual(await valueOf(claimedPrefix(cluster, "spark")), "spark");
        });
    });
});
