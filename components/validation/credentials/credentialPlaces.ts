import { VARIABLES } from "./references";

/** Where a value stands, which decides how a credential gets there without being written down. */
export interface CredentialPlace {
    /** What to do instead, and the form that works there. */
    readonly advice: string;
    /** References that are filled in there, or that may mean something to the program. */
    readonly variables: RegExp;
}

const SECRET = "keep it in a Kubernetes Secret, ";

/** Places of credentials by what fills in a variable there. */
export const CredentialPlaces = {
    /** Hadoop fills it in where the property is read, in the driver and in executors. */
    HadoopProperty: {
        advice:
            `${SECRET}set a variable NAME from it in \`secretEnv\` of driver and executor, ` +
            'and write "${env.NAME}" here',
        variables: VARIABLES.hadoop,
    },
    /** Spark fills in nothing there that spark-submit would not, in the operator's pod. */
    Property: {
        advice: `${SECRET}and let the program read it from a variable of \`secretEnv\``,
        variables: /(?!)/,
    },
    /** Kubernetes fills it in when the driver's container starts. */
    Argument: {
        advice:
            `${SECRET}set a variable NAME from it in the driver's \`secretEnv\`, ` +
            'and write "$(NAME)" here',
        variables: VARIABLES.any,
    },
    /** The same; `secretEnv` alone does for a variable that is nothing but the credential. */
    Variable: {
        advice:
            `${SECRET}and name that in \`secretEnv\` instead; in a longer value write "$(NAME)" for ` +
            "it, where NAME is its variable in `secretEnv`",
        variables: VARIABLES.any,
    },
    /** URIs of files, which the driver opens with the job's identity. */
    Address: {
        advice:
            "remove it from the URI. The driver reads object stores with the job's identity, or " +
            'by `spark.hadoop.*` properties of the form "${env.NAME}", where NAME is a variable in ' +
            "`secretEnv` of driver and executor; what it cannot read, put into the image",
        variables: /(?!)/,
    },
    /** URLs of Maven repositories, which Ivy queries in the driver. */
    Repository: {
        advice:
            "name the repository in a settings file of Ivy instead (`deps.ivySettings`), which reads " +
            "it from a variable of the driver's `secretEnv`",
        variables: /(?!)/,
    },
    /** Settings files of Ivy, which Ivy reads in the driver. */
    IvySettings: {
        advice:
            `${SECRET}set a variable NAME from it in the driver's \`secretEnv\`, ` +
            'and write "${env.NAME}" here, with <properties environment="env"/>',
        variables: VARIABLES.hadoop,
    },
    /** Requirements files, which pip reads in the driver's pod. */
    Requirements: {
        advice:
            `${SECRET}and name it in the driver's \`secretEnv\` as PIP_INDEX_URL or PIP_EXTRA_INDEX_URL, ` +
            "or write ${NAME} in the line, where NAME is a variable of `secretEnv`",
        variables: VARIABLES.hadoop,
    },
} as const satisfies Record<string, CredentialPlace>;
