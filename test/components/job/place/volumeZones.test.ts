import assert from "node:assert/strict";
import { readClaimLocations } from "../../../../components/job/place/readClaims";
import { volumeZones } from "../../../../components/job/place/volumeZones";
import { kubernetesApi } from "../../../../components/kubernetes/api";
import { PersistentVolume } from "../../../../components/kubernetes/objects";
import { ApiServer, startApiServer } from "../../../../testkit/apiServer";

const NODES = ["a", "b"].map((zone) => ({
    metadata: {
        labels: { "kubernetes.io/hostname": `node-${zone}`, "topology.kubernetes.io/zone": zone },
    },
}));

/** A volume that only nodes with these labels can mount; each of the terms will do. */
function volume(...terms: Record<string, string[]>[]): PersistentVolume {
    const nodeSelectorTerms = terms.map((term) => ({
        matchExpressions: Object.entries(term).map(([key, values]) => ({
            key,
            operator: values.length === 0 ? "Exists" : "In",
            values,
        })),
    }));
    return { spec: { nodeAffinity: { required: { nodeSelectorTerms } } } };
}

describe("the zones of a volume", () => {
    const volumes: [string, PersistentVolume, string[] | undefined][] = [
        ["any, of a share", {}, undefined],
        ["Kubernetes' own", volume({ "topology.kubernetes.io/zone": ["b"] }), ["b"]],
        ["those of EBS", volume({ "topology.ebs.csi.aws.com/zone": ["eu-1a"] }), ["eu-1a"]],
        [
            "those of a regional disk",
            volume({ "topology.gke.io/zone": ["b"] }, { "topology.gke.io/zone": ["a"] }),
            ["a", "b"],
        ],
        [
            "any, of Azure's disks without zones",
            volume({ "topology.disk.csi.azure.com/zone": [""] }),
            undefined,
        ],
        ["those of a node", volume({ "kubernetes.io/hostname": ["node-b"] }), ["b"]],
        [
            "any, of a node that has gone",
            volume({ "kubernetes.io/hostname": ["node-x"] }),
            undefined,
        ],
        ["any, by a label that all have", volume({ "kubernetes.io/hostname": [] }), undefined],
        [
            "any, where one of its terms names none",
            volume({ "topology.kubernetes.io/zone": ["b"] }, { "kubernetes.io/os": ["linux"] }),
            undefined,
        ],
        [
            "those of an old plugin's label",
            { metadata: { labels: { "failure-domain.beta.kubernetes.io/zone": "b__a" } } },
            ["a", "b"],
        ],
    ];
    for (const [what, found, zones] of volumes) {
        it(`are ${what}`, () => assert.deepEqual(volumeZones(found, NODES), zones));
    }
});

describe("reading claims", () => {
    let server: ApiServer;
    afterEach(() => server.stop());

    it("finds the zones of their volumes, or the reason why not", async () => {
        const claims = "/api/v1/namespaces/sales/persistentvolumeclaims";
        const bound = (volumeName: string) => ({ body: { spec: { volumeName } } });
        server = await startApiServer({
            [`${claims}/disk`]: bound("pv-disk"),
            [`${claims}/local`]: bound("pv-local"),
            [`${claims}/share`]: bound("pv-share"),
            [`${claims}/waiting`]: { body: { spec: {} } },
            [`${claims}/hidden`]: { status: 403, body: {} },
            [`${claims}/half`]: bound("pv-hidden"),
            "/api/v1/persistentvolumes/pv-disk": {
                body: volume({ "topology.kubernetes.io/zone": ["b"] }),
            },
            "/api/v1/persistentvolumes/pv-local": {
                body: volume({ "kubernetes.io/hostname": ["node-a"] }),
            },
            "/api/v1/persistentvolumes/pv-share": { body: {} },
            "/api/v1/persistentvolumes/pv-hidden": { status: 403, body: {} },
            "/api/v1/nodes": { body: { items: NODES } },
        });
        const names = ["disk", "local", "share", "waiting", "hidden", "half", "missing", "disk"];
        const places = await readClaimLocations(kubernetesApi(server.kubeconfig), "sales", names);
        assert.deepEqual(places, {
            disk: { zones: ["b"] },
            local: { zones: ["a"] },
            share: {},
            waiting: {},
            hidden: { unknown: "cannot be read with these credentials" },
            half: { unknown: "has a volume that cannot be read with these credentials" },
            missing: { unknown: "does not exist yet" },
        });
        const disk = server.requests.filter((request) => request.endsWith("/disk"));
        assert.equal(disk.length, 1);
    });
});
