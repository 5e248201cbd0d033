/**
 * Files and libraries that a job's driver fetches when it starts, with the job's own identity;
 * executors take them from the driver. Each is a path in the project (delivered with the job, up to
 * 1 MiB together with `main`), or a URI: `local://` (inside the image), `https://`, `s3a://`, … that
 * the image can read.
 */
export interface DepsArgs {
    /**
     * Files for the working folder of driver and executors.
     * @example ["jobs/settings.yaml", "https://example.com/countries.csv"]
     */
    files?: string[];
    /** Jars for the class path. */
    jars?: string[];
    /**
     * Python modules for the `PYTHONPATH`: files (.py, .zip, .egg), or folders of the project. A
     * folder `jobs/lib` with `helpers.py` is for `import helpers` and for `import lib.helpers`; one
     * with an `__init__.py` is a package, for `import lib`.
     * @example ["jobs/lib/"]
     */
    pyFiles?: string[];
    /**
     * Archives to unpack in the working folder, or folders of the project; `#name` at the end names
     * the folder, e.g. "s3a://b/env.tar.gz#env".
     */
    archives?: string[];
    /**
     * Requirements file of pip: a file of the project, or `local://` inside the image. Its packages
     * are installed in the driver's pod before the driver starts; executors take them from the
     * driver. The image needs pip.
     * @example "jobs/requirements.txt"
     */
    requirements?: string;
    /**
     * Maven coordinates `group:artifact:version`, fetched with what they depend on, for each run:
     * an image that has them starts faster. Spark 3.3 gives them to the driver alone.
     */
    packages?: string[];
    /** What `packages` must not bring along: `group:artifact`. */
    excludePackages?: string[];
    /** Maven repositories for `packages`, besides Maven Central. */
    repositories?: string[];
    /**
     * Settings file of Ivy for `packages`, e.g. with private repositories: a file of the project, or
     * `local://` inside the image. It may read variables of `secretEnv`
     * (`<properties environment="env"/>`, then `${env.NAME}`).
     * @example "jobs/ivysettings.xml"
     */
    ivySettings?: string;
}
