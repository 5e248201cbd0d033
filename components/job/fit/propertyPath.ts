import * as pulumi from "@pulumi/pulumi";
import { PodSecurity } from "../../team/teamArgs";
import { pathTo } from "../../validation/problems";
import { RoleArgs } from "../args/roleArgs";
import { Conf, ConfLayer, ownerOf } from "../conf/layers";
import { Role } from "../pods/podMemory";

/** A job and its team, whose properties are looked at. */
export interface PropertyPlace {
    /** Path of the job's arguments. */
    path: string;
    team: string;
    podSecurity?: PodSecurity;
}

/** The properties of a job's role, of all layers, beside its arguments. */
export interface RoleProperties {
    role: Role;
    args: pulumi.Unwrap<RoleArgs>;
    conf: Conf;
    place: PropertyPlace;
}

/** How a message names a property: as the job's own, or as one of its team or platform. */
export function propertyPath({ path }: PropertyPlace, key: string, layer: ConfLayer): string {
    return `${pathTo(pathTo(path, "conf"), key)}${ownerOf(layer)}`;
}
