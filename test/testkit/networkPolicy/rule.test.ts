import assert from "node:assert/strict";
import { Endpoint, Pod, PolicyPeer, PolicyPort } from "../../../testkit/networkPolicy/objects";
import { isAmongPeers, isAmongPorts } from "../../../testkit/networkPolicy/rule";

const NAMESPACES = { default: {}, other: { project: "myproject" } };
const POD: Pod = { name: "db", namespace: "default", labels: { role: "db" } };

function reaches(ports: PolicyPort[], port: number | string, to: Endpoint = POD): boolean {
    const [number, protocol] = String(port).split("/");
    return isAmongPorts(ports, { from: POD, to, port: Number(number), protocol });
}

function isPeer(peer: PolicyPeer, endpoint: Endpoint): boolean {
    const cluster = { namespaces: NAMESPACES, policies: [] };
    return isAmongPeers(cluster, "default", [peer], endpoint);
}

describe("the ports of a rule", () => {
    it("can be a range", () => {
        const range = [{ protocol: "TCP", port: 32000, endPort: 32768 }];
        const ports = [31999, 32000, 32500, 32768, 32769, "32500/UDP"];
        assert.deepEqual(
            ports.map((port) => reaches(range, port)),
            [false, true, true, true, false, false],
        );
    });

    it("are refused if the API server would refuse the range", () => {
        for (const wrong of [
            { endPort: 10 },
            { port: "web", endPort: 10 },
            { port: 11, endPort: 10 },
        ]) {
            assert.throws(() => reaches([wrong], 10), /^Error: a range of ports/);
        }
    });

    it("belong to a protocol, by default TCP", () => {
        const rule = [{ protocol: "UDP", port: 53 }, { port: 54 }, { protocol: "SCTP" }];
        const ports = ["53/UDP", "53/TCP", "54/TCP", "54/UDP", "55/TCP", "55/SCTP"];
        assert.deepEqual(
            ports.map((port) => reaches(rule, port)),
            [true, false, true, false, false, true],
        );
    });

    it("can be named by the target pod", () => {
        const web = [{ port: "web" }];
        const ports = [{ name: "web", containerPort: 8080 }];
        assert.equal(reaches(web, 8080, { ...POD, ports }), true);
        assert.equal(reaches(web, 80, { ...POD, ports }), false);
        assert.equal(reaches(web, 8080), false);
        assert.equal(reaches(web, 8080, { ip: "192.0.2.1" }), false);
        const udp = [{ name: "web", containerPort: 8080, protocol: "UDP" }];
        assert.equal(reaches(web, 8080, { ...POD, ports: udp }), false);
    });
});

describe("the peers of a rule", () => {
    it("can be a namespace by its Kubernetes name label", () => {
        const peer = {
            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "other" } },
        };
        assert.equal(isPeer(peer, { ...POD, namespace: "other" }), true);
        assert.equal(isPeer(peer, POD), false);
        assert.throws(() => isPeer(peer, { ...POD, namespace: "missing" }), /no namespace missing/);
    });

    it("are pods of the policy's namespace, or of all selected ones", () => {
        const podSelector = { matchLabels: { role: "db" } };
        const elsewhere = { ...POD, namespace: "other" };
        assert.equal(isPeer({ podSelector }, POD), true);
        assert.equal(isPeer({ podSelector }, elsewhere), false);
        assert.equal(isPeer({ podSelector, namespaceSelector: {} }, elsewhere), true);
        assert.equal(isPeer({ podSelector: {} }, { ip: "192.0.2.1" }), false);
    });

    it("can be a CIDR block of either IP family", () => {
        const block = { ipBlock: { cidr: "2001:db8::/64" } };
        assert.equal(isPeer(block, { ip: "2001:db8::5" }), true);
        assert.equal(isPeer(block, { ip: "2001:db9::5" }), false);
        assert.equal(isPeer(block, { ip: "10.0.0.5" }), false);
        assert.equal(isPeer(block, { ...POD, ip: "2001:db8::5" }), true);
        assert.equal(isPeer(block, POD), false);
    });

    it("are refused if the API server would refuse them", () => {
        const ipBlock = { cidr: "10.0.0.0/24" };
        for (const peer of [{}, { ipBlock, podSelector: {} }]) {
            assert.throws(() => isPeer(peer, POD), /either selectors or an ipBlock/);
        }
    });
});
