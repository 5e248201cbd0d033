import * as pulumi from "@pulumi/pulumi";
import { LakehouseBucket, LakehouseBucketOptions } from "../../../components";

const args = new pulumi.Config().requireObject<LakehouseBucketOptions>("bucket");
const lake = new LakehouseBucket("lake", args);

export const bucketName = lake.bucketName;
