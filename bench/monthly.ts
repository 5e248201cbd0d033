import * as pulumi from "@pulumi/pulumi";
import { PRESETS } from "../components/platform/stack/presets";
import { programOnAws } from "../testkit/programOnAws";
import { configOf } from "../testkit/stackConfig";
import { CostLine, costLines, dataOnEks, monthlyTable } from "./monthlyCost";

/** Compares each preset's monthly cost without jobs with data-on-eks, as a Markdown table. */
export async function monthlyCosts(): Promise<string> {
    const platforms: Record<string, CostLine[]> = {};
    const cluster = JSON.stringify({ kind: "eks", adminRoles: [] });
    for (const preset of Object.keys(PRESETS)) {
        const resources = await programOnAws({
            ...configOf("dev"),
            "spark-platform:preset": preset,
            "spark-platform:cluster": cluster,
        });
        platforms[`\`${preset}\``] = costLines(resources);
    }
    pulumi.runtime.setAllConfig({});
    return monthlyTable({ ...platforms, "data-on-eks": dataOnEks() });
}

if (require.main === module) {
    void monthlyCosts().then((table) => process.stdout.write(`${table}\n`));
}
