import { ConfLayer, layer } from "../../../components/job/conf/layers";
import { isExact, volumeOf, volumeProperties } from "../../../components/job/conf/volumeProperties";
import { isMap, mapAt } from "../document";
import { Draft } from "../draft";
import { volumeName } from "./volumeNames";

const ROLES = ["driver", "executor"] as const;

/** Turns volumes in properties into arguments where these can express all of the properties. */
export function carryPropertyVolumes(draft: Draft): void {
    const properties = isMap(draft.job["conf"]) ? draft.job["conf"] : {};
    const conf = layer(ConfLayer.Job, properties as Record<string, string>);
    for (const role of ROLES) {
        for (const found of volumeProperties(role, conf).filter(isExact)) {
            const volume = volumeOf(found, conf);
            if (role === "driver" && volume.claimPerExecutor !== undefined) {
                continue;
            }
            mapAt(draft.role(role), "volumes")[volumeName(found.name)] = volume;
            draft.propertyVolumes.add(found.name);
            for (const option of Object.keys(found.options)) {
                delete properties[`${found.prefix}.${option}`];
            }
        }
    }
}
