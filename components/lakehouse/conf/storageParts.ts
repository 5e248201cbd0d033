import { AwsIdentity } from "../../aws/identity";
import { TableFormat } from "../../spark/tableFormat";
import { CatalogArgs } from "../lakehouseArgs";

/** The parts of a platform's lakehouse that Spark properties depend on, without Outputs. */
export interface ResolvedLakehouse {
    region?: string;
    catalog?: CatalogArgs;
    objectStore?: { endpoint: string; secret: string };
}

/** What the Spark properties for S3 and table formats depend on. */
export interface StorageParts {
    tableFormat?: TableFormat;
    /** @default that of the platform's image */
    sparkVersion?: string;
    /** How the pods get their AWS role. */
    identity?: AwsIdentity;
    lakehouse?: ResolvedLakehouse;
    /** Properties of the platform, the team and the job, which take precedence over the result. */
    own?: Readonly<Record<string, string>>;
    /** Whether EMR's own file system and committers are in use. */
    emrfs?: boolean;
}
