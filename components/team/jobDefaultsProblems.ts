import { imageFields, imageNeedsVersion } from "../spark/imageFields";
import { Check, every, fields, rule } from "../validation/checks";
import { formatValue } from "../validation/problems";
import { versions } from "../versions";
import { JobDefaultsArgs } from "./jobDefaultsArgs";

/** Without an image there is only one Spark version. */
const versionNeedsImage = rule(({ image, sparkVersion: version }) =>
    image === undefined && version !== undefined && version !== versions.spark
        ? [
              "sparkVersion",
              `${formatValue(version)} needs an image of that version: set image, too ` +
                  `(the platform's has ${versions.spark})`,
          ]
        : undefined,
);

/** Check of what a team's jobs have that say nothing else. */
export const jobDefaults: Check = every(
    fields<JobDefaultsArgs>(imageFields),
    imageNeedsVersion,
    versionNeedsImage,
);
