import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { podRole } from "../../../components/aws/podRole";
import { policyDocument } from "../../../components/aws/policyDocument";
import { nodeGroupResources } from "../../../components/nodes/clusterAutoscaler/nodeGroupResources";
import { nodeGroups } from "../../../components/nodes/clusterAutoscaler/nodeGroups";
import { instanceTypes } from "../../../components/nodes/instanceTypes/instanceTypes";
import { NodePoolArgs } from "../../../components/nodes/pools/nodePoolArgs";
import { someEks } from "../../../testkit/onAws";

/** Two roles for pods, each with something that needs the role to begin; a pool of nodes. */
const names = new pulumi.Config().requireObject<string[]>("names");
const pools: Record<string, NodePoolArgs> = {
    driver: { role: "driver", capacity: "on-demand", instanceTypes: ["m7i.xlarge"] },
};
const groups = nodeGroups(pools, { instanceTypes, zones: ["eu-central-1a"] });
nodeGroupResources("nodes", { cluster: someEks, pools, groups }, {});

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
