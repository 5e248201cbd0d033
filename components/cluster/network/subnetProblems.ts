import { EksSubnet } from "../../aws/eksConnection";
import {
    Check,
    fields,
    input,
    isKnown,
    isPlainObject,
    listOf,
    required,
    valueCheck,
} from "../../validation/checks";
import { formatValue } from "../../validation/problems";
import { matching } from "../../validation/values";

const subnetId = matching(
    /^subnet-[0-9a-f]+$/,
    'the id of a subnet (e.g. "subnet-0123456789abcdef0")',
);

/** Check of an availability zone. Local Zones have longer names, e.g. us-west-2-lax-1a. */
function zoneOf(region: string): Check {
    return valueCheck((value) => {
        if (typeof value !== "string" || !/^\S+-\d[a-z]$/.test(value)) {
            return `${formatValue(value)} is not a zone (e.g. "eu-central-1a")`;
        }
        return value.startsWith(region)
            ? undefined
            : `${formatValue(value)} is not in region ${region}`;
    });
}

/** Check of existing subnets. */
export function subnetsCheck(region: string): Check {
    const each = listOf(
        fields<EksSubnet>({ zone: required(zoneOf(region)), id: required(input(subnetId)) }),
    );
    return (value, path, problems) => {
        each(value, path, problems);
        if (!Array.isArray(value)) {
            return;
        }
        if (value.length === 0) {
            problems.add(path, "is empty: nodes need a subnet in each of their zones");
        }
        const ids: unknown[] = value.map((subnet) =>
            isPlainObject(subnet) ? subnet["id"] : undefined,
        );
        ids.forEach((id, index) => {
            if (id !== undefined && isKnown(id) && ids.indexOf(id) < index) {
                problems.add(`${path}[${index}].id`, `${formatValue(id)} is listed twice`);
            }
        });
    };
}
