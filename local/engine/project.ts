import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parse, stringify } from "yaml";
import type { Sandbox } from "../../sandbox";
import { UserError } from "../../sandbox/shell";
import type { Paths } from "../paths";
import { privateFolder, writeWhole } from "../recovery/record";
import type { Engine } from "./engine";

/** What was decided for this machine, on top of the tracked files. */
export interface Overlay {
    context: string;
    kubeconfig?: string;
    /** Local charts and images for a cluster that cannot pull public ones. */
    artifacts?: Artifacts;
    /** Plugins that were built on this machine. */
    plugins?: Engine["plugins"];
    /**
     * False if our own passphrase encrypts the stack: the tracked file's salt belongs to another
     * one.
     */
    keepTrackedEncryption: boolean;
    /** The lakehouse image, if the cluster holds one. */
    lakehouseImage?: string;
    /** Whether to leave out the jobs for now. */
    withoutJobs?: boolean;
}

type Artifacts = Sandbox["artifacts"];
type Plain = Record<string, unknown>;

const LAKEHOUSE = "spark-platform:lakehouse";
const JOBS = "spark-platform:jobs";
const ARTIFACTS = "spark-platform:artifacts";
const encryptionKeys = ["secretsprovider", "encryptedkey", "encryptionsalt"];

/**
 * Writes the Pulumi project that runs: a copy of the checkout's own. The tracked stack file thus
 * never changes, neither by us nor by the engine, which writes its encryption salt there.
 */
export function writeProject(paths: Paths, overlay: Overlay): void {
    const tracked = readYaml(join(paths.checkout, "Pulumi.yaml"));
    privateFolder(paths.project);
    writeWhole(
        join(paths.project, "Pulumi.yaml"),
        pulumiYaml(composeProject(tracked, relative(paths.project, paths.checkout), overlay)),
    );
    const earlier = existsSync(paths.stackFile) ? readYaml(paths.stackFile) : {};
    writeWhole(
        paths.stackFile,
        pulumiYaml(composeStack(readStack(paths), earlier, overlay)),
        0o600,
    );
}

/** The tracked settings of stack `local`. */
export function readStack({ settings }: Pick<Paths, "settings">): Plain {
    return readYaml(settings);
}

/** Whether the tracked settings of stack `local` ask for an S3 server in the cluster. */
export function wantsObjectStore(paths: Paths): boolean {
    const lakehouse = asPlain(asPlain(readStack(paths).config)[LAKEHOUSE]);
    return lakehouse["objectStore"] !== undefined;
}

/** The project's name, which is part of the state's file names. */
export function projectName(checkout: string): string {
    return String(readYaml(join(checkout, "Pulumi.yaml")).name);
}

/**
 * The tracked configuration, with the charts and images of the project that was written, if any.
 */
export function readConfig(paths: Paths): Plain {
    const tracked = asPlain(readStack(paths).config);
    const made = existsSync(paths.stackFile) ? asPlain(readYaml(paths.stackFile).config) : {};
    const artifacts = merge(asPlain(tracked[ARTIFACTS]), made[ARTIFACTS] as Artifacts | undefined);
    return { ...tracked, ...(Object.keys(artifacts).length > 0 && { [ARTIFACTS]: artifacts }) };
}

/** The jobs in the tracked settings. */
export function configuredJobs(stack: Plain): Record<string, unknown> {
    return asPlain(asPlain(stack.config)[JOBS]);
}

/** The cluster in the tracked settings. */
export function configuredCluster(stack: Plain): { context?: string; kubeconfig?: string } {
    const cluster = asPlain(asPlain(stack.config)["spark-platform:cluster"]);
    if (cluster.kind !== undefined && cluster.kind !== "kubernetes") {
        return {};
    }
    const nonEmpty = (value: unknown) => (typeof value === "string" && value ? value : undefined);
    return { context: nonEmpty(cluster.context), kubeconfig: nonEmpty(cluster.kubeconfig) };
}

/**
 * YAML 1.1, which Pulumi reads: `2026-01-31` and `on` are not strings there, so they are quoted.
 */
export function pulumiYaml(value: object): string {
    return stringify(value, { compat: "yaml-1.1" });
}

export function composeProject(tracked: Plain, toCheckout: string, overlay: Overlay): Plain {
    const { plugins } = overlay;
    return {
        ...tracked,
        main: join(toCheckout, tracked.main as string),
        // Listed here, they do not cause the warnings that plugins on PATH cause on every run.
        ...(plugins && {
            plugins: {
                languages: [{ name: "nodejs", path: plugins.languageHost }],
                providers: [{ name: "kubernetes", path: plugins.kubernetes }],
            },
        }),
    };
}

export function composeStack(tracked: Plain, earlier: Plain, overlay: Overlay): Plain {
    const config = asPlain(tracked.config);
    const { [JOBS]: jobs, [LAKEHOUSE]: lakehouse, ...others } = config;
    const image = overlay.lakehouseImage;
    const cluster = asPlain(config["spark-platform:cluster"]);
    const sameCluster = cluster.context === overlay.context;
    const artifacts = merge(asPlain(config[ARTIFACTS]), overlay.artifacts);
    const rest = Object.entries(tracked).filter(
        ([key]) => overlay.keepTrackedEncryption || !encryptionKeys.includes(key),
    );
    const encryption = Object.entries(earlier).filter(([key]) => encryptionKeys.includes(key));
    return {
        ...Object.fromEntries([...rest, ...encryption]),
        config: {
            ...others,
            ...(lakehouse !== undefined && {
                [LAKEHOUSE]: { ...asPlain(lakehouse), ...(image && { image }) },
            }),
            ...(jobs !== undefined && !overlay.withoutJobs && { [JOBS]: jobs }),
            "spark-platform:cluster": {
                // Zones and the like describe the cluster that the tracked file names.
                ...(sameCluster ? cluster : {}),
                kind: "kubernetes",
                context: overlay.context,
                ...(overlay.kubeconfig && { kubeconfig: overlay.kubeconfig }),
            },
            ...(Object.keys(artifacts).length > 0 && { [ARTIFACTS]: artifacts }),
        },
    };
}

/** Values of the stack file take precedence over the sandbox's. */
function merge(named: Plain, added: Artifacts | undefined): Plain {
    return added
        ? {
              charts: { ...added.charts, ...asPlain(named.charts) },
              images: { ...added.images, ...asPlain(named.images) },
          }
        : named;
}

function asPlain(value: unknown): Plain {
    return typeof value === "object" && value !== null ? (value as Plain) : {};
}

function readYaml(file: string): Plain {
    try {
        return asPlain(parse(readFileSync(file, "utf8")));
    } catch (error) {
        throw new UserError(`${file}: ${(error as Error).message}`);
    }
}
