/** Hours in a month, as AWS counts them. */
export const HOURS_PER_MONTH = 730;

/**
 * List prices of EKS, VPC, EBS, Elastic Load Balancing and KMS in us-east-1, in US dollars, without
 * usage-based charges (traffic, data, logs). Quoted by third parties in 2026, not read from AWS itself.
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
