import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface ServiceRoleArgs {
    service: string;
    /** Names of AWS managed policies. */
    policies: string[];
    tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** The role of an AWS service, a component as in the real one. */
export class ServiceRole extends pulumi.ComponentResource {
    public readonly role: aws.iam.Role;
    /** Without them the role is useless. */
    public readonly attachments: pulumi.Resource[];

    constructor(
        name: string,
        { service, policies, tags }: ServiceRoleArgs,
        opts: pulumi.ComponentResourceOptions,
    ) {
        super("eks:index:ServiceRole", name, {}, opts);
        const child = { parent: this };
        const { partition } = aws.getPartitionOutput({}, child);
        const assumeRolePolicy = JSON.stringify({
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Allow",
                    Action: ["sts:AssumeRole", "sts:TagSession"],
                    Principal: { Service: [service] },
                },
            ],
        });
        this.role = new aws.iam.Role(`${name}-role`, { assumeRolePolicy, tags }, child);
        this.attachments = policies.map(
            (policy) =>
                new aws.iam.RolePolicyAttachment(
                    `${name}-${policy}`,
                    {
                        role: this.role.name,
                        policyArn: pulumi.interpolate`arn:${partition}:iam::aws:policy/${policy}`,
                    },
                    child,
                ),
        );
        this.registerOutputs({});
    }
}
