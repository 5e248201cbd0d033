import { Check, fields, valueCheck } from "../validation/checks";
import { formatValue } from "../validation/problems";
import { matching } from "../validation/values";
import { ImageBuildArgs } from "./lakehouseArgs";

const repositoryName = valueCheck((value) => {
    const isName =
        typeof value === "string" &&
        value.length >= 2 &&
        value.length <= 256 &&
        /^[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/.test(value);
    return isName
        ? undefined
        : `${formatValue(value)} is not the name of a repository in ECR: use 2-256 lower-case ` +
              'letters, digits and any of "._-/", but none of these at the beginning or end (e.g. "team/spark")';
});

const mavenMirror = matching(
    /^https?:\/\/[^\s@"<>]+$/,
    'the URL of a Maven repository without credentials (e.g. "https://maven.example.com/central")',
);

/** Check of an image that the stack builds. */
export const imageBuild: Check = fields<ImageBuildArgs>({
    repository: repositoryName,
    mirror: mavenMirror,
});
