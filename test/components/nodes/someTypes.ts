import { Architecture, InstanceType } from "../../../components/nodes/instanceTypes/instanceTypes";

type Row = [name: string, arch: Architecture, vcpus: number, memoryGib: number, nvmeGb?: number];

const ROWS: Row[] = [
    ["m5.large", "amd64", 2, 8],
    ["m5.xlarge", "amd64", 4, 16],
    ["m5.2xlarge", "amd64", 8, 32],
    ["m5.4xlarge", "amd64", 16, 64],
    ["m5d.2xlarge", "amd64", 8, 32, 300],
    ["m6id.2xlarge", "amd64", 8, 32, 474],
    ["m7i-flex.2xlarge", "amd64", 8, 32],
    ["m7g.xlarge", "arm64", 4, 16],
    ["m7g.2xlarge", "arm64", 8, 32],
    ["m7g.4xlarge", "arm64", 16, 64],
    ["r5.4xlarge", "amd64", 16, 128],
    ["r5.12xlarge", "amd64", 48, 384],
    ["r7g.4xlarge", "arm64", 16, 128],
    ["m8azn.xlarge", "amd64", 4, 16],
    ["m8azn.3xlarge", "amd64", 12, 48],
    ["i4i.2xlarge", "amd64", 8, 64, 1875],
    ["x2idn.16xlarge", "amd64", 64, 1024, 1900],
];

/** A few instance types; the price grows with vCPUs, memory and disks. */
export const someTypes: ReadonlyMap<string, InstanceType> = new Map(
    ROWS.map(([name, arch, vcpus, memoryGib, nvmeGb = 0]) => [
        name,
        {
            name,
            arch,
            vcpus,
            memoryMib: memoryGib * 1024,
            nvmeGb,
            networkInterfaces: 4,
            addressesPerInterface: 15,
            pricePerHour: (vcpus * 4 + memoryGib + nvmeGb / 100) / 100,
        },
    ]),
);
