import { Check, isPlainObject, rule } from "../../validation/checks";
import { formatValue, pathTo } from "../../validation/problems";
import { Language } from "../args/jobArgs";
import { variableProperties } from "../conf/mergedJob";
import { fileReferences } from "../files/fileReferences";
import { languagesOf } from "../files/mainFile";
import { PYTHONPATH } from "../pods/pythonRequirements";

/** What only jobs in Python have. */
const PYTHON_ONLY = ["pyFiles", "requirements"] as const;

/** Rules on what Python jobs need besides their program. */
export const pythonRules: Check[] = [
    (job, path, problems) => {
        const { main, deps } = isPlainObject(job) ? job : {};
        const [language] = typeof main === "string" ? languagesOf(main) : [];
        for (const key of PYTHON_ONLY) {
            const isGiven = isPlainObject(deps) && deps[key] !== undefined;
            if (isGiven && language !== undefined && language !== Language.Python) {
                const message = "is for jobs in Python: remove it";
                problems.add(pathTo(pathTo(path, "deps"), key), message);
            }
        }
    },
    (job, path, problems) => {
        const wheels = fileReferences(job, path).filter(
            ({ use, value }) => use === "pyFiles" && value.endsWith(".whl"),
        );
        for (const { at, value } of wheels) {
            problems.add(
                at,
                `${formatValue(value)} is a wheel, which Spark puts on no path: install it by deps.requirements`,
            );
        }
    },
    (job, path, problems) => {
        const { deps, conf } = isPlainObject(job) ? job : {};
        const isRequired = isPlainObject(deps) && deps["requirements"] !== undefined;
        for (const role of ["driver", "executor"] as const) {
            for (const key of isRequired ? variableProperties(role, PYTHONPATH) : []) {
                if (isPlainObject(conf) && conf[key] !== undefined) {
                    const message = `would hide the packages of deps.requirements: use \`${role}.env\`, which is put after them`;
                    problems.add(pathTo(pathTo(path, "conf"), key), message);
                }
            }
        }
    },
    rule(({ deps, conf }) => {
        const isRequired = isPlainObject(deps) && deps["requirements"] !== undefined;
        const python = isPlainObject(conf) ? conf["spark.pyspark.python"] : undefined;
        // An archive with a Python of its own is unpacked only when the driver starts.
        return isRequired && typeof python === "string" && python.startsWith(".")
            ? [
                  "deps",
                  `requirements are installed before ${formatValue(python)} exists: put them into that environment, ` +
                      "or use the image's Python",
              ]
            : undefined;
    }),
];
