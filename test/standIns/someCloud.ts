import { join } from "node:path";
import { stringify } from "yaml";
import { writeFileSync } from "node:fs";
import { KUBECONFIG_ENV } from "../../testkit/standIns/folder";
import { Cloud } from "../../testkit/standIns/aws/cloud";
import { Resources } from "../../testkit/standIns/aws/resources";
import { ACCOUNT, CloudSettings } from "../../testkit/standIns/aws/settings";
import { TYPES } from "../../testkit/standIns/aws/types";
import { Values } from "../../testkit/standIns/aws/values";
import { temporaryFolder } from "../../testkit/temporaryFolder";

export const ROLE = `arn:aws:iam::${ACCOUNT}:role/some`;

/** An account in which calls take no time. */
export class SomeCloud {
    readonly cloud: Cloud;
    readonly resources: Resources;
    private ownVpc?: Promise<string>;
    private subnetCount = 0;

    constructor(settings: Partial<CloudSettings> = {}) {
        const folder = temporaryFolder();
        const kubeconfig = join(folder, "kubeconfig");
        writeFileSync(
            kubeconfig,
            stringify({ clusters: [{ cluster: { server: "https://127.0.0.1:6443" } }] }),
        );
        process.env[KUBECONFIG_ENV] = kubeconfig;
        this.cloud = new Cloud(folder);
        this.cloud.set({ pace: 0, ...settings });
        this.resources = new Resources(this.cloud);
    }

    /** Makes a resource; its id. */
    async make(type: string, inputs: Values, name = "some"): Promise<string> {
        const named = this.resources.named(type, name, {}, inputs);
        return (await this.resources.create(type, name, named)).id;
    }

    async change(type: string, id: string, inputs: Values): Promise<void> {
        const found = this.cloud.find(type, id);
        await this.resources.update(type, found?.name ?? "", id, { ...found?.inputs, ...inputs });
    }

    remove(type: string, id: string): Promise<void> {
        return this.resources.delete(type, this.cloud.find(type, id)?.name ?? "", id);
    }

    vpc(): Promise<string> {
        return this.make(TYPES.vpc, { cidrBlock: "10.0.0.0/16" });
    }

    /** One subnet in each zone of its one VPC; a zone may be named more than once. */
    async subnets(...zones: string[]): Promise<string[]> {
        this.ownVpc ??= this.vpc();
        return this.subnetsIn(await this.ownVpc, ...zones);
    }

    subnetsIn(vpcId: string, ...zones: string[]): Promise<string[]> {
        return Promise.all(
            zones.map((availabilityZone) =>
                this.make(TYPES.subnet, {
                    ...{ vpcId, availabilityZone },
                    cidrBlock: `10.0.${this.subnetCount++}.0/24`,
                }),
            ),
        );
    }

    /** A cluster in two zones. */
    async cluster(inputs: Values = {}): Promise<string> {
        await this.make(TYPES.role, { name: "some" });
        const subnetIds = await this.subnets("eu-central-1a", "eu-central-1b");
        return this.make(TYPES.cluster, {
            ...{ name: "analytics", roleArn: ROLE, version: "1.35" },
            ...{ vpcConfig: { subnetIds }, accessConfig: { authenticationMode: "API" } },
            ...inputs,
        });
    }

    /** A node group of a cluster, in its subnets. */
    nodeGroup(inputs: Values = {}): Promise<string> {
        const cluster = this.cloud.find(TYPES.cluster, "analytics");
        const { subnetIds } = cluster?.inputs["vpcConfig"] as Values;
        return this.make(TYPES.nodeGroup, {
            ...{ clusterName: "analytics", nodeGroupName: "drivers", nodeRoleArn: ROLE, subnetIds },
            ...{ scalingConfig: { minSize: 0, desiredSize: 0, maxSize: 10 } },
            ...inputs,
        });
    }
}
