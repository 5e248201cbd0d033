import assert from "node:assert/strict";
import * as fc from "fast-check";
import { MAIN, problemsOf, refusesEach, SECRET_ADVICE } from "./cases";

const { argument, variable, hadoop, property, address, repository } = SECRET_ADVICE;
const UNKNOWN = "refers to a variable in a form that nothing fills in here: ";
const SECRET_ARN = "secretsmanager:eu-central-1:111122223333:secret:prod/warehouse";

/** `…: keep it in …` without who can read it. */
function adviceOnly(text: string): string {
    return text.slice(text.indexOf(": ") + 2);
}

function conf(name: string, value: unknown): Record<string, unknown> {
    return { conf: { [name]: value } };
}

function env(name: string, value: unknown): Record<string, unknown> {
    return { driver: { env: { [name]: value } } };
}

const ACCEPTED: [what: string, args: Record<string, unknown>][] = [
    ["Hadoop's variable", conf("spark.hadoop.fs.s3a.secret.key", "${env.SECRET_KEY}")],
    [
        "Hadoop's variable with a default",
        conf("spark.hadoop.fs.s3a.secret.key", "${env.KEY:-none}"),
    ],
    [
        "Hadoop's variable in an account key",
        conf("spark.hadoop.fs.azure.account.key.lake.dfs.core.windows.net", "${env.AZURE_KEY}"),
    ],
    [
        "Hadoop's variable in a longer value",
        conf("spark.hadoop.a.sasl.jaas.config", 'a required username="b" password="${env.PW}";'),
    ],
    [
        "Hadoop's variable in a catalog of Iceberg",
        conf("spark.sql.catalog.lake.hadoop.fs.s3a.secret.key", "${env.SECRET_KEY}"),
    ],
    ["a variable of the executors", conf("spark.executorEnv.DB_PASSWORD", "$(PASSWORD)")],
    [
        "Kubernetes' variables in arguments",
        {
            arguments: [
                ...["--password=$(PASSWORD)", "--password", "$(PASSWORD)", "password=${env.X}"],
                ...["jdbc:postgresql://db/sales?user=a&password=$(PASSWORD)", "-Dtoken=$(TOKEN)"],
                "https://a:$(PASSWORD)@example.com/",
            ],
            parameters: { password: "$(PASSWORD)", url: "jdbc:a://b;password=$(PASSWORD)" },
        },
    ],
    ["Kubernetes' variable in a variable", env("DB_PASSWORD", "$(PASSWORD)")],
    [
        "ARNs",
        {
            arguments: [
                `--token=arn:aws:${SECRET_ARN}`,
                "--secret",
                `arn:aws-us-gov:${SECRET_ARN}`,
            ],
            parameters: { secret: `arn:aws-cn:${SECRET_ARN}`, secret_arn: `arn:aws:${SECRET_ARN}` },
            driver: { env: { DB_SECRET: `arn:aws:${SECRET_ARN}` } },
            conf: { "spark.my.secret": `arn:aws:${SECRET_ARN}` },
        },
    ],
    [
        "limits, headers, kinds, names and ids",
        {
            arguments: [
                ...["--secret-id=prod/warehouse", "--secret-id", "prod/warehouse"],
                ...["--password-secret=warehouse", "--password-file", "/etc/db/password"],
                ...[
                    "passwordFile=/x",
                    "token_type=x",
                    "--token-limit",
                    "4096",
                    "--use-password",
                    "true",
                ],
                ...["--password", "--verbose", "secret", "--token"],
            ],
            driver: {
                env: {
                    ...{ TOKEN_LIMIT: "4096", API_KEY_HEADER: "X-Api-Key", SECRET_STORE: "vault" },
                    ...{ SECRET_NAME: "warehouse", USE_PASSWORD: "true", DB_PASSWORD: "" },
                },
            },
        },
    ],
    [
        "annotations of other tools",
        {
            driver: { annotations: { "vault.hashicorp.com/agent-inject-secret-db": "db/creds/a" } },
            conf: {
                "spark.kubernetes.executor.annotation.vault.hashicorp.com/agent-inject-token": "x",
            },
        },
    ],
    ["a user of an address", { main: "abfss://apps@lake.dfs.core.windows.net/etl.py" }],
    [
        "a user of an address for an image of one's own",
        {
            image: "example",
            sparkVersion: "4.1.2",
            main: "wasbs://apps@lake.blob.core.windows.net/etl.py",
            deps: { jars: ["wasbs://apps@lake.blob.core.windows.net/a.jar"] },
        },
    ],
];

