import { PodSecurity } from "../../team/teamArgs";
import { pathTo } from "../../validation/problems";
import { ConfLayer } from "../conf/layers";

/** A job and its team, whose properties are looked at. */
export interface PropertyPlace {
    /** Path of the job's arguments. */
    path: string;
    team: string;
    podSecurity?: PodSecurity;
}

/** Where a property is written; that of a team or platform is wrong for this job. */
export function propertyPath({ path, team }: PropertyPlace, key: string, layer: ConfLayer): string {
    if (layer === ConfLayer.Job) {
        return pathTo(pathTo(path, "conf"), key);
    }
    const whose =
        layer === ConfLayer.Team ? `sparkConf of team "${team}"` : "the platform's sparkConf";
    return `${path === "" ? "" : `${path}: `}${pathTo(whose, key)}`;
}
