import { ACCESS_FUNCTIONS } from "./functions/access";
import { Answer } from "./functions/answer";
import { CLUSTER_FUNCTIONS } from "./functions/clusters";
import { NETWORK_FUNCTIONS } from "./functions/network";
import { QUOTA_FUNCTIONS } from "./functions/quotas";
import { Cloud } from "./cloud";
import { Values } from "./values";

/** Functions of the provider that programs call. */
const FUNCTIONS: Readonly<Record<string, Answer>> = {
    ...ACCESS_FUNCTIONS,
    ...CLUSTER_FUNCTIONS,
    ...NETWORK_FUNCTIONS,
    ...QUOTA_FUNCTIONS,
};

/** The result of a function. */
export function answer(name: string, args: Values, cloud: Cloud): Values {
    const known = FUNCTIONS[name];
    if (known === undefined) {
        throw new Error(
            `the stand-in for aws has no function ${name}: add it to testkit/standIns/aws/functions/`,
        );
    }
    return { ...args, ...known(args, cloud) };
}
