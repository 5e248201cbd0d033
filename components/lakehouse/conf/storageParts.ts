import { AwsIdentity } from "../../aws/identity";
import { TableFormat } from "../../spark/tableFormat";
import { CatalogArgs } from "../lakehouseArgs";

/** What is known of a platform's lakehouse where properties are made. */
export interface ResolvedLakehouse {
    region?: string;
    catalog?: CatalogArgs;
    objectStore?: { endpoint: string; secret: string };
}

/** What decides the properties of S3 and of table formats. */
export interface StorageParts {
    tableFormat?: TableFormat;
    /** @default that of the platform's image */
    sparkVersion?: string;
    /** How the pods get their role in AWS. */
    identity?: AwsIdentity;
    lakehouse?: ResolvedLakehouse;
    /** Properties of the platform, the team and the job, which win over what is made of this. */
    own?: Readonly<Record<string, string>>;
    /** Whether EMR's own file system and committers are in use. */
    emrfs?: boolean;
}
