import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Architecture } from "../nodes/instanceTypes/instanceTypes";
import { TableFormat } from "../spark/tableFormat";
import { sources } from "../versions";
import { DockerBuild, dockerBuild } from "./dockerBuild";
import { buildArguments, ImageContents, imageTag, recipeFolder } from "./imageRecipe";
import { IMAGE_FORMATS, ImageBuildArgs } from "./lakehouseArgs";

export interface LakehouseImageArgs extends ImageBuildArgs {
    /** Base image with Apache Spark, if not the one from Docker Hub. */
    base?: pulumi.Input<string>;
    /** AWS region of the repository. */
    region?: pulumi.Input<string>;
    formats?: TableFormat[];
    /** Architectures of the nodes that run it. */
    architectures: Architecture[];
}

/** Number of images to keep: runs may still use an earlier one. */
const KEPT_IMAGES = 10;

/** The lakehouse image: a repository in ECR, and a build that is pushed to it. */
export class LakehouseImage extends pulumi.ComponentResource {
    /** The image with tag and digest, known once it is in the repository. */
    public readonly reference: pulumi.Output<string>;

    constructor(
        name: string,
        args: LakehouseImageArgs,
        opts: pulumi.ComponentResourceOptions,
        build: DockerBuild = dockerBuild(),
    ) {
        super("spark-platform:index:LakehouseImage", name, {}, opts);
        const parent = { parent: this };
        const repository = new aws.ecr.Repository(name, repositoryArgs(args), parent);
        const lifecycle = new aws.ecr.LifecyclePolicy(
            name,
            { repository: repository.name, region: args.region, policy: JSON.stringify(LIFECYCLE) },
            parent,
        );
        const token = aws.ecr.getAuthorizationTokenOutput(
            { registryId: repository.registryId, region: args.region },
            parent,
        );
        const image = new build.Image(
            name,
            {
                ...imageArgs(args, repository.repositoryUrl),
                registries: [
                    {
                        address: repository.repositoryUrl,
                        username: "AWS",
                        password: pulumi.secret(token.password),
                    },
                ],
            },
            { ...parent, dependsOn: lifecycle },
        );
        this.reference = image.ref;
        this.registerOutputs({ reference: this.reference });
    }
}

/** Its images can be rebuilt, so they are deleted with it. */
function repositoryArgs({ repository, region }: LakehouseImageArgs): aws.ecr.RepositoryArgs {
    return {
        region,
        name: repository ?? `${pulumi.getProject()}/${pulumi.getStack()}`.toLowerCase(),
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: { scanOnPush: true },
        forceDelete: true,
    };
}

/** Lifecycle policy of the repository. ECR keeps the parts of a tagged multi-architecture image. */
const LIFECYCLE = {
    rules: [
        {
            rulePriority: 1,
            description: "images that no tag leads to",
            selection: {
                tagStatus: "untagged",
                countType: "sinceImagePushed",
                countUnit: "days",
                countNumber: 14,
            },
            action: { type: "expire" },
        },
        {
            rulePriority: 2,
            description: "all but the newest",
            selection: {
                tagStatus: "any",
                countType: "imageCountMoreThan",
                countNumber: KEPT_IMAGES,
            },
            action: { type: "expire" },
        },
    ],
};

function imageArgs(
    { base = sources.sparkImage, formats, architectures, mirror }: LakehouseImageArgs,
    repositoryUrl: pulumi.Output<string>,
) {
    const contents: pulumi.Output<ImageContents> = pulumi.output(base).apply((known) => ({
        base: known,
        formats: formats ?? IMAGE_FORMATS,
        architectures,
        mirror,
    }));
    return {
        tags: [
            pulumi
                .all([repositoryUrl, contents])
                .apply(([url, known]) => `${url}:${imageTag(known)}`),
        ],
        context: { location: recipeFolder() },
        buildArgs: contents.apply(buildArguments),
        platforms: architectures.map((architecture) => `linux/${architecture}`),
        push: true,
        // A build takes minutes, and a preview must not change anything.
        buildOnPreview: false,
    };
}
