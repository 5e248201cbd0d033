import manifest from "../../package.json";
import { karpenterProblem } from "../../components/nodes/autoscalerVersions";
import {
    FormatName,
    lakehouseLines,
    podIdentityProblem,
    tableFormats,
} from "../../components/spark/lakehouseVersions";
import { firstSparkWithoutIceberg, versions } from "../../components/versions";
import {
    clusterBuilds,
    earlierOperator,
    engineBuilds,
    kueueBuild,
    oldestEngine,
} from "../../sandbox/tools/catalogue";
import { table } from "./cells";

/** How far a version was tried; explained at the top of the page. */
const RUN = "run";
const SIMULATED = "simulated";
const CATALOGUED = "catalogued";

/** The Spark releases that `make test-spark` runs jobs with, and the one that it keeps tables with. */
const RUN_SPARK: readonly string[] = [versions.spark, versions.olderSpark];
const RUN_TABLES: string = versions.spark;

/** The page of the versions that work together. */
export function compatibilityPage(): string[] {
    return [
        "# Compatibility",
        [
            `- **${RUN}**: the tests start the real program and use it.`,
            `- **${SIMULATED}**: tests create it against simulated AWS services; it was never run in AWS.`,
            `- **${CATALOGUED}**: upstream's release notes, poms or matrix say so; no test runs it.`,
        ].join("\n"),
        "## Spark",
        sparkTable(),
        "Images contain Java 17 and Python 3. Other Spark releases from 3.3 on work with an image of your own " +
            "and its `sparkVersion`; the tests do not run them. AWS' SDK is the one that `hadoop-aws` calls. " +
            "EKS Pod Identity needs SDK 1.12.746 or 2.21.30; teams with an older one use IRSA.",
        "## Table formats",
        formatTable(),
        `Hudi is not tested: no image of this project contains it. No release of Iceberg supports Spark ` +
            `${firstSparkWithoutIceberg} or newer. [Build an image](../how-to/build-a-lakehouse-image.md) ` +
            "with these versions.",
        "## Kubernetes and EKS",
        kubernetesTable(),
        `Jobs run on Kubernetes ${kubernetes()} in the tests (API server, scheduler and kubelet). Everything in AWS ` +
            `is simulated. New EKS clusters get ${versions.eks[0]} by default. Outside of EKS the admission ` +
            "policies need Kubernetes 1.30 or newer.",
        "## Operator, autoscalers and queues",
        componentTable(),
        "## Tools",
        toolTable(),
    ];
}

function sparkTable(): string {
    const rows = Object.entries(lakehouseLines).map(([line, { spark, scala, hadoop, awsSdk }]) => [
        line,
        spark,
        scala,
        hadoop,
        awsSdk.version,
        podIdentityProblem(spark) === undefined ? "EKS Pod Identity or IRSA" : "IRSA",
        RUN_SPARK.includes(spark) ? RUN : CATALOGUED,
    ]);
    const columns = ["line", "Spark", "Scala", "Hadoop", "AWS SDK", "identity on EKS", "tried"];
    return table(columns, rows);
}

function formatTable(): string {
    const rows = Object.entries(lakehouseLines).map(([line, { spark, formats }]) => {
        const cell = (format: FormatName) => {
            const found = formats[format];
            const tried = found?.tested && spark === RUN_TABLES ? RUN : CATALOGUED;
            const note = found?.tested ? tried : `${tried}, not tested`;
            return found === undefined ? "none" : `${found.version} (${note})`;
        };
        return [line, ...tableFormats.map(cell)];
    });
    return table(["Spark line", "Delta", "Iceberg", "Hudi"], rows);
}

function kubernetesTable(): string {
    const rows = Object.entries(versions.clusterAutoscaler).map(([minor, clusterAutoscaler]) => [
        minor,
        (versions.eks as readonly string[]).includes(minor) ? "new and existing" : "existing",
        karpenterProblem(minor) === undefined ? versions.karpenter : "none",
        clusterAutoscaler,
        kubernetes().startsWith(`${minor}.`) ? RUN : CATALOGUED,
    ]);
    const columns = ["Kubernetes", "EKS clusters", "Karpenter", "Cluster Autoscaler", "tried"];
    return table(columns, rows);
}

function componentTable(): string {
    const chart = versions.clusterAutoscalerChart;
    return table(
        ["component", "version", "tried"],
        [
            ["Kubeflow Spark operator", versions.sparkOperator, RUN],
            [
                "Kubeflow Spark operator, upgraded from",
                bare(earlierOperator.version),
                `${RUN}: an upgrade while jobs run`,
            ],
            [
                "Karpenter",
                versions.karpenter,
                `its scheduler ${RUN} on simulated nodes; in AWS ${SIMULATED}`,
            ],
            [
                "Cluster Autoscaler",
                `by the table above, chart ${chart}`,
                `${SIMULATED}; \`make soak-cluster-autoscaler\` runs one that you supply`,
            ],
            ["EKS image of Amazon Linux 2023", versions.eksAmi, SIMULATED],
            ["Kueue", bare(kueueBuild.version), `${RUN} by \`make soak-kueue\``],
            ["YuniKorn, Volcano", "any that the operator supports", CATALOGUED],
            ["versitygw (object store)", versions.objectStore, RUN],
        ],
    );
}

function toolTable(): string {
    const engine = engineBuilds.find(({ name }) => name === "pulumi")?.version ?? "";
    return table(
        ["tool", "supported", "run in the tests"],
        [
            ["Pulumi engine", `${bare(oldestEngine)} or newer`, bare(engine)],
            ["Node.js", manifest.engines.node, "the one that runs `make test`"],
            ...Object.entries(manifest.peerDependencies).map(([name, range]) => [
                `\`${name}\``,
                range,
                (manifest.devDependencies as Record<string, string>)[name] ?? "",
            ]),
        ],
    );
}

/** The version of Kubernetes that the sandbox runs. */
function kubernetes(): string {
    return bare(clusterBuilds.find(({ name }) => name === "kubernetes")?.version ?? "");
}

function bare(version: string): string {
    return version.replace(/^v/, "");
}
