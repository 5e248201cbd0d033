import { PodSecurity } from "../../team/teamArgs";
import { pathTo } from "../../validation/problems";
import { ConfLayer, ownerOf } from "../conf/layers";

/** A job and its team, whose properties are looked at. */
export interface PropertyPlace {
    /** Path of the job's arguments. */
    path: string;
    team: string;
    podSecurity?: PodSecurity;
}

/** How a message names a property: as the job's own, or as one of its team or platform. */
export function propertyPath({ path }: PropertyPlace, key: string, layer: ConfLayer): string {
    return `${pathTo(pathTo(path, "conf"), key)}${ownerOf(layer)}`;
}
