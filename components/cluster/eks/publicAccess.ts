import { Check, every, valueCheck } from "../../validation/checks";
import { formatValue } from "../../validation/problems";
import { ipRange, ipRangeCheck, isWithin, rangeOf } from "../network/ipRange";

/**
 * Ranges that are not used on the internet (IANA's IPv4 Special-Purpose Registry). EKS rejects them with
 * "The following CIDRs are not allowed in publicAccessCidrs", but only after the rest of the network was
 * created; AWS re:Post, "How do I lock down API access to specific IP addresses", calls them reserved.
 */
const RESERVED = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "224.0.0.0/4",
    "240.0.0.0/4",
].map(rangeOf);

const notReserved: Check = valueCheck((value) => {
    const range = ipRange(value);
    return range !== undefined && RESERVED.some((reserved) => isWithin(range, reserved))
        ? `${formatValue(value)} is not a public range, but a public API server is reached from the ` +
              "internet: use your network's public IP addresses (curl https://checkip.amazonaws.com)"
        : undefined;
});

/** Check of an IP range from which a public API server can be reached. */
export const publicRange: Check = every(ipRangeCheck("54.240.193.128/26"), notReserved);
