import { isRefusedProperty } from "../../spark/clientProperties";

/** The properties that the operator submits. */
export function submittedConf(conf: Record<string, string>): Record<string, string> {
    return Object.fromEntries(Object.entries(conf).filter(([key]) => !isRefusedProperty(key)));
}

/**
 * Arguments of the driver's container that hand it the properties which the operator does not submit,
 * or nothing where there are none. Spark appends `driver --properties-file …`: what stands before wins
 * over that file (`SparkSubmitArguments`), and `--queue`, which counts on YARN only, takes the second
 * `driver`.
 */
export function driverArguments(conf: Record<string, string>): string[] | undefined {
    const own = Object.entries(conf)
        .filter(([key]) => isRefusedProperty(key))
        .sort(([a], [b]) => (a < b ? -1 : 1));
    const options = own.flatMap(([key, value]) => ["--conf", literal(`${key}=${value}`)]);
    return own.length === 0 ? undefined : ["driver", ...options, "--queue"];
}

/** Kubernetes fills in `$(VARIABLE)` in arguments; `$$` is a `$`. */
function literal(argument: string): string {
    return argument.replaceAll("$", "$$$$");
}
