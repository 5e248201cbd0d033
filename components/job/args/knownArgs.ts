import * as pulumi from "@pulumi/pulumi";
import { ScheduledSparkApplicationArgs, SparkApplicationArgs } from "./jobArgs";

/** A job's arguments without its team; those of a schedule where there is one. */
export type JobArgs = Omit<SparkApplicationArgs & Partial<ScheduledSparkApplicationArgs>, "team">;

/** A job's arguments, once all of them are known. */
export type KnownJobArgs = pulumi.Unwrap<JobArgs>;
