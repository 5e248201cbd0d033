import { strict as assert } from "node:assert";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as docker from "@pulumi/docker-build";
import { SparkPlatform, SparkPlatformArgs } from "../../../components";
import { DockerBuild, dockerBuild } from "../../../components/lakehouse/dockerBuild";
import { buildArguments, imageTag, recipeFolder } from "../../../components/lakehouse/imageRecipe";
import { sources } from "../../../components/versions";
import { only, Registered } from "../../../testkit/mocks";
import { dependenciesOf, label, registerOnAws, someEksCluster } from "../../../testkit/onAws";
import { temporaryFolder } from "../../../testkit/temporaryFolder";

const REPOSITORY = "aws:ecr/repository:Repository";
const LIFECYCLE = "aws:ecr/lifecyclePolicy:LifecyclePolicy";
const IMAGE = "docker-build:index:Image";

const contents = {
    base: "apache/spark:1",
    formats: ["delta", "iceberg"],
    architectures: ["amd64"],
} as const;

/** What a platform on EKS registers for its image. */
async function registered(more: Partial<SparkPlatformArgs> = {}): Promise<Registered[]> {
    const resources = await registerOnAws(() => {
        const args = { lakehouse: { imageBuild: {} }, ...more };
        new SparkPlatform("spark", {
            cluster: someEksCluster(),
            teams: { processing: {} },
            ...args,
        });
    });
    return resources.filter(({ type }) => /ecr|docker-build|LakehouseImage/.test(type));
}

describe("the image that a stack builds", () => {
    it("has a repository with immutable tags, which is scanned and kept small", async () => {
        const resources = await registered();
        assert.deepEqual(resources.map(label), [
            "LakehouseImage spark-lakehouse",
            "Repository spark-lakehouse",
            "LifecyclePolicy spark-lakehouse",
            "Image spark-lakehouse",
        ]);
        assert.deepEqual(only(resources, REPOSITORY, "spark-lakehouse").inputs, {
            region: "eu-central-1",
            name: "project/stack",
            imageTagMutability: "IMMUTABLE",
            imageScanningConfiguration: { scanOnPush: true },
            forceDelete: true,
        });
        const { policy, repository } = only(resources, LIFECYCLE, "spark-lakehouse").inputs;
        assert.equal(repository, "project/stack");
        assert.deepEqual(JSON.parse(policy as string), {
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
                        countNumber: 10,
                    },
                    action: { type: "expire" },
                },
            ],
        });
    });

    it("is built from the recipe, pushed with a tag of its contents, and not built in previews", async () => {
        const image = only(await registered(), IMAGE, "spark-lakehouse");
        const { tags, registries, network: _own, ...inputs } = image.inputs;
        assert.deepEqual(inputs, {
            context: { location: "./images/spark" },
            buildArgs: { BASE: sources.sparkImage, FORMATS: "delta,iceberg" },
            platforms: ["linux/amd64"],
            push: true,
            buildOnPreview: false,
        });
        assert.equal(tags.length, 1);
        assert.match(
            tags[0] as string,
            /^111122223333\.dkr\.ecr\.eu-central-1\.amazonaws\.com\/project\/stack:4\.1\.2-[0-9a-f]{8}$/,
        );
        assert.equal(registries[0].username, "AWS");
        assert.deepEqual(dependenciesOf(image), [
            "LifecyclePolicy spark-lakehouse",
            "Repository spark-lakehouse",
        ]);
    });

    it("has the nodes' architectures, and the stack's formats, base image and names", async () => {
        const pool = { role: "executor", capacity: "spot" } as const;
        const resources = await registered({
            nodePools: {
                driver: { role: "driver", capacity: "on-demand" },
                arm: { ...pool, families: ["m7g"] },
            },
            artifacts: { images: { spark: "mirror.example.com/spark:4.1.2" } },
            lakehouse: {
                imageBuild: { repository: "team/spark", mirror: "https://maven.example.com" },
                imageFormats: ["delta", "files"],
            },
        });
        const { buildArgs, platforms } = only(resources, IMAGE, "spark-lakehouse").inputs;
        assert.deepEqual(platforms, ["linux/amd64", "linux/arm64"]);
        assert.deepEqual(buildArgs, {
            BASE: "mirror.example.com/spark:4.1.2",
            FORMATS: "delta",
            DEFAULT_ARTIFACT_REPOSITORY: "https://maven.example.com",
        });
        assert.equal(only(resources, REPOSITORY, "spark-lakehouse").inputs.name, "team/spark");
    });

    it("is not built unless requested", async () => {
        assert.deepEqual(await registered({ lakehouse: { image: "example/spark:1" } }), []);
    });

    it("rejects names that ECR would reject, and repository URLs with passwords", async () => {
        const imageBuild = { repository: "Team/", mirror: "https://me:secret@maven.example.com" };
        await assert.rejects(registered({ lakehouse: { imageBuild } }), ({ message }: Error) => {
            const [, repository = "", mirror = ""] = message.split("\n");
            assert.match(
                repository,
                /^ {2}lakehouse\.imageBuild\.repository: "Team\/" is not the name of a repository in ECR/,
            );
            assert.match(
                mirror,
                /^ {2}lakehouse\.imageBuild\.mirror: .* is not the URL of a Maven repository without credentials/,
            );
            return true;
        });
    });
});

describe("the package that builds images", () => {
    it("is loaded if it is installed", () => {
        assert.equal(dockerBuild().Image, docker.Image);
    });

    it("is named if it is missing, together with the alternative", () => {
        const missing = (name: string): DockerBuild => {
            throw Object.assign(new Error(`Cannot find module '${name}'`), {
                code: "MODULE_NOT_FOUND",
            });
        };
        assert.throws(() => dockerBuild(missing), {
            message:
                "lakehouse.imageBuild: needs the package @pulumi/docker-build, which is not installed: run " +
                "`npm install @pulumi/docker-build`, or build the image with `make image` and name it in lakehouse.image",
        });
        assert.throws(
            () =>
                dockerBuild(() => {
                    throw new Error("broken");
                }),
            { message: "broken" },
        );
    });
});

describe("the tag of a built image", () => {
    it("changes with its arguments and with each file of the recipe", () => {
        const recipe = join(temporaryFolder(), "spark");
        cpSync(recipeFolder(), recipe, { recursive: true });
        const first = imageTag(contents, recipe);
        assert.equal(imageTag(contents), first);
        writeFileSync(join(recipe, "jars/4.1.2/delta.txt"), "");
        const others = [
            imageTag(contents, recipe),
            imageTag({ ...contents, base: "apache/spark:2" }),
            imageTag({ ...contents, formats: ["delta"] }),
            imageTag({ ...contents, architectures: ["amd64", "arm64"] }),
        ];
        assert.equal(new Set([first, ...others]).size, 5);
    });

    it("only includes S3 without a table format", () => {
        assert.deepEqual(buildArguments({ ...contents, formats: ["files"] }), {
            BASE: "apache/spark:1",
            FORMATS: "files",
        });
    });
});
