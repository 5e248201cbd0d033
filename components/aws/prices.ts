/** AWS' own count of hours in a month. */
export const HOURS_PER_MONTH = 730;

/**
 * US dollars in us-east-1, without what is paid by use (traffic, data, logs): list prices of EKS,
 * VPC, EBS, Elastic Load Balancing and KMS as others quote them in 2026, not read from AWS itself.
 */
export const PRICES = {
    controlPlaneHour: 0.1,
    natGatewayHour: 0.045,
    publicIpv4Hour: 0.005,
    interfaceEndpointZoneHour: 0.01,
    networkLoadBalancerHour: 0.0225,
    gp3GibMonth: 0.08,
    kmsKeyMonth: 1,
} as const;
