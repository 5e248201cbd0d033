/**
 * Generates test/components/nodes/fixtures/karpenterAllocatable.json from the table of instance
 * types in Karpenter's documentation, which only its public repository contains:
 *
 *     npx ts-node scripts/generateAllocatableFixture.ts <checkout of aws/karpenter-provider-aws>
 */
import * as fs from "node:fs";
import * as path from "node:path";
import { writeJson } from "./writeJson";

const PAGE = "website/content/en/v1.14/reference/instance-types.md";
const FIXTURE = path.join(__dirname, "../test/components/nodes/fixtures/karpenterAllocatable.json");

/** The page's columns per type: labels of its nodes, and their allocatable resources. */
const COLUMNS: Record<string, (cells: Map<string, string>) => string | number> = {
    arch: (cells) => cells.get("kubernetes.io/arch") ?? "",
    vcpus: (cells) => Number(cells.get("karpenter.k8s.aws/instance-cpu")),
    memoryMib: (cells) => Number(cells.get("karpenter.k8s.aws/instance-memory")),
    nvmeGb: (cells) => Number(cells.get("karpenter.k8s.aws/instance-local-nvme") ?? 0),
    allocatableCpuMillis: (cells) => Number(cells.get("cpu")?.replace(/m$/, "")),
    allocatableMemoryMib: (cells) => Number(cells.get("memory")?.replace(/Mi$/, "")),
    allocatablePods: (cells) => Number(cells.get("pods")),
};

function rowOf(section: string): (string | number)[] {
    const name = section.slice(0, section.indexOf("`"));
    const rows = [...section.matchAll(/^ \|([\w./-]+)\|([\w./-]+)\|$/gm)];
    const cells = new Map(rows.map(([, key = "", value = ""]) => [key, value]));
    return [name, ...Object.values(COLUMNS).map((valueOf) => valueOf(cells))];
}

async function main(checkout: string): Promise<void> {
    const [, ...sections] = fs.readFileSync(path.join(checkout, PAGE), "utf8").split("\n### `");
    await writeJson(FIXTURE, {
        source: `aws/karpenter-provider-aws, ${PAGE}`,
        columns: ["name", ...Object.keys(COLUMNS)],
        types: sections.map(rowOf),
    });
}

void main(process.argv[2] ?? ".");
