import * as pulumi from "@pulumi/pulumi";
import { RoleArgs } from "../args/roleArgs";
import { Role } from "./podMemory";
import { MountedVolume } from "./volumes";

/** Folder in the driver where pip installs, before the driver starts. */
const PYTHON_FOLDER = "/etc/spark-platform/python";

/** Variable with Python's module search path. */
export const PYTHONPATH = "PYTHONPATH";

/** Name of the container that runs pip. */
export const REQUIREMENTS_CONTAINER = "python-requirements";

const SITE_PACKAGES = `${PYTHON_FOLDER}/site-packages`;
const ARCHIVE = `${PYTHON_FOLDER}/requirements`;

/** Folder with the packages, in the working folder of executors. */
const UNPACKED = "python-requirements";

/** Volume for the packages, on the node's disk. */
export const PYTHON_VOLUME: MountedVolume = {
    volume: { name: "spark-python", emptyDir: {} },
    mountPath: PYTHON_FOLDER,
    readOnly: false,
};

/** The archive that provides executors with the packages. */
export const REQUIREMENTS_ARCHIVE = `file://${ARCHIVE}.zip#${UNPACKED}`;

/**
 * The command that installs the packages of a requirements file for the job's Python.
 *
 * @param file path of the requirements file in the driver
 */
export function installCommand(file: string, conf: Readonly<Record<string, string>>): string[] {
    const python = conf["spark.pyspark.driver.python"] ?? conf["spark.pyspark.python"] ?? "python3";
    const pack = 'import shutil, sys; shutil.make_archive(sys.argv[1], "zip", sys.argv[2])';
    const script =
        '"$0" -m pip install --no-cache-dir --disable-pip-version-check --no-input ' +
        '--target "$1" --requirement "$2" && "$0" -c "$3" "$4" "$1"';
    return ["/bin/sh", "-c", script, python, SITE_PACKAGES, file, pack, ARCHIVE];
}

/**
 * A role's variables, with the packages' folder on Python's module search path.
 *
 * @param given the variable's value, if a property sets it
 */
export function withRequirements<Args extends pulumi.Unwrap<RoleArgs>>(
    role: Role,
    args: Args,
    given?: string,
): Args {
    const folder = role === "driver" ? SITE_PACKAGES : UNPACKED;
    const own = args.env?.[PYTHONPATH] ?? given;
    const value = own === undefined ? folder : `${folder}:${own}`;
    return { ...args, env: { ...args.env, [PYTHONPATH]: value } };
}
