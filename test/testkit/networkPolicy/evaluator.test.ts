import assert from "node:assert/strict";
import { isAllowed } from "../../../testkit/networkPolicy/evaluator";
import { Endpoint, Labels, NetworkPolicySpec, Pod } from "../../../testkit/networkPolicy/objects";

const NAMESPACES: Record<string, Labels> = {
    default: {},
    other: { project: "myproject" },
    users: { user: "alice" },
};

function pod(name: string, namespace: string, labels: Labels = {}): Pod {
    return { name, namespace, labels };
}

const DB = pod("db", "default", { role: "db" });
const FRONTEND = pod("frontend", "default", { role: "frontend" });
const BACKEND = pod("backend", "default", { role: "backend" });

/** Asks for a connection under policies of the namespace `default`. */
function allowed(specs: NetworkPolicySpec[], from: Endpoint, to: Endpoint, port: number | string) {
    const [number = 0, protocol = "TCP"] = String(port).split("/");
    const policies = specs.map((spec, index) => ({
        metadata: { name: `policy-${index}`, namespace: "default" },
        spec,
    }));
    const connection = { from, to, port: Number(number), protocol: String(protocol) };
    return isAllowed({ namespaces: NAMESPACES, policies }, connection);
}

/** The policy that the documentation explains first. */
const EXAMPLE: NetworkPolicySpec = {
    podSelector: { matchLabels: { role: "db" } },
    policyTypes: ["Ingress", "Egress"],
    ingress: [
        {
            from: [
                { ipBlock: { cidr: "172.17.0.0/16", except: ["172.17.1.0/24"] } },
                { namespaceSelector: { matchLabels: { project: "myproject" } } },
                { podSelector: { matchLabels: { role: "frontend" } } },
            ],
            ports: [{ protocol: "TCP", port: 6379 }],
        },
    ],
    egress: [
        { to: [{ ipBlock: { cidr: "10.0.0.0/24" } }], ports: [{ protocol: "TCP", port: 5978 }] },
    ],
};

