import { imageFields, imageNeedsVersion } from "../spark/imageFields";
import { Check, every, fields, rule } from "../validation/checks";
import { formatValue } from "../validation/problems";
import { versions } from "../versions";
import { JobDefaultsArgs } from "./jobDefaultsArgs";

/** Without an image, only the platform's Spark version is available. */
const versionNeedsImage = rule(({ image, sparkVersion: version }) =>
    image === undefined && version !== undefined && version !== versions.spark
        ? [
              "sparkVersion",
              `${formatValue(version)} needs an image with that version: also set image ` +
                  `(the platform's has ${versions.spark})`,
          ]
        : undefined,
);

/** Check of the defaults of a team's jobs. */
export const jobDefaults: Check = every(
    fields<JobDefaultsArgs>(imageFields),
    imageNeedsVersion,
    versionNeedsImage,
);
