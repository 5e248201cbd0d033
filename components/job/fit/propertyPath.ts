import * as pulumi from "@pulumi/pulumi";
import { PodSecurity } from "../../team/teamArgs";
import { pathTo } from "../../validation/problems";
import { RoleArgs } from "../args/roleArgs";
import { Conf, ConfLayer, ownerOf } from "../conf/layers";
import { Role } from "../pods/podMemory";

/** The job and team whose properties are checked. */
export interface PropertyPlace {
    /** Path of the job's arguments. */
    path: string;
    team: string;
    podSecurity?: PodSecurity;
}

/** The properties of a job's role, of all layers, with its arguments. */
export interface RoleProperties {
    role: Role;
    args: pulumi.Unwrap<RoleArgs>;
    conf: Conf;
    place: PropertyPlace;
}

/** A property's path in messages, with its team or platform if it is theirs. */
export function propertyPath({ path }: PropertyPlace, key: string, layer: ConfLayer): string {
    return `${pathTo(pathTo(path, "conf"), key)}${ownerOf(layer)}`;
}
