import * as pulumi from "@pulumi/pulumi";
import { region } from "../../aws/arns";
import { EksSubnet } from "../../aws/eksConnection";
import { tags } from "../../aws/tags";
import { Check, fields, isPlainObject, required } from "../../validation/checks";
import { checkedArgs } from "../../validation/outputs";
import { announceEndpoints } from "./endpointCost";
import { rangeOf } from "./ipRange";
import { Nat, NetworkArgs } from "./networkArgs";
import { networkPlan } from "./networkPlan";
import { DEFAULT_CIDR, networkCheck } from "./networkProblems";
import { newNetwork } from "./networkResources";
import { networkZones } from "./networkZones";
import { warnOfSubnets } from "./subnetLookup";
import { warnOfZones } from "./zoneLookup";

/** Arguments of a `Network`. */
export interface NetworkOptions extends NetworkArgs {
    /** AWS region: that of the AWS provider. */
    region: string;
    /**
     * Tags of everything that is created.
     * @default {}
     * @example { "cost-centre": "4711" }
     */
    tags?: Record<string, pulumi.Input<string>>;
}

const optionFields = fields<Pick<NetworkOptions, "region" | "tags">>({
    region: required(region),
    tags,
});

const networkOptions: Check = (value, path, problems) => {
    if (!isPlainObject(value)) {
        optionFields(value, path, problems);
        return;
    }
    const { region: inRegion, tags: given, ...network } = value;
    optionFields({ region: inRegion, tags: given }, path, problems);
    networkCheck(typeof inRegion === "string" ? inRegion : "")(network, path, problems);
};

/**
 * The VPC of an EKS cluster: in each zone a large private subnet for nodes and a small public one
 * for NAT gateways and load balancers, and an endpoint for S3. Or an existing VPC.
 *
 * @example
 * const network = new Network("network", { region: "eu-central-1", nat: "per-zone" });
 */
export class Network extends pulumi.ComponentResource {
    /** ID of the VPC. */
    public readonly vpcId: pulumi.Output<string>;
    /** Zones with a private subnet. */
    public readonly zones: string[];
    /** Subnets for nodes and the control plane. */
    public readonly privateSubnets: EksSubnet[];
    /** What nodes need from their start until their end; empty for an existing VPC. */
    public readonly routes: pulumi.Resource[];

    constructor(name: string, args: NetworkOptions, opts?: pulumi.ComponentResourceOptions) {
        args = checkedArgs(`Network "${name}"`, args, networkOptions);
        super("spark-platform:index:Network", name, {}, opts);
        const { region, tags, ...network } = args;

        this.zones = networkZones(network, region);
        const { vpcId, privateSubnets, nat = Nat.One, cidr = DEFAULT_CIDR } = network;
        if (vpcId !== undefined && privateSubnets !== undefined) {
            this.vpcId = pulumi.output(vpcId);
            this.privateSubnets = privateSubnets;
            this.routes = [];
            warnOfSubnets(privateSubnets, vpcId, this);
        } else {
            const subject = `Network "${name}"`;
            warnOfZones({ subject, path: "zones", zones: this.zones }, this);
            const { interfaceEndpoints = nat === Nat.None } = network;
            if (interfaceEndpoints) {
                announceEndpoints(nat, this.zones.length, this);
            }
            const made = newNetwork(
                name,
                {
                    region,
                    cidr,
                    plan: networkPlan(rangeOf(cidr), this.zones),
                    nat,
                    interfaceEndpoints,
                    tags,
                },
                { parent: this },
            );
            this.vpcId = made.vpcId;
            this.privateSubnets = made.privateSubnets;
            this.routes = made.routes;
        }
        this.registerOutputs({ vpcId: this.vpcId, zones: this.zones });
    }
}
