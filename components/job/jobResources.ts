import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { ClusterFacts } from "../cluster/clusterFacts";
import { LABELS } from "../labels";
import { LEAF_OBJECT } from "../leafObject";
import { hashedName } from "../team/configuration";
import { TeamConnection } from "../team/connection";
import { sources, versions } from "../versions";
import { JobArgs } from "./knownArgs";
import { MainFile, mainFile } from "./mainFile";
import { ManifestParts } from "./manifest";
import { jobNetworkPolicy } from "./networkPolicy";

/** Without look-up: the cluster's nodes carry our labels, its zones are not known. */
const ASSUMED_FACTS: ClusterFacts = { labelled: true, zones: [] };

/**
 * Registers what a job brings along (its script, the policy that lets its pods reach each other) and
 * returns what its manifest is made of, once all of it is there and jobs are served.
 */
export function jobResources(
    job: string,
    team: TeamConnection,
    args: JobArgs,
    child: pulumi.CustomResourceOptions,
): pulumi.Output<ManifestParts> {
    const main = mainFile(args.main, args.language);
    const policy = networkPolicy(job, team, child);
    const known = pulumi.output({
        args,
        namespace: team.namespace,
        serviceAccount: team.serviceAccount,
        log4j2ConfigMap: team.log4j2ConfigMap,
        metricsConfigMap: team.metricsConfigMap,
        priorityClasses: team.priorityClasses,
        mainConfigMap: scriptConfigMap(job, team.namespace, main, child),
        image: args.image ?? team.image ?? sources.sparkImage,
        facts: team.facts ?? ASSUMED_FACTS,
    });
    return pulumi.all([known, team.ready, policy.urn]).apply(([parts]) => ({
        ...parts,
        job,
        team: team.team,
        identity: team.identity,
        platformConf: team.platformConf,
        sparkConf: team.sparkConf,
        nodePools: team.nodePools,
        mainUri: main.uri,
        language: main.language,
        sparkVersion: args.sparkVersion ?? versions.spark,
    }));
}

function networkPolicy(
    job: string,
    team: TeamConnection,
    opts: pulumi.CustomResourceOptions,
): k8s.networking.v1.NetworkPolicy {
    const metadata = {
        name: `spark-job-${job}`,
        namespace: team.namespace,
        labels: { [LABELS.team]: team.team, [LABELS.job]: job },
        annotations: LEAF_OBJECT,
    };
    const spec = jobNetworkPolicy(job);
    return new k8s.networking.v1.NetworkPolicy(`${job}-pods`, { metadata, spec }, opts);
}

/** Delivers a project file; its content is part of the name, so a changed script is a new run. */
function scriptConfigMap(
    job: string,
    namespace: pulumi.Input<string>,
    { script }: MainFile,
    opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> | undefined {
    if (script === undefined) {
        return undefined;
    }
    const data = { [script.name]: script.text };
    const name = hashedName(`${job}-main`, data);
    const labels = { [LABELS.job]: job };
    const metadata = { name, namespace, labels, annotations: LEAF_OBJECT };
    const configMap = new k8s.core.v1.ConfigMap(
        `${job}-main`,
        { metadata, data, immutable: true },
        opts,
    );
    return configMap.urn.apply(() => name);
}