describe("credentials among the arguments of a job", () => {
    for (const [what, args] of ACCEPTED) {
        it(`may be ${what}`, () => assert.deepEqual(problemsOf(args), []));
    }

    refusesEach([
        [
            "a password after its option",
            { arguments: ["--user", "a", "--db-password", "hunter2"] },
            `arguments[3]: looks like a credential${argument}`,
        ],
        [
            "an option and its password in one argument",
            { arguments: ["--password hunter2"] },
            `arguments[0]: holds a credential${argument}`,
        ],
        [
            "a password that has a key's form after its option",
            { arguments: ["--password", "aHVudGVy="] },
            `arguments[1]: looks like a credential${argument}`,
        ],
        [
            "a property of Spark in an argument",
            { arguments: ["--conf", "spark.hadoop.fs.s3a.secret.key=hunter2"] },
            `arguments[1]: looks like a credential${argument}`,
        ],
        [
            "the id of a role in Vault",
            { parameters: { secret_id: "6f1e5c52-1c1b-4a6e-9d0a-1f2e3d4c5b6a" } },
            `parameters.secret_id: looks like a credential${argument}`,
        ],
        [
            "a password in the URL of a parameter",
            { parameters: { url: "jdbc:postgresql://db/sales?user=a&password=hunter2" } },
            `parameters.url: holds a credential${argument}`,
        ],
        [
            "a password in the URL of a variable",
            env("QUEUE", "amqps://user:hunter2@queue:5671"),
            `driver.env.QUEUE: holds the password of a URL${variable}`,
        ],
        [
            "a password that is a number",
            env("DB_PASSWORD", 12345),
            `driver.env.DB_PASSWORD: looks like a credential${variable}`,
        ],
        [
            "a password in a map",
            env("DB", { password: "hunter2" }),
            "driver.env.DB: a value with a credential is not a string",
        ],
        [
            "a key of Hadoop",
            conf("spark.hadoop.fs.s3a.access.key", "hunter2"),
            `conf["spark.hadoop.fs.s3a.access.key"]: looks like a credential${hadoop}`,
        ],
        [
            "Kubernetes' form of a variable for Hadoop",
            conf("spark.hadoop.fs.s3a.secret.key", "$(SECRET_KEY)"),
            `conf["spark.hadoop.fs.s3a.secret.key"]: ${UNKNOWN}${adviceOnly(hadoop)}`,
        ],
        [
            "spark-submit's form of a variable for Hadoop",
            conf("spark.hadoop.fs.s3a.secret.key", "${env:SECRET_KEY}"),
            `conf["spark.hadoop.fs.s3a.secret.key"]: ${UNKNOWN}${adviceOnly(hadoop)}`,
        ],
        [
            "Hadoop's form of a variable for Spark",
            conf("spark.sql.catalog.lake.token", "${env.TOKEN}"),
            `conf["spark.sql.catalog.lake.token"]: ${UNKNOWN}${adviceOnly(property)}`,
        ],
        [
            "a password in Java options",
            conf(
                "spark.driver.extraJavaOptions",
                "-Xss2m -Djavax.net.ssl.trustStorePassword=hunter2",
            ),
            `conf["spark.driver.extraJavaOptions"]: holds a credential${property}`,
        ],
        [
            "a password in a property of repositories",
            conf("spark.jars.repositories", "https://a.example,https://user:hunter2@b.example"),
            `conf["spark.jars.repositories"]: holds the password of a URL${repository}`,
        ],
        [
            "a password in a repository",
            { deps: { repositories: ["https://user:hunter2@repo.example.com/maven2"] } },
            `deps.repositories[0]: holds the password of a URL${repository}`,
        ],
        [
            "a password in a repository that is none",
            { deps: { repositories: ["ftp://user:hunter2@repo.example.com/maven2"] } },
            `deps.repositories[0]: holds the password of a URL${repository}`,
        ],
        [
            "a signed URL for a jar",
            { deps: { jars: ["https://b.s3.amazonaws.com/a.jar?X-Amz-Signature=0f1e2d"] } },
            `deps.jars[0]: holds a signed URL${address}`,
        ],
        [
            "a password in an annotation",
            { driver: { annotations: { "example.com/url": "https://user:hunter2@example.com" } } },
            `driver.annotations["example.com/url"]: holds the password of a URL${property}`,
        ],
        [
            "a token in a label",
            { executor: { labels: { owner: `ghp_${"a1".repeat(18)}` } } },
            `executor.labels.owner: holds a GitHub token${property}`,
        ],
        [
            "a password in a package",
            { deps: { packages: ["https://user:hunter2@repo.example.com/a"] } },
            "deps.packages[0]: a value with a credential does not have the form " +
                'group:artifact:version (e.g. "org.example:library_2.13:1.0.0")',
        ],
        [
            "a password in a main",
            { main: "https://user:hunter2@example.com/etl.py" },
            `main: holds the password of a URL${address}`,
        ],
        [
            "a password in a main of no known kind",
            { main: "https://user:hunter2@example.com/etl.sh" },
            `main: holds the password of a URL${address}`,
        ],
    ]);

    /** Where a value may stand. */
    const places: Record<string, (value: string) => Record<string, unknown>> = {
        argument: (value) => ({ arguments: ["a", value] }),
        "value of an option": (value) => ({ arguments: ["--input", value] }),
        "option's own value": (value) => ({ arguments: [`--input=${value}`] }),
        parameter: (value) => ({ parameters: { input: value } }),
        "variable of the driver": (value) => env("INPUT", value),
        "variable of executors": (value) => ({ executor: { env: { INPUT: value } } }),
        "property of Hadoop": (value) => conf("spark.hadoop.fs.s3a.endpoint", value),
        "property of Spark": (value) => conf("spark.my.input", value),
        "Java option": (value) => conf("spark.executor.extraJavaOptions", `-Dinput=${value}`),
    };
    const addresses: Record<string, (value: string) => Record<string, unknown>> = {
        main: (value) => ({ main: `${value}/a.py` }),
        jar: (value) => ({ deps: { jars: [value] } }),
        "Python file": (value) => ({ deps: { pyFiles: [value] } }),
        repository: (value) => ({ deps: { repositories: [value] } }),
        "repository by property": (value) => conf("spark.jars.repositories", value),
    };
    const place = (of: typeof places) => fc.constantFrom(...Object.entries(of));
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const secret = fc.stringMatching(/^[A-Za-z0-9]{36,40}$/);
    /** A value, and what must not be seen of it. */
    const held = fc
        .tuple(
            secret,
            word,
            fc.constantFrom<((secret: string, word: string) => string)[]>(
                (text) => `ghp_${text}`,
                (text) => `glpat-${text}`,
                (text) => `hf_${text}`,
                (text) => `sk-${text}`,
                (text) => `npm_${text}`,
                (text) => `Authorization: Bearer ${text}1`,
                (text, user) => `Basic ${Buffer.from(`${user}:${text}`).toString("base64")}`,
                (text, user) => `${user}://${user}:${text}@${user}.example.com/${user}`,
                (text, user) => `jdbc:${user}://${user}/db?user=${user}&password=${text}`,
                (text, user) => `${user} required username="${user}" password="${text}";`,
                (text, user) => `Server=${user};Pwd=${text}`,
                (text, user) => `-D${user}.keyStorePassword=${text}`,
                (text, user) => `{"${user}":{"clientSecret":"${text}"}}`,
                (text, user) => `https://${user}.blob.core.windows.net/${user}?sv=1&sig=${text}`,
            ),
        )
        .map(([text, user, of]) => [of(text, user), text] as const);

    it("are refused by their value anywhere, and never shown", () => {
        fc.assert(
            fc.property(place(places), held, ([, at], [value, text]) => {
                const problems = problemsOf(at(value));
                assert.equal(problems.length, 1);
                assert.match(
                    problems[0] ?? "",
                    /: (holds (a|an|the)|looks like a) .*, which anyone who/,
                );
                assert.ok(!problems.some((line) => line.includes(text.slice(0, 8))));
            }),
        );
    });

    it("are refused in URIs, too, and never shown", () => {
        const values = fc
            .tuple(secret, word, fc.boolean())
            .map(([text, user, isSigned]) =>
                isSigned
                    ? ([`https://${user}.example/?X-Amz-Signature=${text}`, text] as const)
                    : ([`https://${user}:${text}@${user}.example`, text] as const),
            );
        fc.assert(
            fc.property(place(addresses), values, ([, at], [value, text]) => {
                const problems = problemsOf(at(value));
                assert.equal(problems.length, 1);
                assert.ok(!problems.some((line) => line.includes(text.slice(0, 8))));
            }),
        );
    });

    it("are not ordinary words, paths, classes and URIs, anywhere", () => {
        const words = fc.array(
            word.filter((text) => !/secret|pass|pwd|token|key/.test(text)),
            { minLength: 1, maxLength: 4 },
        );
        const value = fc
            .tuple(words, fc.constantFrom(" ", "/", ".", "-", "_", ",", ":", "://", "@"))
            .map(([list, separator]) => list.join(separator));
        fc.assert(
            fc.property(place(places), value, ([, at], text) => {
                assert.deepEqual(problemsOf({ main: MAIN, ...at(text) }), []);
            }),
        );
    });
});
