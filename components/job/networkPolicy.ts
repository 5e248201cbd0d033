import { LABELS } from "../validation/labels";

/**
 * Lets the pods of one job reach each other, and nobody else them: a team's namespace lets nothing
 * in by default. All ports, since Spark's block managers pick theirs at random.
 */
export function jobNetworkPolicy(job: string) {
    const pods = { matchLabels: { [LABELS.job]: job } };
    return {
        podSelector: pods,
        policyTypes: ["Ingress"],
        ingress: [{ from: [{ podSelector: pods }] }],
    };
}
