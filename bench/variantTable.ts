import { median } from "./measuring";

/** A figure of a run, as a table row. */
export interface Figure<Run> {
    name: string;
    unit?: string;
    digits?: number;
    of: (run: Run) => number;
}

/** A Markdown table of each variant's medians, and of their ratios to the first variant's. */
export function variantTable<Run>(
    runs: ReadonlyMap<string, readonly Run[]>,
    figures: readonly Figure<Run>[],
): string {
    const rounds = [...runs.values()][0]?.length ?? 0;
    const heads = [`median of ${rounds}`, ...runs.keys()];
    const lines = figures.map(({ name, unit, digits = 1, of }) => {
        const medians = [...runs.values()].map((ofVariant) => median(ofVariant.map(of)));
        const [first = 1] = medians;
        const after = unit === undefined ? "" : ` ${unit}`;
        const cells = medians.map(
            (value) => `${value.toFixed(digits)}${after} (${(value / first).toFixed(2)})`,
        );
        return [name, ...cells];
    });
    return [heads, heads.map(() => "---"), ...lines]
        .map((cells) => `| ${cells.join(" | ")} |`)
        .join("\n");
}
