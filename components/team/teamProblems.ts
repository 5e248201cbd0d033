import { dnsLabel, fields, flag, oneOf } from "../checks";
import { LogLevel } from "../environment";
import { labels } from "../labels";
import { Problems } from "../validation";
import { sparkConf } from "./sparkConf";

const team = fields({
    createNamespace: flag,
    labels,
    logLevel: oneOf("log level", LogLevel),
    sparkConf,
});

/** Adds what is wrong with a team's name or arguments. */
export function teamProblems(path: string, name: string, args: unknown, problems: Problems): void {
    dnsLabel(name, path, problems);
    if (name === "default" || name.startsWith("kube-")) {
        problems.add(path, `"${name}" is a namespace of Kubernetes itself: choose another name`);
    }
    team(args, path, problems);
}
