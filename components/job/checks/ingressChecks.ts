import { Check, every, fields, listOf, required } from "../../validation/checks";
import { dnsLabel, oneOf, wholeNumber } from "../../validation/values";
import { PortProtocol } from "../args/containerArgs";
import { IngressArgs } from "../args/ingressArgs";

const MOST_PORT = 65535;

/** An empty list of a NetworkPolicy would let everybody in. */
const notEmpty: Check = (value, path, problems) => {
    if (Array.isArray(value) && value.length === 0) {
        problems.add(path, "is empty: name the namespaces whose pods may connect");
    }
};

export const ingress = listOf(
    fields<IngressArgs>({
        port: required(wholeNumber(1, MOST_PORT)),
        protocol: oneOf("protocol", PortProtocol),
        from: required(every(listOf(dnsLabel), notEmpty)),
    }),
);
