import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { type Sandbox } from "../../sandbox";
import { addImage } from "../../sandbox/containerd";
import { sandboxNodes } from "../../sandbox/nodes";
import { prepare } from "../../sandbox/preparation";
import { run } from "../../sandbox/shell";
import { readRecord, sandboxDir } from "../../sandbox/state";
import { ensureTools } from "../../sandbox/tools";
import { helm, kueueBuild } from "../../sandbox/tools/catalogue";
import { buildDir } from "../../sandbox/tools/goBuild";
import { KUEUE_IMAGE, kueueArchive, kueueImagePreparation } from "./image";

const NAMESPACE = "kueue-system";

interface ChartValues {
    managerConfig: { controllerManagerConfigYaml: string };
}

interface ManagerConfig {
    integrations: { frameworks: string[] };
}

/** Installs Kueue with its own chart, with the chart's defaults plus Spark jobs. */
export async function installKueue(sandbox: Sandbox): Promise<void> {
    await ensureTools([helm, kueueBuild]);
    await prepare([kueueImagePreparation]);
    const [node] = sandboxNodes;
    const namespaces = readRecord(sandbox.id)?.namespaces;
    if (namespaces === undefined || node === undefined) {
        throw new Error(`sandbox ${sandbox.id} is not running`);
    }
    addImage(namespaces, node.name, `${KUEUE_IMAGE.repository}:${KUEUE_IMAGE.tag}`, kueueArchive);
    const chart = join(buildDir(kueueBuild), "chart");
    const folder = sandboxDir(sandbox.id);
    const values = join(folder, "kueue.json");
    writeFileSync(values, JSON.stringify(kueueValues(chart, node.name)));
    run(
        join(buildDir(helm), "helm"),
        [
            ...["upgrade", "--install", "kueue", chart, "--namespace", NAMESPACE],
            ...["--create-namespace", "--values", values, "--wait", "--timeout", "3m"],
        ],
        {
            env: {
                ...process.env,
                KUBECONFIG: sandbox.kubeconfig,
                HELM_CACHE_HOME: join(folder, "helm"),
                HELM_CONFIG_HOME: join(folder, "helm"),
                HELM_DATA_HOME: join(folder, "helm"),
            },
        },
    );
}

/** What users set, too: the feature gate, and the kind in the list of frameworks. */
function kueueValues(chart: string, node: string): object {
    const values = readFileSync(join(chart, "values.yaml"), "utf8");
    const { managerConfig } = parse(values) as ChartValues;
    const config = parse(managerConfig.controllerManagerConfigYaml) as ManagerConfig;
    config.integrations.frameworks.push("sparkoperator.k8s.io/sparkapplication");
    return {
        controllerManager: {
            featureGates: [{ name: "SparkApplicationIntegration", enabled: true }],
            manager: { image: { ...KUEUE_IMAGE, pullPolicy: "IfNotPresent" } },
            // The only node that has the image.
            nodeSelector: { "kubernetes.io/hostname": node },
        },
        managerConfig: { controllerManagerConfigYaml: stringify(config) },
    };
}
