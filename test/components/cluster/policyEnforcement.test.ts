import assert from "node:assert/strict";
import { enforcementGap } from "../../../components/cluster/policyEnforcement";
import { DaemonSet, Node } from "../../../components/kubernetes/objects";

function daemonSet(name: string, ...containers: { image?: string; args?: string[] }[]): DaemonSet {
    return { metadata: { name }, spec: { template: { spec: { containers } } } };
}

const KUBE_PROXY = daemonSet("kube-proxy", { image: "kube-proxy:v1.35.0" });
const NODE: Node = { status: { nodeInfo: { kubeletVersion: "v1.35.0" } } };
const UNKNOWN = "it has no network plugin known to enforce them, such as Calico or Cilium";
const VPC_CNI_OFF =
    'its VPC CNI does not enforce them. Configure the add-on vpc-cni with {"enableNetworkPolicy": "true"}';

function vpcCni(...args: string[]): DaemonSet {
    return daemonSet("aws-node", { image: "amazon-k8s-cni:v1.20" }, { args });
}

function kindnet(tag: string): DaemonSet {
    return daemonSet("kindnet", { image: `docker.io/kindest/kindnetd:${tag}` });
}

const CASES: [title: string, found: DaemonSet[], gap: string | undefined][] = [
    ["nothing", [], UNKNOWN],
    ["no network plugin", [KUBE_PROXY], UNKNOWN],
    ["one that does not", [KUBE_PROXY, daemonSet("kube-flannel-ds")], UNKNOWN],
    ["Calico", [KUBE_PROXY, daemonSet("calico-node")], undefined],
    ["Cilium", [daemonSet("cilium")], undefined],
    ["the VPC CNI", [vpcCni("--enable-network-policy=true")], undefined],
    ["the VPC CNI without", [vpcCni("--enable-network-policy=false")], VPC_CNI_OFF],
    ["an older VPC CNI, without its agent", [vpcCni()], VPC_CNI_OFF],
    ["Calico beside the VPC CNI", [vpcCni(), daemonSet("calico-node")], undefined],
    ["kind", [kindnet("v20251212-v0.29.0-alpha")], undefined],
    ["the first kind that does", [kindnet("v20240813-c6f155d6")], undefined],
    [
        "kind before v0.24",
        [kindnet("v20240513-cd2ac642")],
        "kind enforces them since v0.24: recreate the cluster with a newer kind",
    ],
];

describe("whether network policies are enforced", () => {
    for (const [title, found, gap] of CASES) {
        it(`is known of ${title}`, () => assert.equal(enforcementGap(found, [NODE]), gap));
    }

    for (const version of ["v1.35.0+k3s1", "v1.35.0+rke2r1"]) {
        it(`is known of nodes of ${version}, whose controller is no DaemonSet`, () => {
            const node = { status: { nodeInfo: { kubeletVersion: version } } };
            assert.equal(enforcementGap([], [node, {}]), undefined);
        });
    }
});
