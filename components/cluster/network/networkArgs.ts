import * as pulumi from "@pulumi/pulumi";
import { EksSubnet } from "../../aws/eksConnection";

/** How nodes reach the internet. */
export const Nat = {
    /**
     * Not at all: images come from ECR, and nodes reach AWS through ten interface endpoints in each
     * zone, each charged by the hour.
     */
    None: "none",
    /**
     * Through one gateway for all zones: the cheapest, but its loss may cut off the nodes of all
     * zones, and traffic from other zones costs extra.
     */
    One: "one",
    /** Through a gateway in each zone: the loss of a zone does not cut off the others. */
    PerZone: "per-zone",
} as const;
export type Nat = (typeof Nat)[keyof typeof Nat];

/** A new VPC; or an existing one, with `vpcId` and `privateSubnets`. */
export interface NetworkArgs {
    /**
     * CIDR range of a new VPC: a private range from /16 to /20, outside 10.100.0.0/16 and
     * 172.20.0.0/16. A cluster cannot move to another range.
     * @default "10.0.0.0/16"
     */
    cidr?: string;
    /**
     * Zones of a new VPC, two to six. Each keeps its ranges when others are added or removed. The
     * control plane is in the first two and stays there: they cannot be removed later. `aws ec2
     * describe-availability-zones` lists the account's zones.
     * @default the region's first three; none in us-west-1, where accounts have only two of them
     * @example ["eu-central-1a", "eu-central-1b"]
     */
    zones?: string[];
    /**
     * How nodes reach the internet.
     * @default "one"
     */
    nat?: Nat;
    /**
     * Gives a new VPC endpoints for the AWS services that nodes need. Each is charged by the hour
     * and zone.
     * @default false; true with nat "none"
     */
    interfaceEndpoints?: boolean;
    /**
     * ID of an existing VPC. Nothing is created in it. Needs `privateSubnets`.
     * @default a new VPC
     */
    vpcId?: pulumi.Input<string>;
    /**
     * Subnets of the existing VPC for nodes and the control plane, in at least two zones. The
     * control plane uses the first subnet in each of the first two zones, and stays there. Nodes
     * need routes to the control plane, to S3 and to the images.
     * @default those of the new VPC
     */
    privateSubnets?: EksSubnet[];
}
