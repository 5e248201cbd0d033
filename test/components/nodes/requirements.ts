import { InstanceType } from "../../../components/nodes/instanceTypes/instanceTypes";
import { Requirement } from "../../../components/nodes/karpenter/nodePool";
import { familyOf } from "../../../components/nodes/pools/poolTypes";

/** Whether Karpenter would use an instance type; what is no label of types does not count. */
export function allows(requirements: readonly Requirement[], type: InstanceType): boolean {
    const labels = labelsOf(type);
    return requirements
        .filter(({ key }) => key in labels)
        .every((requirement) => meets(requirement, labels[requirement.key]));
}

/**
 * Labels of aws/karpenter-provider-aws v1.14.1, pkg/providers/instancetype/types.go; undefined
 * where a type has none.
 */
function labelsOf({ name, arch, vcpus, nvmeGb }: InstanceType): Record<string, string | undefined> {
    const family = familyOf(name);
    const [, category, generation] = /^([a-z]+)(\d+)/.exec(family) ?? [];
    return {
        "kubernetes.io/arch": arch,
        "node.kubernetes.io/instance-type": name,
        "karpenter.k8s.aws/instance-category": category,
        "karpenter.k8s.aws/instance-generation": generation,
        "karpenter.k8s.aws/instance-family": family,
        "karpenter.k8s.aws/instance-cpu": String(vcpus),
        "karpenter.k8s.aws/instance-capability-flex": String(family.endsWith("-flex")),
        "karpenter.k8s.aws/instance-local-nvme": nvmeGb > 0 ? String(nvmeGb) : undefined,
    };
}

function meets({ operator, values }: Requirement, label: string | undefined): boolean {
    switch (operator) {
        case "In":
            return label !== undefined && values.includes(label);
        case "NotIn":
            return label === undefined || !values.includes(label);
        case "Gt":
            return Number(label) > Number(values[0]);
        case "Lt":
            return Number(label) < Number(values[0]);
    }
}
