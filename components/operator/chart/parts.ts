import { namePrefix } from "./controller";
import { OperatorRelease } from "./releases";
import { OperatorValues } from "./values";

/** The parts of an installed operator in one release. */
export interface OperatorParts {
    namespace: string;
    /** Value of the label `app.kubernetes.io/instance`. */
    releaseName: string;
    deployments: OperatorDeployment[];
    /** A namespace that the webhook serves; absent without namespaces or without a webhook. */
    webhookNamespace?: string;
}

interface OperatorDeployment {
    name: string;
    /** Value of the label `app.kubernetes.io/component`. */
    component: string;
}

/** The parts that the chart creates from a release's final values, named as in its templates. */
export function operatorParts(
    namespace: string,
    { name: releaseName, values }: OperatorRelease,
): OperatorParts {
    const { webhook, spark } = values as Partial<OperatorValues>;
    const hasWebhook = webhook?.enable !== false;
    const components = hasWebhook ? ["controller", "webhook"] : ["controller"];
    const webhookNamespace = hasWebhook ? spark?.jobNamespaces?.find(Boolean) : undefined;
    return {
        namespace,
        releaseName,
        deployments: components.map((component) => ({
            name: `${namePrefix(values)}-${component}`,
            component,
        })),
        ...(webhookNamespace && { webhookNamespace }),
    };
}
