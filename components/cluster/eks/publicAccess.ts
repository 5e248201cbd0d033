import { Check, every, valueCheck } from "../../validation/checks";
import { formatValue } from "../../validation/problems";
import { ipRange, ipRangeCheck, isWithin, rangeOf } from "../network/ipRange";

/**
 * Addresses that nobody has on the internet (IANA's registry of special-purpose addresses). EKS answers
 * "The following CIDRs are not allowed in publicAccessCidrs" once everything else of the network is
 * there; AWS re:Post, "How do I lock down API access to specific IP addresses", calls them reserved.
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
        ? `${formatValue(value)} is not of the internet, where a public API server is reached from: name ` +
              "the addresses that your network has there (curl https://checkip.amazonaws.com)"
        : undefined;
});

/** Check of a range of addresses from which a public API server can be reached. */
export const publicRange: Check = every(ipRangeCheck("54.240.193.128/26"), notReserved);
