import { UNKNOWN } from "../conf/knownConf";
import { Conf } from "../conf/layers";
import { RoleVariables, variablesOf } from "../conf/mergedJob";

/** Added to the class path by `AbstractCommandBuilder.buildClassPath`. */
const VARIABLE = "SPARK_DIST_CLASSPATH";

export const PACKAGES = "spark.jars.packages";

/** Whether a driver's class path may contain jars from neither its image nor a list of packages. */
export function hasHiddenJars(conf: Conf, driver?: RoleVariables): boolean {
    return (
        conf["spark.driver.extraClassPath"] !== undefined ||
        conf[`spark.kubernetes.driverEnv.${VARIABLE}`] !== undefined ||
        VARIABLE in variablesOf(driver) ||
        conf[PACKAGES]?.value === UNKNOWN
    );
}
