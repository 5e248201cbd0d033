import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { asJson, awsCluster } from "../../aws/awsCluster";
import { EksConnection } from "../../aws/eksConnection";
import {
    INTERRUPTION_EVENTS,
    INTERRUPTION_RETENTION_SECONDS,
    interruptionQueuePolicy,
} from "./interruptionPolicy";

export interface InterruptionQueue {
    queue: aws.sqs.Queue;
    /** Without them, no notice reaches the queue. */
    resources: pulumi.Resource[];
}

/** Registers the queue for interruption notices, and the rules that fill it. */
export function interruptionQueue(
    name: string,
    cluster: EksConnection,
    child: pulumi.CustomResourceOptions,
): InterruptionQueue {
    const { region } = cluster;
    const queue = new aws.sqs.Queue(
        `${name}-interruption`,
        {
            region,
            messageRetentionSeconds: INTERRUPTION_RETENTION_SECONDS,
            sqsManagedSseEnabled: true,
        },
        child,
    );
    const policy = pulumi
        .all([awsCluster(cluster), queue.arn])
        .apply(([known, arn]) => interruptionQueuePolicy(known, arn));
    const queuePolicy = new aws.sqs.QueuePolicy(
        `${name}-interruption`,
        { region, queueUrl: queue.url, policy: asJson(policy) },
        child,
    );
    const targets = Object.entries(INTERRUPTION_EVENTS).map(([event, pattern]) => {
        const rule = new aws.cloudwatch.EventRule(
            `${name}-${event}`,
            { region, eventPattern: JSON.stringify(pattern) },
            child,
        );
        return new aws.cloudwatch.EventTarget(
            `${name}-${event}`,
            { region, rule: rule.name, arn: queue.arn, targetId: "interruption-queue" },
            child,
        );
    });
    return { queue, resources: [queuePolicy, ...targets] };
}
