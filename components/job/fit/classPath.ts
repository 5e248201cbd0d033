import { UNKNOWN } from "../conf/knownConf";
import { Conf } from "../conf/layers";
import { RoleVariables, variablesOf } from "../conf/mergedJob";

/** `AbstractCommandBuilder.buildClassPath` adds it. */
const VARIABLE = "SPARK_DIST_CLASSPATH";

export const PACKAGES = "spark.jars.packages";

/** Whether a driver may have jars on its class path that neither its image nor a list of packages has. */
export function hasHiddenJars(conf: Conf, driver?: RoleVariables): boolean {
    return (
        conf["spark.driver.extraClassPath"] !== undefined ||
        conf[`spark.kubernetes.driverEnv.${VARIABLE}`] !== undefined ||
        VARIABLE in variablesOf(driver) ||
        conf[PACKAGES]?.value === UNKNOWN
    );
}
