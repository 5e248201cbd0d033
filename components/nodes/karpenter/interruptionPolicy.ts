import { AwsCluster } from "../../aws/awsCluster";
import { PolicyDocument, policyDocument } from "../../aws/policyDocument";

/** What an EventBridge rule takes from the account's events. */
export interface EventPattern {
    source: string[];
    "detail-type": string[];
}

/**
 * The events that Karpenter wants to hear of, by the name of their rule: its CloudFormation
 * template, v1.14. They tell of all instances in the account and region; it looks for its own.
 */
export const INTERRUPTION_EVENTS: Readonly<Record<string, EventPattern>> = {
    "scheduled-change": { source: ["aws.health"], "detail-type": ["AWS Health Event"] },
    "spot-interruption": ec2("EC2 Spot Instance Interruption Warning"),
    rebalance: ec2("EC2 Instance Rebalance Recommendation"),
    "instance-state-change": ec2("EC2 Instance State-change Notification"),
    "capacity-reservation-interruption": ec2(
        "EC2 Capacity Reservation Instance Interruption Warning",
    ),
};

/** A notice that is older tells nothing any more; the shortest one is two minutes (spot). */
export const INTERRUPTION_RETENTION_SECONDS = 300;

/** Lets the account's rules write to the queue, and nobody without TLS do anything with it. */
export function interruptionQueuePolicy(cluster: AwsCluster, queueArn: string): PolicyDocument {
    const { partition, region, accountId } = cluster;
    return policyDocument(
        {
            Sid: "AllowRules",
            Effect: "Allow",
            Principal: { Service: ["events.amazonaws.com"] },
            Action: ["sqs:SendMessage"],
            Resource: [queueArn],
            // A rule of another account could send notices of its own making: nodes would be drained.
            Condition: {
                ArnLike: {
                    "aws:SourceArn": `arn:${partition}:events:${region}:${accountId}:rule/*`,
                },
            },
        },
        {
            Sid: "DenyHTTP",
            Effect: "Deny",
            Principal: "*",
            Action: ["sqs:*"],
            Resource: [queueArn],
            Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
    );
}

function ec2(detailType: string): EventPattern {
    return { source: ["aws.ec2"], "detail-type": [detailType] };
}
