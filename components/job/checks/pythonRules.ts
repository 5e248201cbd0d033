import { Check, isPlainObject, rule } from "../../validation/checks";
import { formatValue, pathTo } from "../../validation/problems";
import { Language } from "../args/jobArgs";
import { variableProperties } from "../conf/mergedJob";
import { wheelProblem } from "../files/fileEndings";
import { FILE_PROPERTIES, fileReferences } from "../files/fileReferences";
import { languagesOf } from "../files/mainFile";
import { PYTHONPATH } from "../pods/pythonRequirements";

/** Keys that only Python jobs have. */
const PYTHON_ONLY = ["pyFiles", "requirements"] as const;

/** Rules on what Python jobs need besides their main file. */
export const pythonRules: Check[] = [
    (job, path, problems) => {
        const { main, deps, conf } = isPlainObject(job) ? job : {};
        const [language] = typeof main === "string" ? languagesOf(main) : [];
        if (language === undefined || language === Language.Python) {
            return;
        }
        const message = "applies only to Python jobs: remove it";
        for (const key of PYTHON_ONLY.filter((name) => has(deps, name))) {
            problems.add(pathTo(pathTo(path, "deps"), key), message);
        }
        if (has(conf, FILE_PROPERTIES.pyFiles)) {
            problems.add(pathTo(pathTo(path, "conf"), FILE_PROPERTIES.pyFiles), message);
        }
    },
    (job, path, problems) => {
        const wheels = fileReferences(job, path).filter(
            ({ use, value }) => use === "pyFiles" && value.endsWith(".whl"),
        );
        for (const { at, value } of wheels) {
            problems.add(at, wheelProblem(value));
        }
    },
    (job, path, problems) => {
        const { deps, conf } = isPlainObject(job) ? job : {};
        const isRequired = isPlainObject(deps) && deps["requirements"] !== undefined;
        for (const role of ["driver", "executor"] as const) {
            for (const key of isRequired ? variableProperties(role, PYTHONPATH) : []) {
                if (isPlainObject(conf) && conf[key] !== undefined) {
                    const message = `would hide the packages of deps.requirements: use \`${role}.env\`, which is appended to them`;
                    problems.add(pathTo(pathTo(path, "conf"), key), message);
                }
            }
        }
    },
    rule(({ deps, conf }) => {
        const isRequired = isPlainObject(deps) && deps["requirements"] !== undefined;
        const python = isPlainObject(conf) ? conf["spark.pyspark.python"] : undefined;
        // An archive with its own Python is unpacked only when the driver starts.
        return isRequired && typeof python === "string" && python.startsWith(".")
            ? [
                  "deps",
                  `requirements are installed before ${formatValue(python)} exists: put them into that environment, ` +
                      "or use the image's Python",
              ]
            : undefined;
    }),
];

function has(given: unknown, key: string): boolean {
    return isPlainObject(given) && given[key] !== undefined;
}
