import * as pulumi from "@pulumi/pulumi";
import { HOURS_PER_MONTH, PRICES } from "../../aws/prices";
import { Nat } from "./networkArgs";
import { INTERFACE_ENDPOINTS } from "./networkEndpoints";

/** Logs in a preview what the interface endpoints of a new network cost. */
export function announceEndpoints(nat: Nat, zones: number, parent: pulumi.Resource): void {
    if (pulumi.runtime.isDryRun()) {
        void pulumi.log.info(endpointCost(nat, zones), parent);
    }
}

/** One line for the log. Traffic is charged in either case. */
export function endpointCost(nat: Nat, zones: number): string {
    const endpoints = INTERFACE_ENDPOINTS * zones * PRICES.interfaceEndpointZoneHour;
    const gateway = PRICES.natGatewayHour + PRICES.publicIpv4Hour;
    const beside =
        nat === Nat.None
            ? `One NAT gateway (nat: "${Nat.One}") costs about ${perMonth(gateway)}.`
            : "This is in addition to the NAT gateways.";
    return (
        `network: ${INTERFACE_ENDPOINTS} interface endpoints in ${zones} zones cost about ` +
        `${perMonth(endpoints)} a month (us-east-1, without traffic). ${beside}`
    );
}

function perMonth(dollarsPerHour: number): string {
    return `$${Math.round(dollarsPerHour * HOURS_PER_MONTH)}`;
}
