import { readFileSync } from "node:fs";
import { join } from "node:path";
import { versions } from "../../../components/versions";
import { imageNames } from "../../../sandbox/images/recipe";
import { listedJar, mainJar } from "./jars";

/** Files of a stack's folder, by their paths. */
export const projectFiles: Record<string, string | Buffer> = {
    "jobs/project.py": readFileSync(join(__dirname, "project", "project.py")),
    "jobs/extra.py": 'NAME = "extra"\n',
    "jobs/lib/helpers.py": 'NAME = "helpers"\n',
    "jobs/lib/deep/numbers.py": 'NAME = "numbers"\n',
    "pack/__init__.py": "from .inner import NAME\n",
    "pack/inner.py": 'NAME = "größe"\n',
    "conf/settings.yaml": "rows: 7\n",
    "data/small.csv": "a,b\n1,ü\n",
    "libs/main.jar": mainJar,
    "libs/listed.jar": listedJar,
};

/** What each process of the Python job sees of them. */
export const seenOfProject = {
    modules: ["extra", "helpers", "numbers", "größe"],
    settings: "rows: 7\n",
    data: "a,b\n1,ü\n",
};

/** Jobs by name whose files are those of their project. */
export const projectJobs = {
    "project-older": {
        team: "processing",
        main: "jobs/project.py",
        deps: { pyFiles: ["jobs/lib/", "jobs/extra.py", "pack"], archives: ["data"] },
        // The same as `deps.files`.
        conf: { "spark.files": "conf/settings.yaml" },
        image: imageNames.olderSpark,
        sparkVersion: versions.olderSpark,
        wait: "completed",
    },
    "project-jar": {
        team: "processing",
        main: "libs/main.jar",
        mainClass: "example.Main",
        arguments: ["three"],
        deps: { jars: ["libs/listed.jar"] },
        logLevel: "WARN",
        wait: "completed",
    },
};
