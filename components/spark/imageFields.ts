import { imageName } from "../kubernetes/imageReference";
import { Check, every, input, listOf, rule, valueCheck } from "../validation/checks";
import { nonEmptyString, oneOf } from "../validation/values";
import { versions } from "../versions";
import { substitutionProblem } from "./clientProperties";
import { ImagePullPolicy } from "./imagePullPolicy";
import { sparkVersion } from "./sparkVersion";

/** Text that becomes a Spark property. */
const propertyText = every(nonEmptyString, valueCheck(substitutionProblem));

/** Checks of what jobs and teams say about the image of jobs. */
export const imageFields = {
    sparkVersion,
    image: input(every(propertyText, imageName)),
    imagePullPolicy: oneOf("image pull policy", ImagePullPolicy),
    imagePullSecrets: listOf(input(propertyText)),
};

/** An image of which nobody says the Spark version: no property could be checked. */
export const imageNeedsVersion: Check = rule(({ image, sparkVersion: version }) =>
    image !== undefined && version === undefined
        ? ["sparkVersion", `is missing: say which Spark the image has (e.g. "${versions.spark}")`]
        : undefined,
);
