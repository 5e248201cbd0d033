import { ACCOUNT, principalOf } from "../settings";
import { TYPES } from "../types";
import { textAt, Values } from "../values";
import { Cloud } from "../cloud";
import { Answer, existing, idInCluster, shown } from "./answer";

/** Callers and their permissions. */
export const ACCESS_FUNCTIONS: Readonly<Record<string, Answer>> = {
    "aws:index/getCallerIdentity:getCallerIdentity": (_, { settings: { caller } }) => ({
        id: ACCOUNT,
        accountId: ACCOUNT,
        arn: caller,
        userId: caller.includes(":assumed-role/")
            ? `AROAEXAMPLE:${caller.split("/").pop()}`
            : "AIDAEXAMPLE",
    }),
    "aws:iam/getSessionContext:getSessionContext": (args, { settings }) => {
        const arn = textAt(args, "arn") ?? "";
        const issuerArn = principalOf({ ...settings, caller: arn });
        const isSession = issuerArn !== arn;
        const [issuerName, sessionName] = isSession
            ? [issuerArn.split("/").pop(), arn.split("/").pop()]
            : ["", ""];
        const issuerId = isSession ? "AROAEXAMPLE" : "";
        return { id: arn, arn, issuerArn, issuerId, issuerName, sessionName };
    },
    "aws:iam/getRole:getRole": (args, cloud) => role(textAt(args, "name") ?? "", cloud),
    "aws:iam/getPolicyDocument:getPolicyDocument": (args) => ({
        id: "document",
        json: JSON.stringify({ Version: "2012-10-17", Statement: args["statements"] ?? [] }),
    }),
    "aws:eks/getAccessEntry:getAccessEntry": (args, cloud) => {
        const id = idInCluster(args, "principalArn");
        const entry = existing(cloud, TYPES.accessEntry, id, "EKS Access Entry");
        return { kubernetesGroups: [], type: "STANDARD", ...shown(entry) };
    },
};

function role(name: string, cloud: Cloud): Values {
    const arn = cloud.settings.roles[name];
    const { inputs, outputs } =
        arn === undefined
            ? existing(cloud, TYPES.role, name, "IAM Role")
            : { inputs: {}, outputs: { arn, uniqueId: "AROAEXAMPLE" } };
    const known = textAt(outputs, "arn") ?? "";
    const path = /:role(\/(?:.*\/)?)[^/]+$/.exec(known)?.[1] ?? "/";
    return { id: name, path, tags: {}, ...inputs, ...outputs, name };
}
