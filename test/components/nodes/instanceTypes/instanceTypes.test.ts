import assert from "node:assert/strict";
import data from "../../../../components/nodes/instanceTypes/instanceTypeData.json";
import {
    instanceTypes,
    PRICE_DATE,
} from "../../../../components/nodes/instanceTypes/instanceTypes";
import {
    COLUMNS,
    limitsFrom,
    pricesFrom,
    shapesFrom,
} from "../../../../scripts/generateInstanceTypes";
import { familyOf, neighboursInFamily } from "../../../../testkit/families";
import { PublishedType, publishedTypes } from "./publishedTypes";

type Shape = Pick<PublishedType, "name" | "arch" | "vcpus" | "memoryMib" | "nvmeGb">;

const types = [...instanceTypes.values()];

describe("the instance types", () => {
    it("are of these families", () => {
        const categories: Record<string, string> = {};
        for (const family of new Set(types.map(familyOf))) {
            const category = /^[a-z]+/.exec(family)![0];
            const before = categories[category];
            categories[category] = before === undefined ? family : `${before} ${family}`;
        }
        assert.deepStrictEqual(categories, {
            c:
                "c5 c5a c5ad c5d c5n c6a c6g c6gd c6gn c6i c6id c6in c7a c7g c7gd c7gn c7i " +
                "c7i-flex c8a c8g c8gb c8gd c8gn c8i c8i-flex c8ib c8id c8in c8ine",
            i: "i3en i4g i4i i7i i7ie i8g i8ge",
            im: "im4gn",
            is: "is4gen",
            m:
                "m5 m5a m5ad m5d m5dn m5n m5zn m6a m6g m6gd m6i m6id m6idn m6in m7a m7g m7gd " +
                "m7i m7i-flex m8a m8azn m8g m8gb m8gd m8gn m8i m8i-flex m8ib m8id m8idb m8idn " +
                "m8in m8ine m9g m9gd",
            r:
                "r5 r5a r5ad r5b r5d r5dn r5n r6a r6g r6gd r6i r6id r6idn r6in r7a r7g r7gd r7i " +
                "r7iz r8a r8g r8gb r8gd r8gn r8i r8i-flex r8ib r8id r8idb r8idn r8in",
            x: "x2gd x2idn x2iedn x2iezn x8g x8i",
        });
        assert.strictEqual(types.length, 972);
    });

    it("are read by their columns", () => {
        assert.deepStrictEqual(data.columns, [...COLUMNS]);
        assert.deepStrictEqual(instanceTypes.get("r7gd.4xlarge"), {
            name: "r7gd.4xlarge",
            arch: "arm64",
            vcpus: 16,
            memoryMib: 131072,
            nvmeGb: 950,
            networkInterfaces: 8,
            addressesPerInterface: 30,
            pricePerHour: 1.0886,
        });
        assert.deepStrictEqual(instanceTypes.get("m5.large"), {
            name: "m5.large",
            arch: "amd64",
            vcpus: 2,
            memoryMib: 8192,
            nvmeGb: 0,
            networkInterfaces: 3,
            addressesPerInterface: 10,
            pricePerHour: 0.096,
        });
        assert.strictEqual(PRICE_DATE, "2026-07-06");
    });

    it("have the shapes that Karpenter's documentation has", () => {
        const shape = ({ name, arch, vcpus, memoryMib, nvmeGb }: Shape) =>
            [name, arch, vcpus, memoryMib, nvmeGb].join(" ");
        const published = new Set(publishedTypes.map(shape));
        assert.deepStrictEqual(
            types.map(shape).filter((line) => !published.has(line)),
            [],
        );
    });

    it("cost more than the next smaller type of their family", () => {
        const pairs = neighboursInFamily(types);
        assert.ok(pairs.length > 800, `${pairs.length} pairs`);
        for (const [smaller, larger] of pairs) {
            const names = `${smaller.name}, ${larger.name}`;
            assert.ok(smaller.pricePerHour > 0, names);
            assert.ok(smaller.pricePerHour < larger.pricePerHour, names);
            assert.ok(smaller.vcpus < larger.vcpus, names);
        }
    });
});

describe("the generator of the instance types", () => {
    const described = {
        Hypervisor: "nitro",
        ProcessorInfo: { SupportedArchitectures: ["x86_64"] },
        VCpuInfo: { DefaultVCpus: 4 },
        MemoryInfo: { SizeInMiB: 32768 },
    };

    it("accepts only virtual machines without accelerators", () => {
        const answer = Object.fromEntries(
            [
                { InstanceType: "r5.xlarge" },
                { InstanceType: "i4g.xlarge", InstanceStorageInfo: { TotalSizeInGB: 937 } },
                { InstanceType: "r4.xlarge", Hypervisor: "xen" },
                { InstanceType: "r5.metal", Hypervisor: undefined },
                { InstanceType: "inf2.xlarge" },
                { InstanceType: "t3.xlarge" },
            ].map((parts) => [parts.InstanceType, { ...described, ...parts }]),
        );
        answer["i4g.xlarge"]!.ProcessorInfo = { SupportedArchitectures: ["arm64"] };
        const shape = { vcpus: 4, memoryMib: 32768 };
        assert.deepStrictEqual(shapesFrom(JSON.stringify(answer)), [
            { name: "r5.xlarge", arch: "amd64", ...shape, nvmeGb: 0 },
            { name: "i4g.xlarge", arch: "arm64", ...shape, nvmeGb: 937 },
        ]);
    });

    it("takes the limits of the default network card", () => {
        const table = [
            "var Limits = map[string]*VPCLimits{",
            '\t"c6in.32xlarge": {',
            "\t\tInterface:               16,",
            "\t\tIPv4PerInterface:        50,",
            "\t\tDefaultNetworkCardIndex: 1,",
            "\t\tNetworkCards: []NetworkCard{",
            "\t\t\t{",
            "\t\t\t\tMaximumNetworkInterfaces: 9,",
            "\t\t\t\tNetworkCardIndex:         0,",
            "\t\t\t},",
            "\t\t\t{",
            "\t\t\t\tMaximumNetworkInterfaces: 7,",
            "\t\t\t\tNetworkCardIndex:         1,",
            "\t\t\t},",
            "\t\t},",
            "\t},",
            "}",
        ].join("\n");
        assert.deepStrictEqual(
            limitsFrom(table),
            new Map([["c6in.32xlarge", { networkInterfaces: 7, addressesPerInterface: 50 }]]),
        );
    });

    it("uses the prices of us-east-1 with their date", () => {
        const table = [
            "// generated at 2026-07-06T14:20:29Z for us-east-1",
            "var InitialOnDemandPricesAWS = map[string]map[ec2types.InstanceType]float64{",
            '\t"us-east-1": {',
            "\t\t// m5 family",
            '\t\t"m5.large": 0.096000, "m5.xlarge": 0.192000,',
            "\t},",
            '\t"us-gov-west-1": {',
            '\t\t"m5.large": 0.121000,',
            "\t},",
            "}",
        ].join("\n");
        assert.deepStrictEqual(pricesFrom(table), {
            date: "2026-07-06",
            prices: new Map([
                ["m5.large", 0.096],
                ["m5.xlarge", 0.192],
            ]),
        });
    });
});
