import { versions } from "../../../components/versions";
import { imageNames } from "../../../sandbox/images/recipe";
import { packageAddress } from "./packageServer";

const executors = { dynamicAllocation: { min: 0, max: 1 } };

/** A job whose main file and dependencies come over HTTP: all kinds of them. */
function pythonJob(name: string, programArguments: string[]) {
    const at = (file: string) => packageAddress(name, file);
    return {
        team: "processing",
        main: at("main.py"),
        arguments: programArguments,
        deps: {
            packages: ["org.example:fetched:1.0"],
            excludePackages: ["org.example:unwanted"],
            jars: [at("listed.jar")],
            files: [at("note.txt")],
            pyFiles: [at("helper.py")],
            archives: [at("env.tar.gz#env")],
        },
        conf: { "spark.pyspark.python": "./env/bin/python" },
        executor: executors,
        wait: "completed",
    };
}

/** The same job, whose dependencies properties name. */
function withProperties({ deps, conf, ...job }: ReturnType<typeof pythonJob>) {
    const { packages, excludePackages, files, pyFiles, ...others } = deps;
    const properties = {
        "spark.jars.packages": packages.join(","),
        "spark.jars.excludes": excludePackages.join(","),
        "spark.files": files.join(","),
        "spark.submit.pyFiles": pyFiles.join(","),
    };
    return { ...job, deps: others, conf: { ...conf, ...properties } };
}

/** Jobs by name, for a stack of the sandbox. */
export function jobsWithDependencies(programArguments: string[]) {
    const python = pythonJob("deps", programArguments);
    const older = pythonJob("deps-older", programArguments);
    const at = (file: string) => packageAddress("deps-jar", file);
    return {
        deps: {
            ...python,
            deps: { ...python.deps, repositories: [packageAddress("deps", "maven")] },
        },
        "deps-older": {
            ...withProperties(older),
            image: imageNames.olderSpark,
            sparkVersion: versions.olderSpark,
            // A mirror of Maven Central instead of a repository besides it.
            driver: {
                env: { DEFAULT_ARTIFACT_REPOSITORY: packageAddress("deps-older", "maven/") },
            },
        },
        "deps-jar": {
            team: "processing",
            main: at("main.jar"),
            mainClass: "example.Main",
            arguments: ["one", "two words"],
            deps: { jars: [at("listed.jar")] },
            logLevel: "WARN",
            wait: "completed",
        },
    };
}
