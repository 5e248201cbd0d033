import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { ClusterFacts } from "../cluster/clusterFacts";
import { LEAF_OBJECT } from "../kubernetes/leafObject";
import { existingNamespace, WantedObject } from "../kubernetes/namespaceObjects";
import { ownedBy } from "../kubernetes/ownership";
import { hashedName } from "../spark/defaults";
import { LakehouseConnection } from "../lakehouse/lakehouseConnection";
import { TeamConnection } from "../team/connection";
import { LABELS } from "../validation/labels";
import { versions } from "../versions";
import { JobArgs } from "./args/jobArgs";
import { ConfigMapContent, delivery } from "./files/delivery";
import { languageOf } from "./files/mainFile";
import { connectorWarnings } from "./fit/connectorFit";
import { grantWarnings } from "./fit/grantFit";
import { logImage } from "./fit/imageNotice";
import { warnOfImageSource } from "./fit/imageSource";
import { ImageOrigin, jobImage } from "./fit/jobImage";
import { regionWarnings } from "./fit/regionFit";
import { writerWarnings } from "./fit/singleWriter";
import { loggingWarnings, jobLogging } from "./jobLogging";
import { jobMetricsPolicy } from "./jobMetrics";
import { jobNetworkPolicy } from "./jobNetworkPolicy";
import { decidedByTeam, withTeamDefaults } from "./fit/teamDefaults";
import { ManifestParts } from "./manifest/manifest";
import { withClaimZones } from "./place/claimPlacement";
import { logNodeWarnings } from "./place/logNodeWarnings";
import { warnOfMissingQueue } from "./run/missingQueue";

type PolicySpec = k8s.types.input.networking.v1.NetworkPolicySpec;

/** Used without a lookup: the cluster's nodes carry our labels, its zones are unknown. */
const ASSUMED_FACTS: ClusterFacts = { labelled: true, zones: [] };

/**
 * Registers what a job brings with it (files, a log configuration, network policies for its pods)
 * and returns the parts of its manifest once all of that exists and the operator serves jobs.
 */
export function jobResources(
    job: string,
    team: TeamConnection,
    own: JobArgs,
    child: pulumi.CustomResourceOptions,
): pulumi.Output<ManifestParts> {
    const args = withTeamDefaults(own, team.jobDefaults);
    const fit = { ...team, job: args };
    const warnings = [
        ...connectorWarnings(fit),
        ...grantWarnings(fit),
        ...regionWarnings(fit),
        ...writerWarnings(job, fit),
        ...loggingWarnings(args, team),
    ];
    for (const warning of warnings) {
        void pulumi.log.warn(warning, child.parent);
    }
    const { image, origin, libraries } = jobImage(fit);
    const isDefault = origin === ImageOrigin.Library;
    warnOfImageSource(isDefault ? undefined : image, team, child.parent);
    logImage(job, fit, child.parent);
    const { content, uris } = delivery(args);
    const files = content && { content, name: hashedName(`${job}-main`, hashedContent(content)) };
    const log4j2 = jobLogging(job, args, team);
    const metrics = jobMetricsPolicy(job, args, team);
    const policies = [
        { suffix: "pods", name: policyName(job), spec: jobNetworkPolicy(job, args.ingress) },
        ...(metrics === undefined ? [] : [{ suffix: "metrics", ...metrics }]),
    ];
    const namespace = namespaceOf(job, team, [
        ...policies.map(({ name }) => ({ kind: "NetworkPolicy" as const, name })),
        ...[files, log4j2].flatMap((map) =>
            map === undefined ? [] : [{ kind: "ConfigMap" as const, name: map.name }],
        ),
    ]);
    warnOfMissingQueue(team, args.scheduler, namespace, child.parent);
    const registered = policies.map((policy) => networkPolicy(job, team, namespace, policy, child));
    const known = pulumi.output({
        args,
        namespace,
        serviceAccount: team.serviceAccount,
        log4j2ConfigMap: log4j2
            ? configMap(job, "log4j2", namespace, log4j2, child)
            : team.log4j2ConfigMap,
        metricsConfigMap: team.metricsConfigMap,
        priorityClasses: team.priorityClasses,
        mainConfigMap: files && configMap(job, "main", namespace, files, child),
        image,
        lakehouse: team.lakehouse && storageOf(team.lakehouse),
        facts: team.facts ?? ASSUMED_FACTS,
    });
    const isolated = pulumi.all(registered.map(({ urn }) => urn));
    const manifestParts = pulumi.all([known, team.ready, isolated]).apply(([parts]) => ({
        ...parts,
        job,
        team: team.team,
        identity: team.identity,
        tableFormat: args.tableFormat ?? team.tableFormat,
        platformConf: team.platformConf,
        sparkConf: team.sparkConf,
        teamLogLevel: team.logLevel,
        nodePools: team.nodePools,
        mainUri: uris.main?.[args.main] ?? args.main,
        fileUris: uris,
        language: languageOf(args.main, args.language),
        ownImage: !isDefault,
        imageOrigin: origin,
        ofTeam: decidedByTeam(own, args),
        podLabels: team.podLabels,
        knownImage: libraries !== undefined,
        sparkVersion: args.sparkVersion ?? versions.spark,
    }));
    const placed = withClaimZones(team, args, manifestParts, child.parent);
    logNodeWarnings(team, placed, child.parent);
    return placed;
}

