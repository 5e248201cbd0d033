import * as pulumi from "@pulumi/pulumi";
import { EnvironmentArgs } from "../args/environmentArgs";

/** An environment variable: a value or a reference to it. */
export interface Variable {
    name: string;
    value?: string;
    valueFrom?: {
        secretKeyRef?: KeyRef;
        configMapKeyRef?: KeyRef;
        fieldRef?: { fieldPath: string };
    };
}

interface KeyRef {
    name: string;
    key: string;
}

/** The variables of a container, each after the ones that it refers to. */
export function variables({
    env = {},
    secretEnv = {},
    configMapEnv = {},
    fieldEnv = {},
}: pulumi.Unwrap<EnvironmentArgs>): Variable[] {
    return variableOrder([
        ...Object.entries(env).map(([name, value]) => ({ name, value })),
        ...Object.entries(secretEnv).map(([name, secretKeyRef]) => ({
            name,
            valueFrom: { secretKeyRef },
        })),
        ...Object.entries(configMapEnv).map(([name, configMapKeyRef]) => ({
            name,
            valueFrom: { configMapKeyRef },
        })),
        ...Object.entries(fieldEnv).map(([name, fieldPath]) => ({
            name,
            valueFrom: { fieldRef: { fieldPath } },
        })),
    ]);
}

/**
 * Variables sorted by name, each after the ones that its value refers to as `$(NAME)`: Kubernetes
 * expands only earlier variables (`makeEnvironmentVariables` of the kubelet), and leaves other
 * references unchanged.
 */
function variableOrder(variables: readonly Variable[]): Variable[] {
    const byName = [...variables].sort((a, b) => (a.name < b.name ? -1 : 1));
    const named = new Map(byName.map((variable) => [variable.name, variable]));
    const ordered = new Set<Variable>();
    const begun = new Set<Variable>();
    const place = (variable: Variable): void => {
        if (begun.has(variable)) {
            return;
        }
        begun.add(variable);
        for (const name of namesIn(variable.value ?? "")) {
            const other = named.get(name);
            if (other !== undefined) {
                place(other);
            }
        }
        ordered.add(variable);
    };
    byName.forEach(place);
    return [...ordered];
}

function namesIn(value: string): string[] {
    return [...value.matchAll(/\$\(([A-Za-z_]\w*)\)/g)].map(([, name = ""]) => name);
}
