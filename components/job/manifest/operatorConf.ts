import { sources } from "../../versions";
import { ResolvedJobArgs } from "../args/jobArgs";
import { ImageOrigin } from "../fit/jobImage";
import { Conf, ConfEntry, ConfLayer, SHUFFLE_TRACKING } from "../conf/layers";
import { Role } from "../pods/podMemory";
import { ApplicationSpec } from "./applicationSpec";
import { KUEUE_LABELS } from "./batchScheduling";

/** Inputs of the properties that the operator sets. */
export interface OperatorParts {
    args: ResolvedJobArgs;
    namespace: string;
    /** Labels of the application; its pods get them, too. */
    labels: Record<string, string>;
    spec: ApplicationSpec;
    /** The properties that the manifest lists. */
    conf: Conf;
    /** Where the image is set; undefined if the image alone tells. */
    imageOrigin?: ImageOrigin;
    /** Arguments that the job inherits from its team. */
    ofTeam?: readonly string[];
    /** Labels of the team's pods. */
    podLabels?: Record<string, string>;
}

type Entries = (readonly [key: string, value: unknown, layer: ConfLayer])[];

/**
 * The properties that the operator sets in addition to `sparkConf`, and that override it: read from
 * `submission.go` of version 2.5.2. Excludes those that only name a run and its files.
 */
export function operatorConf(parts: OperatorParts): Conf {
    const { args, namespace, spec, imageOrigin, ofTeam = [] } = parts;
    const imageLayer = layerOfImage(args.image, spec.image, imageOrigin);
    const ofTeamOr = (key: string, otherwise: ConfLayer) =>
        ofTeam.includes(key) ? ConfLayer.Team : otherwise;
    const entries: Entries = [
        ["spark.kubernetes.namespace", namespace, ConfLayer.Team],
        ["spark.kubernetes.container.image", spec.image, imageLayer],
        ["spark.kubernetes.driver.container.image", spec.image, imageLayer],
        ["spark.kubernetes.executor.container.image", spec.image, imageLayer],
        [
            "spark.kubernetes.container.image.pullPolicy",
            spec.imagePullPolicy,
            ofTeamOr("imagePullPolicy", layerOf(args.imagePullPolicy)),
        ],
        [
            "spark.kubernetes.container.image.pullSecrets",
            spec.imagePullSecrets?.length ? spec.imagePullSecrets.join(",") : undefined,
            ofTeamOr("imagePullSecrets", ConfLayer.Job),
        ],
        ...roleEntries("driver", parts),
        ...roleEntries("executor", parts),
        ...executorCount(parts),
    ];
    return Object.fromEntries(
        entries
            .filter(([, value]) => value !== undefined)
            .map(([key, value, layer]): [string, ConfEntry] => [
                key,
                { value: String(value), layer },
            ]),
    );
}

function roleEntries(role: Role, { args, labels, spec, podLabels }: OperatorParts): Entries {
    const given = args[role] ?? {};
    const fields = spec[role];
    const kubernetes = `spark.kubernetes.${role}`;
    const each = (
        kind: string,
        map: Record<string, string> | undefined,
        layer: ConfLayer,
        ofJob: Record<string, string> = {},
    ) =>
        Object.entries(map ?? {}).map(
            ([key, value]) =>
                [
                    `${kubernetes}.${kind}.${key}`,
                    value,
                    key in ofJob ? ConfLayer.Job : layer,
                ] as const,
        );
    return [
        [`spark.${role}.cores`, fields.cores, layerOf(given.cores)],
        [
            `${kubernetes}.request.cores`,
            fields.coreRequest,
            layerOf(given.coreRequest ?? given.cores),
        ],
        [`${kubernetes}.limit.cores`, fields.coreLimit, ConfLayer.Job],
        [`spark.${role}.memory`, fields.memory, layerOf(given.memory)],
        [`spark.${role}.memoryOverhead`, fields.memoryOverhead, ConfLayer.Job],
        [
            `spark.kubernetes.authenticate.${role}.serviceAccountName`,
            fields.serviceAccount,
            ConfLayer.Team,
        ],
        ...each("label", labelsOfPods(labels), ConfLayer.Library, args.labels),
        ...each("label", podLabels, ConfLayer.Team),
        ...each("label", given.labels, ConfLayer.Job),
        ...each("annotation", fields.annotations, ConfLayer.Job),
    ];
}

/** Kueue's labels stay on the application. */
function labelsOfPods(labels: Record<string, string>): Record<string, string> {
    return Object.fromEntries(
        Object.entries(labels).filter(([key]) => !key.startsWith(KUEUE_LABELS)),
    );
}

function executorCount({ args, spec, conf }: OperatorParts): Entries {
    const { instances, dynamicAllocation: range } = args.executor ?? {};
    const fields = spec.dynamicAllocation;
    if (fields === undefined) {
        return [["spark.executor.instances", spec.executor.instances, layerOf(instances)]];
    }
    const prefix = "spark.dynamicAllocation";
    return [
        [`${prefix}.enabled`, fields.enabled, ConfLayer.Job],
        [`${prefix}.initialExecutors`, fields.initialExecutors, layerOf(range?.initial)],
        [`${prefix}.minExecutors`, fields.minExecutors, ConfLayer.Job],
        [`${prefix}.maxExecutors`, fields.maxExecutors, ConfLayer.Job],
        [
            SHUFFLE_TRACKING,
            fields.shuffleTrackingEnabled ?? true,
            conf[SHUFFLE_TRACKING]?.layer ?? ConfLayer.Library,
        ],
    ];
}

/** The layer that sets a field: the job if it has a value. */
function layerOf(given: unknown): ConfLayer {
    return given === undefined ? ConfLayer.Library : ConfLayer.Job;
}

function layerOfImage(given: string | undefined, image: string, origin?: ImageOrigin): ConfLayer {
    if (origin === ImageOrigin.Team) {
        return ConfLayer.Team;
    }
    if (given !== undefined) {
        return ConfLayer.Job;
    }
    return image === sources.sparkImage ? ConfLayer.Library : ConfLayer.Platform;
}
