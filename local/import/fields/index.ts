import { FieldGroup } from "../fieldRow";
import { APPLICATION } from "./application";
import { CONTAINERS } from "./containers";
import { DOCUMENT } from "./metadata";
import { ROLES } from "./roles";
import { SCHEDULE } from "./schedule";
import { CONTAINER_SECURITY, POD_SECURITY } from "./security";
import { VARIABLES } from "./variables";
import { MOUNTS, VOLUMES } from "./volumes";

/** All fields of a SparkApplication, in the order in which the docs show them. */
export const APPLICATION_FIELDS: readonly FieldGroup[] = [
    DOCUMENT,
    APPLICATION,
    ROLES,
    VARIABLES,
    VOLUMES,
    MOUNTS,
    CONTAINERS,
    POD_SECURITY,
    CONTAINER_SECURITY,
];

/** Fields of a ScheduledSparkApplication, besides those of its template. */
export const SCHEDULE_FIELDS: readonly FieldGroup[] = [DOCUMENT, SCHEDULE];
