/** Label with its name that Kubernetes gives every namespace. */
export const NAMESPACE_NAME_LABEL = "kubernetes.io/metadata.name";

/** Label of namespaces whose pods may read metrics of the platform; its value is `"true"`. */
export const MONITORING_LABEL = "spark-platform.dev/monitoring";

/**
 * Labels by which Kubernetes enforces a Pod Security Standard, and warns of it on `kubectl apply`.
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
