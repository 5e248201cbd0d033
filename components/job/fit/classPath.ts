import { UNKNOWN } from "../conf/knownConf";
import { Conf } from "../conf/layers";

/** Variables of a driver, by the ways to set them. */
export interface DriverVariables {
    env?: object;
    secretEnv?: object;
    configMapEnv?: object;
}

/** `AbstractCommandBuilder.buildClassPath` adds it. */
const VARIABLE = "SPARK_DIST_CLASSPATH";

export const PACKAGES = "spark.jars.packages";

/** Whether a driver may have jars on its class path that neither its image nor a list of packages has. */
export function hasHiddenJars(conf: Conf, driver: DriverVariables = {}): boolean {
    return (
        conf["spark.driver.extraClassPath"] !== undefined ||
        conf[`spark.kubernetes.driverEnv.${VARIABLE}`] !== undefined ||
        VARIABLE in { ...driver.env, ...driver.secretEnv, ...driver.configMapEnv } ||
        conf[PACKAGES]?.value === UNKNOWN
    );
}