describe("the evaluator of network policies", () => {
    it("leaves pods open if no policy selects them", () => {
        assert.equal(allowed([], FRONTEND, DB, 6379), true);
        assert.equal(allowed([EXAMPLE], FRONTEND, BACKEND, 80), true);
    });

    it("interprets the documentation's example as documented", () => {
        const cases: [Endpoint, Endpoint, number | string, boolean][] = [
            [FRONTEND, DB, 6379, true],
            [FRONTEND, DB, 6380, false],
            [FRONTEND, DB, "6379/UDP", false],
            [BACKEND, DB, 6379, false],
            [pod("any", "other"), DB, 6379, true],
            [pod("frontend", "users", { role: "frontend" }), DB, 6379, false],
            [{ ip: "172.17.0.0" }, DB, 6379, true],
            [{ ip: "172.17.0.255" }, DB, 6379, true],
            [{ ip: "172.17.1.0" }, DB, 6379, false],
            [{ ip: "172.17.1.255" }, DB, 6379, false],
            [{ ip: "172.17.2.0" }, DB, 6379, true],
            [{ ip: "172.17.255.255" }, DB, 6379, true],
            [{ ip: "172.18.0.0" }, DB, 6379, false],
            [DB, { ip: "10.0.0.1" }, 5978, true],
            [DB, { ip: "10.0.1.1" }, 5978, false],
            [DB, { ip: "10.0.0.1" }, 5979, false],
            [DB, BACKEND, 5978, false],
        ];
        for (const [from, to, port, expected] of cases) {
            const named = JSON.stringify([from, to, port]);
            assert.equal(allowed([EXAMPLE], from, to, port), expected, named);
        }
    });

    it("combines two selectors of one peer, and evaluates two peers separately", () => {
        const namespaceSelector = { matchLabels: { user: "alice" } };
        const podSelector = { matchLabels: { role: "client" } };
        const both: NetworkPolicySpec = {
            podSelector: {},
            ingress: [{ from: [{ namespaceSelector, podSelector }] }],
        };
        const either: NetworkPolicySpec = {
            podSelector: {},
            ingress: [{ from: [{ namespaceSelector }, { podSelector }] }],
        };
        const client = { role: "client" };
        const results = (spec: NetworkPolicySpec) =>
            [
                pod("a", "users", client),
                pod("b", "users"),
                pod("c", "default", client),
                pod("d", "default"),
                pod("e", "other", client),
            ].map((from) => allowed([spec], from, DB, 80));
        assert.deepEqual(results(both), [true, false, false, false, false]);
        assert.deepEqual(results(either), [true, true, true, false, false]);
    });

    const denyIngress: NetworkPolicySpec = { podSelector: {}, policyTypes: ["Ingress"] };
    const denyEgress: NetworkPolicySpec = { podSelector: {}, policyTypes: ["Egress"] };
    const outside = { ip: "198.51.100.1" };

    it("denies everything by default with a policy without rules", () => {
        const results = (...specs: NetworkPolicySpec[]) => [
            allowed(specs, FRONTEND, DB, 80),
            allowed(specs, outside, DB, 80),
            allowed(specs, pod("a", "other"), DB, 80),
            allowed(specs, DB, outside, 80),
            allowed(specs, DB, pod("a", "other"), 80),
        ];
        assert.deepEqual(results(denyIngress), [false, false, false, true, true]);
        assert.deepEqual(results(denyEgress), [false, true, true, false, false]);
        const denyAll = { ...denyIngress, policyTypes: ["Ingress", "Egress"] };
        assert.deepEqual(results(denyAll), [false, false, false, false, false]);
        assert.deepEqual(results({ ...denyIngress, ingress: [] }), results(denyIngress));
    });

    it("allows everything with one empty rule, whatever other policies say", () => {
        const allowIngress = { ...denyIngress, ingress: [{}] };
        const allowEgress = { ...denyEgress, egress: [{}] };
        assert.equal(allowed([denyIngress, allowIngress], outside, DB, "53/UDP"), true);
        assert.equal(allowed([denyEgress, allowEgress], DB, outside, "53/UDP"), true);
        const empty = { ...denyIngress, ingress: [{ from: [], ports: [] }] };
        assert.equal(allowed([empty], outside, DB, 80), true);
    });

    it("combines the policies of a pod", () => {
        const from = (role: string): NetworkPolicySpec => ({
            podSelector: { matchLabels: { role: "db" } },
            ingress: [{ from: [{ podSelector: { matchLabels: { role } } }] }],
        });
        const specs = [denyIngress, from("frontend"), from("backend")];
        assert.equal(allowed(specs, FRONTEND, DB, 80), true);
        assert.equal(allowed(specs, BACKEND, DB, 80), true);
        assert.equal(allowed(specs, DB, FRONTEND, 80), false);
    });

    it("requires that both ends allow a connection", () => {
        const out: NetworkPolicySpec = {
            podSelector: { matchLabels: { role: "frontend" } },
            policyTypes: ["Egress"],
            egress: [{ to: [{ podSelector: { matchLabels: { role: "db" } } }] }],
        };
        assert.equal(allowed([out], FRONTEND, DB, 80), true);
        assert.equal(allowed([out, denyIngress], FRONTEND, DB, 80), false);
        assert.equal(allowed([out], FRONTEND, BACKEND, 80), false);
    });

    it("assumes ingress if a policy names no types, and egress if it has egress rules", () => {
        const unnamed: NetworkPolicySpec = { podSelector: {} };
        assert.equal(allowed([unnamed], FRONTEND, outside, 80), true);
        assert.equal(allowed([unnamed], outside, FRONTEND, 80), false);
        const withEgress = { ...unnamed, egress: [{ ports: [{ port: 443 }] }] };
        assert.equal(allowed([withEgress], FRONTEND, outside, 443), true);
        assert.equal(allowed([withEgress], FRONTEND, outside, 80), false);
        assert.equal(allowed([withEgress], outside, FRONTEND, 443), false);
    });

    it("applies a policy only to pods of its own namespace", () => {
        assert.equal(allowed([denyIngress], FRONTEND, pod("a", "other"), 80), true);
    });

    it("never blocks the pod itself or its node", () => {
        const onNode = { ...DB, nodeIp: "192.0.2.7" };
        assert.equal(allowed([denyIngress, denyEgress], onNode, onNode, 80), true);
        assert.equal(allowed([denyIngress], { ip: "192.0.2.7" }, onNode, 80), true);
        assert.equal(allowed([denyEgress], onNode, { ip: "192.0.2.7" }, 80), true);
        assert.equal(allowed([denyIngress], { ip: "192.0.2.8" }, onNode, 80), false);
    });
});
