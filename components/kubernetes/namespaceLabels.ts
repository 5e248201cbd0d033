/** Label with a namespace's name, which Kubernetes sets on every namespace. */
export const NAMESPACE_NAME_LABEL = "kubernetes.io/metadata.name";

/** Label of namespaces whose pods may read the platform's metrics; its value is `"true"`. */
export const MONITORING_LABEL = "spark-platform.dev/monitoring";

/**
 * Labels that make Kubernetes enforce a Pod Security Standard, and warn of violations on `kubectl apply`.
 *
 * @param level e.g. `restricted`
 */
export function podSecurityLabels(level: string): Record<string, string> {
    return Object.fromEntries(
        ["enforce", "warn"].flatMap((mode) => [
            [`pod-security.kubernetes.io/${mode}`, level],
            [`pod-security.kubernetes.io/${mode}-version`, "latest"],
        ]),
    );
}
