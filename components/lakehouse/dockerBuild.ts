import * as pulumi from "@pulumi/pulumi";
import { userError } from "../validation/problems";

/** The part of `@pulumi/docker-build` that is used here. */
export interface DockerBuild {
    Image: new (
        name: string,
        args: {
            tags: pulumi.Input<string>[];
            context: { location: string };
            buildArgs: pulumi.Input<Record<string, string>>;
            platforms: string[];
            registries: {
                address: pulumi.Input<string>;
                username: string;
                password: pulumi.Input<string>;
            }[];
            push: boolean;
            buildOnPreview: boolean;
        },
        opts: pulumi.CustomResourceOptions,
    ) => pulumi.CustomResource & { ref: pulumi.Output<string> };
}

const PACKAGE = "@pulumi/docker-build";

/** Loads the package on demand: only stacks that build images need it. */
export function dockerBuild(load: (name: string) => unknown = require): DockerBuild {
    try {
        return load(PACKAGE) as DockerBuild;
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") {
            throw error;
        }
        throw userError(
            `lakehouse.imageBuild: needs the package ${PACKAGE}, which is not installed: run ` +
                `\`npm install ${PACKAGE}\`, or build the image with \`make image\` and name it in lakehouse.image`,
        );
    }
}
