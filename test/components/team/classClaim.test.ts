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

/** A class as the library creates it; those of earlier versions have no owner. */
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

/** @param stacks with namespaces in the cluster */
function findPrefixIn(
    classes: PriorityClass[] | "forbidden",
    stacks: string[] = [],
): Promise<string> {
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
    const foreignClass: PriorityClass = { metadata: { name: "spark-driver" }, value: 7 };
    const cases: [title: string, classes: PriorityClass[], stacks: string[], expected: string][] = [
        ["in an empty cluster", [], [], "spark"],
        ["beside other classes", [{ metadata: { name: "spark" } }], [], "spark"],
        ["if they are this stack's", pair("spark", OURS), [], "spark"],
        ["if one of them is gone", pair("spark", OURS).slice(1), [], "spark"],
        ["if they are another stack's", pair("spark", THEIRS), [], OWN],
        ["if one is another stack's", pair("spark", THEIRS).slice(1), [], OWN],
        ["if one is someone else's", [foreignClass], [], OWN],
        ["from an earlier version of this stack", pair("spark"), [THEIRS, OURS], "spark"],
        ["from an earlier version, with an unknown owner", pair("spark"), [], "spark"],
        ["from an earlier version of another stack", pair("spark"), [THEIRS], OWN],
        ["beside its own", [...pair("spark", THEIRS), ...pair(OWN, OURS)], [], OWN],
        ["with its own, after the plain ones are free", pair(OWN, OURS), [], OWN],
    ];
    for (const [title, classes, stacks, expected] of cases) {
        it(`begin with "${expected === OWN ? "spark-<hash>" : expected}" ${title}`, async () => {
            assert.strictEqual(await findPrefixIn(classes, stacks), expected);
        });
    }

    it("are the plain ones if classes may not be listed", async () => {
        assert.strictEqual(await findPrefixIn("forbidden"), "spark");
    });

    it("are rejected if someone else has the stack's own ones, too", async () => {
        await assert.rejects(findPrefixIn([...pair("spark", THEIRS), ...pair(OWN, "x/y")]), {
            message:
                `PriorityClass "${OWN}-driver" belongs to stack "x/y". ` +
                "Give the platform another name.",
        });
        const foreign = { metadata: { name: `${OWN}-executor` } };
        await assert.rejects(findPrefixIn([foreign]), {
            message:
                `PriorityClass "${OWN}-executor" was created by someone else. ` +
                "Give the platform another name.",
        });
    });

    it("are the plain ones if the cluster cannot be read", async () => {
        await register(async () => {
            const cluster = { ...someCluster(), kubeconfig: "credentials" };
            assert.strictEqual(await valueOf(claimedPrefix(cluster, "spark")), "spark");
        });
    });
});
