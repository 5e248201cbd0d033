import { AwsIdentity } from "../../aws/identity";
import { ResolvedLakehouse } from "../../lakehouse/conf/storageParts";
import { TableFormat } from "../../spark/tableFormat";
import { ResolvedJobArgs } from "../args/jobArgs";
import { FileUris } from "../files/delivery";

/** What a job's properties are made of. */
export interface ConfParts {
    args: ResolvedJobArgs;
    /** Where the driver finds the files of the project that the job brings along. */
    fileUris?: FileUris;
    /** How the team's pods get their role in AWS. */
    identity?: AwsIdentity;
    /** How the job keeps its tables: its own, or the team's. */
    tableFormat?: TableFormat;
    /** The platform's lakehouse, with the team's part of it. */
    lakehouse?: ResolvedLakehouse;
    /** The image that the job runs in, where it is known. */
    image?: string;
    /** Spark properties of the platform. */
    platformConf?: Record<string, string>;
    /** Spark properties of the team. */
    sparkConf?: Record<string, string>;
    /** The team's, or the job's own. */
    log4j2ConfigMap?: string;
    /** Level in the team's log configuration, where it is known. */
    teamLogLevel?: string;
    metricsConfigMap?: string;
}
