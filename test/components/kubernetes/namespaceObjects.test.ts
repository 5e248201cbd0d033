import assert from "node:assert/strict";
import { KubernetesApi } from "../../../components/kubernetes/api";
import { KubernetesApiError } from "../../../components/kubernetes/http";
import { namespaceRefusal, WantedObject } from "../../../components/kubernetes/namespaceObjects";
import { ObjectMeta } from "../../../components/kubernetes/objects";

const OURS = "project/dev";
const THEIRS = "project/prod";
const TEAM = { "spark-platform.dev/team": "shared" };
const WANTED: WantedObject[] = [
    { kind: "ServiceAccount", name: "spark" },
    { kind: "Role", name: "spark-driver" },
    { kind: "ServiceAccount", name: "airflow" },
];

function marked(name: string, stack: string): ObjectMeta {
    return { name, labels: TEAM, annotations: { "spark-platform.dev/stack": stack } };
}

interface Found {
    /** By plural. */
    objects?: Record<string, ObjectMeta[]>;
    namespace?: ObjectMeta;
    forbidden?: boolean;
}

let servers = 0;

function apiOf({ objects = {}, namespace, forbidden = false }: Found) {
    const asked: string[] = [];
    const api: Partial<KubernetesApi> = {
        server: `https://${servers++}.invalid`,
        readNamespace: (name) => {
            asked.push(`namespace ${name}`);
            return Promise.resolve(namespace && { metadata: namespace });
        },
        listMetadata: ({ group, version, plural }, place) => {
            asked.push([group, version, plural, place].filter(Boolean).join("/"));
            return forbidden
                ? Promise.reject(new KubernetesApiError("forbidden", 403))
                : Promise.resolve(objects[plural] ?? []);
        },
    };
    return { api: api as KubernetesApi, asked };
}

function ask(api: KubernetesApi, withNamespace = true): Promise<string | undefined> {
    const label = { key: "spark-platform.dev/team", value: "shared" };
    const texts = { path: "teams.shared", advice: "Choose another namespace." };
    const claim = { namespace: "shared", wanted: WANTED, label, withNamespace, ...texts };
    return namespaceRefusal(api, claim, OURS);
}

describe("objects in an existing namespace", () => {
    it("are listed once per kind, no matter how many there are", async () => {
        const { api, asked } = apiOf({});
        assert.strictEqual(await ask(api), undefined);
        assert.strictEqual(await ask(api), undefined);
        assert.deepStrictEqual(asked.sort(), [
            "namespace shared",
            "namespace shared",
            "rbac.authorization.k8s.io/v1/roles/shared",
            "v1/serviceaccounts/shared",
        ]);
    });

    const free: [string, Found][] = [
        ["free", { objects: { serviceaccounts: [{ name: "default" }], roles: [{ name: "x" }] } }],
        ["this stack's", { objects: { serviceaccounts: [marked("spark", OURS)] } }],
        [
            "of its earlier version",
            { objects: { roles: [{ name: "spark-driver", labels: TEAM }] } },
        ],
        [
            "of its earlier version, in a namespace that it made",
            {
                objects: { roles: [{ name: "spark-driver", labels: TEAM }] },
                namespace: marked("shared", OURS),
            },
        ],
        ["not to be seen", { forbidden: true }],
    ];
    for (const [what, found] of free) {
        it(`are created if the names are ${what}`, async () => {
            assert.strictEqual(await ask(apiOf(found).api), undefined);
        });
    }

    it("are rejected together, with their owners", async () => {
        const { api } = apiOf({
            objects: {
                serviceaccounts: [{ name: "spark" }, marked("airflow", OURS)],
                roles: [marked("spark-driver", THEIRS)],
            },
        });
        assert.strictEqual(
            await ask(api),
            'teams.shared: namespace "shared" already has objects that this stack would create:\n' +
                '  ServiceAccount "spark" was created by someone else\n' +
                '  Role "spark-driver" belongs to stack "project/prod"\n' +
                "Choose another namespace.",
        );
    });

    it("are rejected if an earlier version of another stack created them and the namespace", async () => {
        const { api } = apiOf({
            objects: { roles: [{ name: "spark-driver", labels: TEAM }] },
            namespace: marked("shared", THEIRS),
        });
        assert.match(
            (await ask(api)) ?? "",
            /Role "spark-driver" belongs to stack "project\/prod"/,
        );
    });

    it("are created by jobs whose earlier version created them in another stack's namespace", async () => {
        const { api, asked } = apiOf({
            objects: { roles: [{ name: "spark-driver", labels: TEAM }] },
            namespace: marked("shared", THEIRS),
        });
        assert.strictEqual(await ask(api, false), undefined);
        assert.ok(!asked.includes("namespace shared"));
    });

    it("are rejected if they have the label of another team", async () => {
        const labels = { "spark-platform.dev/team": "other" };
        const { api } = apiOf({ objects: { roles: [{ name: "spark-driver", labels }] } });
        assert.match((await ask(api)) ?? "", /Role "spark-driver" was created by someone else/);
    });
});
