import assert from "node:assert/strict";
import {
    INTERRUPTION_EVENTS,
    interruptionQueuePolicy,
} from "../../../../components/nodes/karpenter/interruptionPolicy";
import { analytics, queueArn } from "../../../../testkit/policyDocuments";

describe("interruption notices", () => {
    it("are the five kinds that Karpenter reads", () => {
        assert.deepStrictEqual(INTERRUPTION_EVENTS, {
            "scheduled-change": { source: ["aws.health"], "detail-type": ["AWS Health Event"] },
            "spot-interruption": {
                source: ["aws.ec2"],
                "detail-type": ["EC2 Spot Instance Interruption Warning"],
            },
            rebalance: {
                source: ["aws.ec2"],
                "detail-type": ["EC2 Instance Rebalance Recommendation"],
            },
            "instance-state-change": {
                source: ["aws.ec2"],
                "detail-type": ["EC2 Instance State-change Notification"],
            },
            "capacity-reservation-interruption": {
                source: ["aws.ec2"],
                "detail-type": ["EC2 Capacity Reservation Instance Interruption Warning"],
            },
        });
    });

    it("come only from the account's own rules, and over TLS", () => {
        const queue = "arn:aws:sqs:eu-central-1:111122223333:karpenter-interruption-0a1b2c3";
        assert.deepStrictEqual(interruptionQueuePolicy(analytics, queueArn(analytics)), {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "AllowRules",
                    Effect: "Allow",
                    Principal: { Service: ["events.amazonaws.com"] },
                    Action: ["sqs:SendMessage"],
                    Resource: [queue],
                    Condition: {
                        ArnLike: {
                            "aws:SourceArn": "arn:aws:events:eu-central-1:111122223333:rule/*",
                        },
                    },
                },
                {
                    Sid: "DenyHTTP",
                    Effect: "Deny",
                    Principal: "*",
                    Action: ["sqs:*"],
                    Resource: [queue],
                    Condition: { Bool: { "aws:SecureTransport": "false" } },
                },
            ],
        });
    });
});
