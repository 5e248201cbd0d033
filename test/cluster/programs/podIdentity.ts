import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { podRole } from "../../../components/aws/podRole";
import { policyDocument } from "../../../components/aws/policyDocument";
import { someEks } from "../../../testkit/onAws";

/** Two roles for pods, and for each something that begins with the role. */
const names = new pulumi.Config().requireObject<string[]>("names");

for (const name of names) {
    const { resources } = podRole(
        name,
        {
            part: "jobs",
            cluster: someEks,
            identity: "pod-identity",
            serviceAccount: { namespace: name, name: "spark" },
        },
        { nothing: pulumi.output(policyDocument()) },
        {},
    );
    new aws.sqs.Queue(name, { name }, { dependsOn: resources });
}
