import { AwsCluster } from "../../aws/awsCluster";
import { PolicyDocument, policyDocument } from "../../aws/policyDocument";

/** The events that an EventBridge rule matches. */
export interface EventPattern {
    source: string[];
    "detail-type": string[];
}

/**
 * The events that Karpenter handles, by the name of their rule, from its CloudFormation template, v1.14.
 * They cover all instances in the account and region; Karpenter picks its own.
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

/** Older notices are useless; the shortest warning time is two minutes (spot). */
export const INTERRUPTION_RETENTION_SECONDS = 300;

/** Lets the account's rules write to the queue, and denies all access without TLS. */
export function interruptionQueuePolicy(cluster: AwsCluster, queueArn: string): PolicyDocument {
    const { partition, region, accountId } = cluster;
    return policyDocument(
        {
            Sid: "AllowRules",
            Effect: "Allow",
            Principal: { Service: ["events.amazonaws.com"] },
            Action: ["sqs:SendMessage"],
            Resource: [queueArn],
            // Otherwise, a rule in another account could send forged notices, and nodes would be drained.
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
