import { imageName } from "../kubernetes/imageReference";
import { Check, every, input, listOf, rule, valueCheck } from "../validation/checks";
import { nonEmptyString, oneOf } from "../validation/values";
import { versions } from "../versions";
import { substitutionProblem } from "./clientProperties";
import { ImagePullPolicy } from "./imagePullPolicy";
import { sparkVersion } from "./sparkVersion";

/** A string that becomes a Spark property. */
const propertyText = every(nonEmptyString, valueCheck(substitutionProblem));

/** Checks of what jobs and teams say about the image of jobs. */
export const imageFields = {
    sparkVersion,
    image: input(every(propertyText, imageName)),
    imagePullPolicy: oneOf("image pull policy", ImagePullPolicy),
    imagePullSecrets: listOf(input(propertyText)),
};

/** Without the Spark version of an image, properties cannot be checked. */
export const imageNeedsVersion: Check = rule(({ image, sparkVersion: version }) =>
    image !== undefined && version === undefined
        ? ["sparkVersion", `is missing: set the image's Spark version (e.g. "${versions.spark}")`]
        : undefined,
);
