import { InstanceType } from "../components/nodes/instanceTypes/instanceTypes";

export function familyOf({ name }: InstanceType): string {
    return name.split(".")[0] ?? name;
}

/** Each type with the next larger one of its family, given types sorted by family and size. */
export function neighboursInFamily(types: InstanceType[]): [InstanceType, InstanceType][] {
    return types.flatMap((type, index): [InstanceType, InstanceType][] => {
        const next = types[index + 1];
        return next !== undefined && familyOf(next) === familyOf(type) ? [[type, next]] : [];
    });
}
