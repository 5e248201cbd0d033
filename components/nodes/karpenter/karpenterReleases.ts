import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { EksConnection } from "../../aws/eksConnection";
import { chartSource } from "../../kubernetes/chartSource";
import { thisStack } from "../../kubernetes/namespaceClaim";
import { userError } from "../../validation/problems";
import { sources } from "../../versions";
import { KARPENTER_NAME } from "../autoscalerPods";
import { karpenterProblem } from "../autoscalerVersions";
import { KarpenterAws } from "./karpenterAws";
import { KARPENTER_CRD_NAME, karpenterCrdValues, karpenterValues } from "./karpenterValues";

export interface KarpenterReleasesInput {
    cluster: EksConnection;
    namespace: pulumi.Input<string>;
    aws: KarpenterAws;
    systemNodes: number;
    chart?: string;
    crdChart?: string;
    image?: string;
}

/**
 * Registers Karpenter's CRDs and its controller. The CRDs are a separate release, because Helm never
 * upgrades CRDs in a chart's `crds/` folder.
 */
export function karpenterReleases(
    name: string,
    input: KarpenterReleasesInput,
    child: pulumi.CustomResourceOptions,
): k8s.helm.v3.Release {
    const { namespace, aws, systemNodes, image } = input;
    const stack = thisStack();
    const { clusterName, version: kubernetes, isolated } = input.cluster;
    const crds = new k8s.helm.v3.Release(
        `${name}-crds`,
        {
            ...chartSource(input.crdChart, sources.karpenterCrdChart),
            name: KARPENTER_CRD_NAME,
            namespace,
            values: karpenterCrdValues(stack),
        },
        child,
    );
    const { interruptionQueue, irsaRoleArn } = aws;
    const values = pulumi
        .output({ clusterName, kubernetes, interruptionQueue, irsaRoleArn })
        .apply((known) => {
            const unsupported = karpenterProblem(known.kubernetes);
            if (unsupported !== undefined) {
                throw userError(unsupported);
            }
            const serviceAccount = KARPENTER_NAME;
            const inputs = { ...known, isolated, serviceAccount, systemNodes, image, stack };
            return karpenterValues(inputs);
        });
    return new k8s.helm.v3.Release(
        name,
        {
            ...chartSource(input.chart, sources.karpenterChart),
            name: KARPENTER_NAME,
            namespace,
            skipCrds: true,
            values,
        },
        // Without its role and queue, the controller would fail, and nodes could not be terminated.
        { ...child, dependsOn: [crds, ...aws.resources] },
    );
}
