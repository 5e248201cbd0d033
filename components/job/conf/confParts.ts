import { AwsIdentity } from "../../aws/identity";
import { ResolvedLakehouse } from "../../lakehouse/conf/storageParts";
import { TableFormat } from "../../spark/tableFormat";
import { ResolvedJobArgs } from "../args/jobArgs";
import { FileUris } from "../files/delivery";

/** What a job's Spark properties are built from. */
export interface ConfParts {
    args: ResolvedJobArgs;
    /** Where the driver finds the project files that are delivered with the job. */
    fileUris?: FileUris;
    /** How the team's pods get their AWS role. */
    identity?: AwsIdentity;
    /** The job's table format: its own or the team's. */
    tableFormat?: TableFormat;
    /** The platform's lakehouse, with the team's settings in it. */
    lakehouse?: ResolvedLakehouse;
    /** The job's image, if known. */
    image?: string;
    /** Spark properties of the platform. */
    platformConf?: Record<string, string>;
    /** Spark properties of the team. */
    sparkConf?: Record<string, string>;
    /** The job's own, or the team's. */
    log4j2ConfigMap?: string;
    /** Level in the team's log configuration, if known. */
    teamLogLevel?: string;
    metricsConfigMap?: string;
}
