import { UNKNOWN } from "../conf/layers";
import { ON_DEMAND } from "../conf/volumeProperties";
import { Demand } from "../pods/podRequest";
import { Role } from "../pods/podMemory";
import { pathTo } from "../../validation/problems";

/** An existing claim that pods of a job mount. */
export interface ClaimUse {
    role: Role;
    /** Where the job names it, without the job's own path. */
    path: string;
    claim: string;
}

/** The existing claims that a job's pods mount, from arguments and properties. */
export function claimUses(demand: Pick<Demand, Role>): ClaimUse[] {
    return (["driver", "executor"] as const).flatMap((role) => {
        const { volumes = {}, podTemplate } = demand[role];
        const named = Object.entries(volumes).flatMap(([name, { claim }]) => {
            const isNamed = claim !== undefined && claim !== UNKNOWN && !isGenerated(claim);
            return isNamed ? [{ role, path: pathOf(role, name), claim }] : [];
        });
        return [...named, ...ofTemplate(role, podTemplate)];
    });
}

/** A template whose volumes have been checked. */
interface Template {
    spec?: { volumes?: { persistentVolumeClaim?: { claimName?: string } }[] };
}

function ofTemplate(role: Role, template: Template = {}): ClaimUse[] {
    return (template.spec?.volumes ?? []).flatMap(({ persistentVolumeClaim }, index) => {
        const claim = persistentVolumeClaim?.claimName;
        const volumes = pathTo(pathTo(pathTo(role, "podTemplate"), "spec"), "volumes");
        return claim === undefined ? [] : [{ role, path: pathTo(volumes, index), claim }];
    });
}

/** Whether Spark generates the name, so that each executor has another. */
function isGenerated(claim: string): boolean {
    return claim.includes(ON_DEMAND) || claim.includes("SPARK_EXECUTOR_ID");
}

/** Volumes of properties are named by the properties' prefix. */
function pathOf(role: Role, name: string): string {
    return name.startsWith("spark.kubernetes.")
        ? pathTo("conf", `${name}.options.claimName`)
        : pathTo(pathTo(pathTo(role, "volumes"), name), "claim");
}
