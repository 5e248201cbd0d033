/**
 * Files and libraries of a job. The driver fetches them when it starts, with the job's own
 * identity; executors fetch them from the driver. Each is a path in the project (delivered with the
 * job, up to 1 MiB together with `main`), or a URI that the image can read: `local://` (inside the
 * image), `https://`, `s3a://`, ….
 */
export interface DepsArgs {
    /**
     * Files for the working directory of driver and executors.
     * @default []
     * @example ["jobs/settings.yaml", "https://example.com/countries.csv"]
     */
    files?: string[];
    /**
     * Jars for the class path.
     * @default []
     * @example ["https://repo1.maven.org/maven2/org/postgresql/postgresql/42.7.4/postgresql-42.7.4.jar"]
     */
    jars?: string[];
    /**
     * Python modules for the `PYTHONPATH`: files (.py, .zip, .egg), or folders of the project. A
     * folder `jobs/lib` with `helpers.py` is for `import helpers` and for `import lib.helpers`; one
     * with an `__init__.py` is a package, for `import lib`.
     * @default []
     * @example ["jobs/lib/"]
     */
    pyFiles?: string[];
    /**
     * Archives that are unpacked in the working directory, or folders of the project. `#name` at
     * the end names the folder.
     * @default []
     * @example ["s3a://acme-lake/env.tar.gz#env"]
     */
    archives?: string[];
    /**
     * Requirements file of pip: a file of the project, or `local://` inside the image. The packages
     * are installed in the driver's pod before the driver starts; executors fetch them from the
     * driver. The image needs pip.
     * @default none
     * @example "jobs/requirements.txt"
     */
    requirements?: string;
    /**
     * Maven coordinates `group:artifact:version`, fetched with their dependencies at each run. Jobs
     * start faster with an image that contains them. With Spark 3.3 only the driver gets them.
     * @default []
     * @example ["org.postgresql:postgresql:42.7.4"]
     */
    packages?: string[];
    /**
     * Dependencies of `packages` to exclude, as `group:artifact`.
     * @default []
     */
    excludePackages?: string[];
    /**
     * URLs of Maven repositories for `packages`, besides Maven Central.
     * @default []
     */
    repositories?: string[];
    /**
     * Settings file of Ivy for `packages`, e.g. with private repositories: a file of the project,
     * or `local://` inside the image. It can read variables of `secretEnv` (`<properties
     * environment="env"/>`, then `${env.NAME}`).
     * @default none
     * @example "jobs/ivysettings.xml"
     */
    ivySettings?: string;
}