/** Without the image, so that a job with its own image does not wait for it. */
function storageOf({ region, catalog, objectStore }: LakehouseConnection) {
    return { region, catalog, objectStore };
}

/**
 * The team's namespace. If this stack did not create it, resolves only if no object of another
 * owner there has a name that the job needs; the name of its policy stands for the job's own.
 */
function namespaceOf(
    job: string,
    { namespace, createdNamespace, kubeconfig }: TeamConnection,
    wanted: WantedObject[],
): pulumi.Output<string> {
    if (createdNamespace) {
        return pulumi.output(namespace);
    }
    return pulumi.output(namespace).apply((name) =>
        existingNamespace(
            { kubeconfig },
            {
                namespace: name,
                wanted,
                label: { key: LABELS.job, value: job },
                // Jobs of several stacks may live in one team's namespace.
                withNamespace: false,
                path: `Job "${job}"`,
                advice: "Give the job another name.",
            },
        ),
    );
}

function policyName(job: string): string {
    return `spark-job-${job}`;
}

function networkPolicy(
    job: string,
    team: TeamConnection,
    namespace: pulumi.Input<string>,
    { suffix, name, spec }: { suffix: string; name: string; spec: PolicySpec },
    opts: pulumi.CustomResourceOptions,
): k8s.networking.v1.NetworkPolicy {
    const metadata = {
        name,
        namespace,
        labels: { [LABELS.team]: team.team, [LABELS.job]: job },
        annotations: ownedBy(LEAF_OBJECT),
    };
    return new k8s.networking.v1.NetworkPolicy(`${job}-${suffix}`, { metadata, spec }, opts);
}

/** The content hashed into the ConfigMap's name: all of it, so that any change is a new run. */
function hashedContent({ data, binaryData }: ConfigMapContent): Record<string, string> {
    return { ...data, ...binaryData };
}

/** Delivers files; their content is hashed into the name. */
function configMap(
    job: string,
    suffix: string,
    namespace: pulumi.Input<string>,
    { name, content }: { name: string; content: ConfigMapContent },
    opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    const labels = { [LABELS.job]: job };
    const metadata = { name, namespace, labels, annotations: ownedBy(LEAF_OBJECT) };
    const resource = new k8s.core.v1.ConfigMap(
        `${job}-${suffix}`,
        { metadata, ...content, immutable: true },
        opts,
    );
    return resource.urn.apply(() => name);
}
