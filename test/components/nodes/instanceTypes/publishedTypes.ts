import data from "../fixtures/karpenterAllocatable.json";

/** A type as Karpenter's documentation has it. */
export interface PublishedType {
    name: string;
    arch: string;
    vcpus: number;
    memoryMib: number;
    nvmeGb: number;
    allocatableCpuMillis: number;
    allocatableMemoryMib: number;
    allocatablePods: number;
}

export const publishedTypes = data.types.map(
    (row) =>
        Object.fromEntries(data.columns.map((column, index) => [column, row[index]])) as object,
) as PublishedType[];
