import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { versions } from "../../components/versions";
import { run, UserError, which } from "../../sandbox/shell";
import type { Paths } from "../paths";
import { containerEngine } from "./containerEngine";
import { ImageOptions, imagePlan, ImagePlan } from "./imagePlan";

/** Name of the kind cluster of `make up`. */
const KIND_CLUSTER = "spark-platform";

/** Amazon ECR registries. */
const ECR = /^(\d{12}\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(\.cn)?)\//;

/**
 * Builds the lakehouse image from `images/spark`, and pushes or loads it on request. Throws a
 * `UserError` if anything fails.
 */
export function makeImage(paths: Paths, options: ImageOptions, env = process.env): void {
    const plan = imagePlan(options, join(paths.checkout, "images/spark"));
    if (Array.isArray(plan)) {
        throw new UserError(plan.join("\n"));
    }
    if (options.load === "kind" && !which("kind", env)) {
        throw new UserError("LOAD=kind: kind is not on PATH; install kind");
    }
    const engine = containerEngine(env, "build");
    if (plan.isMultiArch && engine !== "docker") {
        throw new UserError(
            `PLATFORM: ${engine} builds for one architecture at a time; use docker`,
        );
    }
    const command = plan.isMultiArch
        ? ["buildx", "build", "--push", ...plan.build]
        : ["build", ...plan.build];
    // The recipe mounts its lists, which Docker's legacy builder does not support.
    call(engine, command, { ...env, DOCKER_BUILDKIT: "1" });
    if (options.push && !plan.isMultiArch) {
        push(engine, plan, env);
    }
    if (options.load === "kind") {
        loadIntoKind(engine, plan, env);
    }
    console.log(report(engine, plan, env).join("\n"));
}

function push(engine: string, { tag }: ImagePlan, env: NodeJS.ProcessEnv): void {
    try {
        call(engine, ["push", tag], env);
    } catch (error) {
        const [, registry, region] = ECR.exec(tag) ?? [];
        const login =
            registry === undefined
                ? `${engine} login ${tag.includes(".") ? tag.replace(/\/.*/, "") : ""}`.trimEnd()
                : `aws ecr get-login-password --region ${region} | ` +
                  `${engine} login --username AWS --password-stdin ${registry}`;
        const repository =
            registry === undefined
                ? ""
                : `; if the repository does not exist: aws ecr create-repository --region ${region} ` +
                  `--repository-name ${tag.replace(ECR, "").replace(/:[^:]*$/, "")}`;
        throw new UserError(`${(error as Error).message}\nLog in first: ${login}${repository}`);
    }
}

/** kind reads images from Docker itself, but those of other engines only from a file. */
function loadIntoKind(engine: string, { tag }: ImagePlan, env: NodeJS.ProcessEnv): void {
    if (engine === "docker") {
        call("kind", ["load", "docker-image", tag, "--name", KIND_CLUSTER], env);
        return;
    }
    const folder = mkdtempSync(join(tmpdir(), "spark-platform-image-"));
    try {
        const file = join(folder, "image.tar");
        call(engine, ["save", "--output", file, tag], env);
        call("kind", ["load", "image-archive", file, "--name", KIND_CLUSTER], env);
    } finally {
        rmSync(folder, { recursive: true });
    }
}

/** What was built, and the stack file lines that use it. */
function report(engine: string, plan: ImagePlan, env: NodeJS.ProcessEnv): string[] {
    const { tag, line, formats, isMultiArch } = plan;
    const has = formats.length === 0 ? "s3a:// only" : `s3a://, ${formats.join(", ")}`;
    return [
        `Image   ${tag}, built with ${engine}`,
        `Spark   ${line.spark}, Scala ${line.scala}, Hadoop ${line.hadoop}`,
        `Adds    ${has}`,
        // A multi-architecture image exists in the registry only.
        ...(isMultiArch ? [] : [`Size    ${sizeOf(engine, tag, env)}`]),
        "In the stack:",
        "    spark-platform:lakehouse:",
        `        image: ${tag}`,
        `        imageFormats: [${formats.join(", ")}]`,
        ...(line.spark === versions.spark
            ? []
            : [
                  "And in the jobs, or in jobDefaults of their team:",
                  `    sparkVersion: ${line.spark}`,
              ]),
    ];
}

function sizeOf(engine: string, tag: string, env: NodeJS.ProcessEnv): string {
    const bytes = run(engine, ["image", "inspect", "--format", "{{.Size}}", tag], { env });
    return `${(Number(bytes) / 1e6).toFixed(0)} MB unpacked`;
}

/** Runs a program whose output the user sees. */
function call(program: string, args: string[], env: NodeJS.ProcessEnv): void {
    const { status, error } = spawnSync(program, args, {
        env,
        stdio: ["inherit", "inherit", "inherit"],
    });
    if (status !== 0) {
        const [what = ""] = args;
        const how = error === undefined ? `exit code ${status}` : error.message;
        throw new UserError(`${program} ${what} failed (${how}): see above`);
    }
}
