import { NAMESPACE_NAME_LABEL } from "../kubernetes/namespaceLabels";
import { LABELS } from "../validation/labels";
import { PortProtocol } from "./args/containerArgs";
import { IngressArgs } from "./args/ingressArgs";

/**
 * Lets the pods of a job reach each other. Everyone else needs the job's `ingress`: a team's
 * namespace denies ingress by default. Opens all ports, since Spark's block managers pick theirs at
 * random.
 */
export function jobNetworkPolicy(job: string, ingress: readonly IngressArgs[] = []) {
    const pods = { matchLabels: { [LABELS.job]: job } };
    return {
        podSelector: pods,
        policyTypes: ["Ingress"],
        ingress: [{ from: [{ podSelector: pods }] }, ...ingress.map(ingressRule)],
    };
}

function ingressRule({ port, protocol = PortProtocol.TCP, from }: IngressArgs) {
    return {
        from: from.map((namespace) => ({
            namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: namespace } },
        })),
        ports: [{ protocol, port }],
    };
}
