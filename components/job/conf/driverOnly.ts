import { isRefusedProperty } from "../../spark/clientProperties";

/** The properties that the operator submits. */
export function submittedConf(conf: Record<string, string>): Record<string, string> {
    return Object.fromEntries(Object.entries(conf).filter(([key]) => !isRefusedProperty(key)));
}

/**
 * Arguments of the driver's container that pass the properties which the operator does not submit;
 * undefined if there are none. Spark appends `driver --properties-file …`: earlier arguments
 * override that file (`SparkSubmitArguments`), and `--queue`, which only YARN uses, consumes the
 * second `driver`.
 */
export function driverArguments(conf: Record<string, string>): string[] | undefined {
    const own = Object.entries(conf)
        .filter(([key]) => isRefusedProperty(key))
        .sort(([a], [b]) => (a < b ? -1 : 1));
    const options = own.flatMap(([key, value]) => ["--conf", literal(`${key}=${value}`)]);
    return own.length === 0 ? undefined : ["driver", ...options, "--queue"];
}

/** Kubernetes expands `$(VARIABLE)` in arguments; `$$` is a literal `$`. */
function literal(argument: string): string {
    return argument.replaceAll("$", "$$$$");
}
