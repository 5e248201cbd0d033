import { LABELS } from "../validation/labels";
import { IngressArgs, IngressProtocol } from "./args/ingressArgs";

/** Label with its name that Kubernetes gives every namespace. */
const NAMESPACE_NAME = "kubernetes.io/metadata.name";

/**
 * Lets the pods of one job reach each other, and nobody else them but by its `ingress`: a team's
 * namespace lets nothing in by default. All ports, since Spark's block managers pick theirs at random.
 */
export function jobNetworkPolicy(job: string, ingress: readonly IngressArgs[] = []) {
    const pods = { matchLabels: { [LABELS.job]: job } };
    return {
        podSelector: pods,
        policyTypes: ["Ingress"],
        ingress: [{ from: [{ podSelector: pods }] }, ...ingress.map(opened)],
    };
}

function opened({ port, protocol = IngressProtocol.TCP, from }: IngressArgs) {
    return {
        from: from.map((namespace) => ({
            namespaceSelector: { matchLabels: { [NAMESPACE_NAME]: namespace } },
        })),
        ports: [{ protocol, port }],
    };
}
