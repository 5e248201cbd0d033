import * as pulumi from "@pulumi/pulumi";
import { EksSubnet } from "../../aws/eksConnection";

/** How nodes reach the internet. */
export const Nat = {
    /** Not at all: images come from ECR, and AWS is reached by interface endpoints. */
    None: "none",
    /** By one gateway for all zones: the cheapest, and traffic from other zones has a price. */
    One: "one",
    /** By a gateway in each zone: the loss of a zone does not cut off the others. */
    PerZone: "per-zone",
} as const;
export type Nat = (typeof Nat)[keyof typeof Nat];

/** A new VPC; or, with `vpcId` and `privateSubnets`, one that is there already. */
export interface NetworkArgs {
    /**
     * Addresses of a new VPC: a private range of /16 to /20. A cluster in it cannot move to others.
     * @default "10.0.0.0/16"
     */
    cidr?: string;
    /**
     * Zones of a new VPC, two to six. Each keeps its addresses when others are added or removed. The
     * control plane is in the first two, where it stays: these cannot be removed later.
     * `aws ec2 describe-availability-zones` lists those of the account.
     * @default the region's first three; none in us-west-1, where accounts have two of them
     * @example ["eu-central-1a", "eu-central-1b"]
     */
    zones?: string[];
    /** @default one */
    nat?: Nat;
    /**
     * Whether the AWS services that nodes need get addresses inside of a new VPC. Each has a price
     * by the hour and zone.
     * @default false; true without a NAT gateway
     */
    interfaceEndpoints?: boolean;
    /** Id of a VPC that is there already. Nothing is made in it. */
    vpcId?: pulumi.Input<string>;
    /**
     * Subnets of that VPC for nodes and the control plane, in two zones or more. The control plane
     * has the first subnet in each of the first two zones, where it stays. Nodes there need routes to
     * the control plane, to S3 and to the images.
     */
    privateSubnets?: EksSubnet[];
}
