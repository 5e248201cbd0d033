/**
 * Generates components/nodes/instanceTypes/instanceTypeData.json: shape, network limits and price of EC2 types.
 *
 *     npx ts-node scripts/generateInstanceTypes.ts
 *
 * Shapes are responses of EC2's DescribeInstanceTypes, which the Python package moto includes.
 * Limits and prices are tables in the Go module of Karpenter's AWS provider. A type that lacks one
 * of the three is omitted.
 */
import * as fs from "node:fs";
import * as path from "node:path";
import { gunzipSync } from "node:zlib";
import { Architecture, InstanceType } from "../components/nodes/instanceTypes/instanceTypes";
import { run } from "../sandbox/shell";
import { temporaryFolder } from "../sandbox/temporary";
import { downloadWheel, pipEnvironment } from "../sandbox/tools/pypi";
import { goModule } from "./goModule";
import { writeJson } from "./writeJson";

const WHEEL = {
    requirement: "moto==5.2.5",
    sha256: ["eef62cdcf3bfe73e0863743511ba042dfaba04ba3d5ecdcb896a196c693ad528"],
};
const SHAPES = "moto/ec2/resources/instance_types.json.gz";
const MODULE = "github.com/aws/karpenter-provider-aws@v1.14.1";
const LIMITS = "pkg/providers/instancetype/zz_generated.vpclimits.go";
const PRICES = "pkg/providers/pricing/zz_generated.pricing_aws.go";
const DATA = path.join(
    __dirname,
    "..",
    "components",
    "nodes",
    "instanceTypes",
    "instanceTypeData.json",
);

/** General-purpose types, and types with much CPU, memory or local disk; none with accelerators. */
const CATEGORIES = ["c", "i", "im", "is", "m", "r", "x"];

/** In the order of the rows that components/nodes/instanceTypes/instanceTypes.ts reads. */
export const COLUMNS = [
    "name",
    "arch",
    "vcpus",
    "memoryMib",
    "nvmeGb",
    "networkInterfaces",
    "addressesPerInterface",
    "pricePerHour",
] as const;

type Shape = Pick<InstanceType, "name" | "arch" | "vcpus" | "memoryMib" | "nvmeGb">;
type Limits = Pick<InstanceType, "networkInterfaces" | "addressesPerInterface">;

/** The parts of EC2's response that are used here. */
interface Ec2InstanceType {
    InstanceType: string;
    /** Not set on bare metal. */
    Hypervisor?: string;
    ProcessorInfo: { SupportedArchitectures: string[] };
    VCpuInfo: { DefaultVCpus: number };
    MemoryInfo: { SizeInMiB: number };
    InstanceStorageInfo?: { TotalSizeInGB: number };
}

/**
 * Types that suit Spark. Nitro excludes bare metal and the generations before c5, m5, r5, i3en and
 * x2; all its local disks are NVMe.
 */
export function shapesFrom(json: string): Shape[] {
    const types = Object.values(JSON.parse(json) as Record<string, Ec2InstanceType>);
    return types
        .filter(({ Hypervisor }) => Hypervisor === "nitro")
        .filter(({ InstanceType }) => CATEGORIES.includes(/^[a-z]+/.exec(InstanceType)?.[0] ?? ""))
        .map((type) => ({
            name: type.InstanceType,
            arch: type.ProcessorInfo.SupportedArchitectures.includes("arm64")
                ? Architecture.Arm64
                : Architecture.Amd64,
            vcpus: type.VCpuInfo.DefaultVCpus,
            memoryMib: type.MemoryInfo.SizeInMiB,
            nvmeGb: type.InstanceStorageInfo?.TotalSizeInGB ?? 0,
        }));
}

/** From the Go table of VPC limits: the limits of the default network card. */
export function limitsFrom(goSource: string): Map<string, Limits> {
    const entries = goSource.matchAll(/^\t"([a-z0-9.-]+)": \{\n(.*?)^\t\},/gms);
    return new Map(
        [...entries].map(([, name = "", entry = ""]) => {
            const card = numberIn(entry, /DefaultNetworkCardIndex:\s+(\d+)/);
            const interfaces = new RegExp(
                `MaximumNetworkInterfaces:\\s+(\\d+),\\s+NetworkCardIndex:\\s+${card},`,
            );
            return [
                name,
                {
                    networkInterfaces: numberIn(entry, interfaces),
                    addressesPerInterface: numberIn(entry, /IPv4PerInterface:\s+(\d+)/),
                },
            ];
        }),
    );
}

/** From the Go table of on-demand prices: US dollars per hour in us-east-1, and their date. */
export function pricesFrom(goSource: string): { date: string; prices: Map<string, number> } {
    const date = /^\/\/ generated at (\d{4}-\d{2}-\d{2})/m.exec(goSource)?.[1];
    const region = /^\t"us-east-1": \{\n(.*?)^\t\},/ms.exec(goSource)?.[1];
    if (date === undefined || region === undefined) {
        throw new Error(`${PRICES} has no date or no us-east-1`);
    }
    const entries = region.matchAll(/"([a-z0-9.-]+)": ([0-9.]+)/g);
    const prices = [...entries].map(([, name = "", price]): [string, number] => [
        name,
        Number(price),
    ]);
    return { date, prices: new Map(prices) };
}

function numberIn(text: string, pattern: RegExp): number {
    const found = pattern.exec(text)?.[1];
    if (found === undefined) {
        throw new Error(`no ${pattern.source} in ${text}`);
    }
    return Number(found);
}

function bySize(a: Shape, b: Shape): number {
    return compare(familyOf(a), familyOf(b)) || a.vcpus - b.vcpus;
}

function familyOf({ name }: Shape): string {
    return name.split(".")[0] ?? name;
}

/** By code units, independent of the locale. */
function compare(a: string, b: string): number {
    return a < b ? -1 : Number(a > b);
}

async function downloadShapes(into: string): Promise<string> {
    const wheel = await downloadWheel(WHEEL, into);
    run("python3", ["-m", "zipfile", "-e", wheel, into], { env: await pipEnvironment() });
    return gunzipSync(fs.readFileSync(path.join(into, SHAPES))).toString("utf8");
}

async function main(temporary: string): Promise<void> {
    const module = await goModule(MODULE);
    const limits = limitsFrom(fs.readFileSync(path.join(module, LIMITS), "utf8"));
    const { date, prices } = pricesFrom(fs.readFileSync(path.join(module, PRICES), "utf8"));
    const shapes = shapesFrom(await downloadShapes(temporary)).sort(bySize);

    const left: string[] = [];
    const rows: (string | number)[][] = [];
    for (const shape of shapes) {
        const limit = limits.get(shape.name);
        const pricePerHour = prices.get(shape.name);
        if (limit === undefined || pricePerHour === undefined) {
            left.push(shape.name);
            continue;
        }
        const type: InstanceType = { ...shape, ...limit, pricePerHour };
        rows.push(COLUMNS.map((column) => type[column]));
    }
    const sources = [WHEEL.requirement, MODULE];
    await writeJson(DATA, { sources, priceDate: date, columns: COLUMNS, types: rows });
    console.log(
        `${rows.length} types; without limits or price: ${left.length} (${left.join(", ")})`,
    );
}

if (require.main === module) {
    void main(temporaryFolder("instance-types"));
}
