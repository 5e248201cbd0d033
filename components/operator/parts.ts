import { OPERATOR_NAME } from "./operatorArgs";
import { ChartValues, OperatorValues } from "./values";

/** The parts of an installed operator. */
export interface OperatorParts {
    namespace: string;
    /** Value of the label `app.kubernetes.io/instance`. */
    releaseName: string;
    deployments: OperatorDeployment[];
    /** A namespace that the webhook serves; absent where there is none, or no webhook. */
    webhookNamespace?: string;
}

export interface OperatorDeployment {
    name: string;
    /** Value of the label `app.kubernetes.io/component`. */
    component: string;
}

/** The parts that the chart makes of its final values, named as its templates name them. */
export function operatorParts(namespace: string, values: ChartValues): OperatorParts {
    const { fullnameOverride, webhook, spark } = values as Partial<OperatorValues>;
    const hasWebhook = webhook?.enable !== false;
    const components = hasWebhook ? ["controller", "webhook"] : ["controller"];
    const webhookNamespace = hasWebhook ? spark?.jobNamespaces?.find(Boolean) : undefined;
    return {
        namespace,
        releaseName: OPERATOR_NAME,
        deployments: components.map((component) => ({
            name: `${fullnameOverride || OPERATOR_NAME}-${component}`,
            component,
        })),
        ...(webhookNamespace && { webhookNamespace }),
    };
}
