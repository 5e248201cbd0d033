import { namePrefix } from "./controller";
import { OperatorRelease } from "./releases";
import { OperatorValues } from "./values";

/** The parts of one release of an installed operator. */
export interface OperatorParts {
    namespace: string;
    /** Value of the label `app.kubernetes.io/instance`. */
    releaseName: string;
    deployments: OperatorDeployment[];
    /** A namespace that the webhook serves; absent where there is none, or no webhook. */
    webhookNamespace?: string;
}

interface OperatorDeployment {
    name: string;
    /** Value of the label `app.kubernetes.io/component`. */
    component: string;
}

/** The parts that the chart makes of a release's final values, named as its templates name them. */
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
