import { Check, every, fields, listOf, required } from "../../validation/checks";
import { dnsLabel, oneOf, wholeNumber } from "../../validation/values";
import { PortProtocol } from "../args/containerArgs";
import { IngressArgs } from "../args/ingressArgs";

const MAX_PORT = 65535;

/** In a NetworkPolicy, an empty list would let everyone in. */
const notEmpty: Check = (value, path, problems) => {
    if (Array.isArray(value) && value.length === 0) {
        problems.add(path, "is empty: name the namespaces whose pods may connect");
    }
};

export const ingress = listOf(
    fields<IngressArgs>({
        port: required(wholeNumber(1, MAX_PORT)),
        protocol: oneOf("protocol", PortProtocol),
        from: required(every(listOf(dnsLabel), notEmpty)),
    }),
);
