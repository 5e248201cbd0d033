import { Check, isPlainObject } from "../../validation/checks";
import { pathTo } from "../../validation/problems";

/** What decides which namespaces an operator serves: with an operator per team, the team does. */
const OF_THE_TEAM = ["jobNamespaces", "jobNamespaceSelector"];

/** Adds values of the chart that cannot be a person's own where each team has its operator. */
export const ownValuesCheck: Check = (values, path, problems) => {
    const spark = isPlainObject(values) ? values["spark"] : undefined;
    if (!isPlainObject(spark)) {
        return;
    }
    for (const key of OF_THE_TEAM.filter((name) => spark[name] !== undefined)) {
        problems.add(
            pathTo(pathTo(path, "spark"), key),
            'cannot be set with scope "team", where each operator serves one team\'s namespace: ' +
                'remove it, or set scope to "platform"',
        );
    }
};
