import { HOURS_PER_MONTH, PRICES } from "../components/aws/prices";
import { instanceTypes } from "../components/nodes/instanceTypes/instanceTypes";

/** Not a type for pools, but from the same table: karpenter-provider-aws v1.14.1, pricing. */
const T3_LARGE_HOUR = 0.0832;

/** A platform's monthly cost without jobs. */
export interface CostLine {
    what: string;
    dollars: number;
}

/** A resource as a program registered it. */
export interface Resource {
    type: string;
    name: string;
    inputs: Record<string, unknown>;
}

/** The cost items of a program on EKS, from the resources that it creates. */
export function costLines(resources: readonly Resource[]): CostLine[] {
    const of = (type: string) => resources.filter((resource) => resource.type === type);
    const zones = of("aws:ec2/vpcEndpoint:VpcEndpoint")
        .filter(({ inputs }) => inputs["vpcEndpointType"] === "Interface")
        .map(({ inputs }) => (inputs["subnetIds"] as unknown[]).length);
    const nodes = of("aws:eks/nodeGroup:NodeGroup").flatMap((group) => {
        const count = (group.inputs["scalingConfig"] as { desiredSize: number }).desiredSize;
        const [type = ""] = group.inputs["instanceTypes"] as string[];
        const template = of("aws:ec2/launchTemplate:LaunchTemplate").find(
            ({ name }) => name === group.name,
        );
        return count === 0 ? [] : nodeLines(count, type, volumeGib(template));
    });
    return [
        controlPlane(of("eks:index:Cluster").length),
        ...nodes,
        line(of("aws:ec2/natGateway:NatGateway").length, "NAT gateway", hours("natGatewayHour")),
        line(of("aws:ec2/eip:Eip").length, "public IPv4 address", hours("publicIpv4Hour")),
        line(sum(zones), "interface endpoint and zone", hours("interfaceEndpointZoneHour")),
    ].filter(({ dollars }) => dollars > 0);
}

/**
 * The default of data-on-eks for Spark (awslabs/data-on-eks a546a190, infra/terraform), with what
 * its own defaults enable: main.tf:55-72, vpc.tf:39-40 and 111-125, variables.tf:142,
 * helm-values/kube-prometheus.yaml:24, eks.tf:8 (the module creates the key).
 */
export function dataOnEks(): CostLine[] {
    return [
        controlPlane(1),
        ...nodeLines(4, "m6a.xlarge", 100),
        line(1, "NAT gateway", hours("natGatewayHour")),
        line(1, "public IPv4 address", hours("publicIpv4Hour")),
        line(3, "interface endpoint and zone", hours("interfaceEndpointZoneHour")),
        line(1, "network load balancer", hours("networkLoadBalancerHour")),
        line(50, "GiB of gp3 for Prometheus", PRICES.gp3GibMonth),
        line(1, "KMS key", PRICES.kmsKeyMonth),
    ];
}

export function total(lines: readonly CostLine[]): number {
    return sum(lines.map(({ dollars }) => dollars));
}

/** A Markdown table with a row per platform, compared with the last one. */
export function monthlyTable(platforms: Readonly<Record<string, readonly CostLine[]>>): string {
    const reference = total(Object.values(platforms).at(-1) ?? []);
    const rows = Object.entries(platforms).map(([name, lines]) => {
        const parts = lines.map(({ what, dollars }) => `${what} ${dollars.toFixed(2)}`);
        const share = `${Math.round((total(lines) / reference) * 100)} %`;
        return `| ${name} | ${total(lines).toFixed(0)} | ${share} | ${parts.join(", ")} |`;
    });
    const [last = ""] = Object.keys(platforms).slice(-1);
    return [
        `|  | $ per month | of ${last} | consists of |`,
        "| --- | --- | --- | --- |",
        ...rows,
    ].join("\n");
}

function controlPlane(count: number): CostLine {
    return line(count, "control plane", hours("controlPlaneHour"));
}

function nodeLines(count: number, type: string, gib: number): CostLine[] {
    const known = instanceTypes.get(type)?.pricePerHour;
    const hour = type === "t3.large" ? T3_LARGE_HOUR : known;
    if (hour === undefined) {
        throw new Error(`no price for the instance type "${type}"`);
    }
    return [
        line(count, type, hour * HOURS_PER_MONTH),
        line(count * gib, "GiB of gp3 for nodes", PRICES.gp3GibMonth),
    ];
}

function volumeGib(template: Resource | undefined): number {
    const [disk] = template?.inputs["blockDeviceMappings"] as { ebs: { volumeSize: number } }[];
    return disk?.ebs.volumeSize ?? 0;
}

function line(count: number, what: string, dollarsEach: number): CostLine {
    return { what: `${count} × ${what}`, dollars: count * dollarsEach };
}

function hours(price: keyof typeof PRICES): number {
    return PRICES[price] * HOURS_PER_MONTH;
}

function sum(values: readonly number[]): number {
    return values.reduce((all, value) => all + value, 0);
}
