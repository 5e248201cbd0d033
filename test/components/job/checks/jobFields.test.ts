import { Case, refusesEach, SCHEDULE_IS_UNKNOWN, SECRET_ADVICE } from "./cases";

describe("the arguments of a job", () => {
    refusesEach([
        [
            "a shell of Spark as the class of a jar",
            { main: "local:///a.jar", mainClass: "org.apache.spark.repl.Main" },
            'mainClass: "org.apache.spark.repl.Main" does not run in cluster mode: name the main ' +
                "class of a program",
        ],
        [
            "an image by a variable of the operator",
            { image: "example/${env:NAME}", sparkVersion: "4.1.2" },
            'image: refers to a variable ("${env:…}", "${system:…}"), which spark-submit replaces ' +
                "in the operator's pod: write the value itself, or read the variable in the program",
        ],
        [
            "a property that spark-submit reads",
            { conf: { "spark.kubernetes.file.upload.path": "s3a://b/uploads" } },
            'conf["spark.kubernetes.file.upload.path"]: is read by spark-submit in the operator\'s ' +
                "pod, with the operator's permissions: remove it (docs/security.md lists what a job " +
                "may set)",
        ],
        [
            "an unknown language",
            { language: "python" },
            'language: unknown language "python"; did you mean "Python"? ' +
                "(known: Python, Scala, Java, R)",
        ],
        [
            "a language that the file is not in",
            { language: "R" },
            'language: "R" does not match main, which Spark runs as Python',
        ],
        [
            "a language that no jar is in",
            { main: "local:///opt/app.jar", mainClass: "Main", language: "Python" },
            'language: "Python" does not match main, which Spark runs as Scala',
        ],
        [
            "a jar without a class",
            { main: "local:///opt/app.jar" },
            "mainClass: is missing: name the class in the jar that has the main method",
        ],
        [
            "a class for Python",
            { mainClass: "com.example.Etl" },
            "mainClass: applies only to jars, and this job is in Python: remove it",
        ],
        [
            "a class for R",
            { main: "local:///opt/x.R", mainClass: "com.example.Etl" },
            "mainClass: applies only to jars, and this job is in R: remove it",
        ],
        [
            "a class that is none",
            { main: "local:///opt/app.jar", mainClass: "com/example/Etl" },
            'mainClass: "com/example/Etl" is not a class name (e.g. ' +
                '"org.apache.spark.examples.SparkPi")',
        ],
        // arguments, parameters
        [
            "arguments in one text",
            { arguments: "a b" },
            'arguments: "a b" is not a list (e.g. ["a b"])',
        ],
        [
            "a number for an argument",
            { arguments: ["a", 1] },
            'arguments[1]: 1 is not a string: write it in quotes (e.g. "1")',
        ],
        [
            "a password in an argument",
            { arguments: ["--db-password=hunter2"] },
            `arguments[0]: looks like a credential${SECRET_ADVICE.argument}`,
        ],
        [
            "an access key in an argument",
            { arguments: ["AKIAIOSFODNN7EXAMPLE"] },
            `arguments[0]: holds an AWS access key${SECRET_ADVICE.argument}`,
        ],
        [
            "a key of a parameter with a space",
            { parameters: { "a b": "c" } },
            'parameters["a b"]: "a b" cannot be the key of key=value: use a word without "=" ' +
                "or spaces",
        ],
        [
            "a password in a parameter",
            { parameters: { password: "hunter2" } },
            `parameters.password: looks like a credential${SECRET_ADVICE.argument}`,
        ],
        [
            "a repository that is none",
            { deps: { repositories: ["repo.example.com"] } },
            'deps.repositories[0]: "repo.example.com" is not the URL of a Maven repository ' +
                '(e.g. "https://repo.example.com/maven2")',
        ],
        [
            "packages twice",
            { deps: { packages: [] }, conf: { "spark.jars.packages": "a:b:1" } },
            'conf["spark.jars.packages"]: is set by `deps.packages`; remove it here',
        ],
        // sparkVersion, image
        [
            "a Spark version without an image of it",
            { sparkVersion: "3.5.9" },
            'sparkVersion: "3.5.9" needs an image with that version: also set image ' +
                "(the platform's has 4.1.2)",
        ],
        [
            "a Spark before log4j2",
            { image: "x", sparkVersion: "3.2.4" },
            'sparkVersion: "3.2.4" is too old: 3.3 or newer',
        ],
        [
            "a version that is none",
            { image: "x", sparkVersion: "latest" },
            'sparkVersion: "latest" is not a Spark version (e.g. "4.1.2")',
        ],
        [
            "an empty image",
            { image: "", sparkVersion: "4.1.2" },
            'image: "" is not a non-empty string',
        ],
        [
            "an unknown pull policy",
            { imagePullPolicy: "always" },
            'imagePullPolicy: unknown image pull policy "always"; did you mean "Always"? ' +
                "(known: IfNotPresent, Always, Never)",
        ],
        [
            "one pull secret outside of a list",
            { imagePullSecrets: "registry" },
            'imagePullSecrets: "registry" is not a list (e.g. ["registry"])',
        ],
        [
            "an overhead twice",
            { executor: { memoryOverhead: "1g" }, conf: { "spark.executor.memoryOverhead": "2g" } },
            'conf["spark.executor.memoryOverhead"]: is set by `executor.memoryOverhead`; ' +
                "remove it here",
        ],
        // the rest
        [
            "an unknown zone policy",
            { zonePolicy: "all" },
            'zonePolicy: unknown zone policy "all" (known: single, any)',
        ],
        ...["https://registry.example.com/a", "Team/Spark", "a b", "a:b:c", "a@b"].map(
            (image): Case => [
                `the image ${image}`,
                { image, sparkVersion: "4.1.2" },
                `image: "${image}" is not the name of an image (e.g. "registry.example.com/team/spark:4.1.2")`,
            ],
        ),
        ["an empty zone", { zone: "" }, 'zone: "" is not a non-empty string'],
        [
            "a zone and no zone rule",
            { zone: "a", zonePolicy: "any" },
            'zone: cannot be combined with zonePolicy "any": keep one of them',
        ],
        [
            "a property that is a number",
            { conf: { "spark.sql.shuffle.partitions": 64 } },
            'conf["spark.sql.shuffle.partitions"]: 64 is not a string: write it in quotes (e.g. "64")',
        ],
        [
            "a property that a key decides",
            { conf: { "spark.executor.memory": "1g" } },
            'conf["spark.executor.memory"]: is set by `executor.memory`; remove it here',
        ],
        [
            "an unknown log level",
            { logLevel: "warn" },
            'logLevel: unknown log level "warn"; did you mean "WARN"? ' +
                "(known: TRACE, DEBUG, INFO, WARN, ERROR)",
        ],
        [
            "an unknown log format",
            { logFormat: "JSON" },
            'logFormat: unknown log format "JSON"; did you mean "json"? (known: text, json)',
        ],
        [
            "a log level twice",
            { logLevel: "WARN", conf: { "spark.log.level": "DEBUG" } },
            'conf["spark.log.level"]: is set by `logLevel`; remove it here',
        ],
        [
            "a log level that Spark does not know",
            { conf: { "spark.log.level": "warning" } },
            'conf["spark.log.level"]: unknown log level "warning"; did you mean "WARN"? (known: TRACE, DEBUG, INFO, WARN, ' +
                "ERROR, ALL, FATAL, OFF)",
        ],
        [
            "Spark's own structured logging, which the log configuration switches off",
            { conf: { "spark.log.structuredLogging.enabled": "false" } },
            'conf["spark.log.structuredLogging.enabled"]: is set by `logFormat`; remove it here',
        ],
        [
            "a log configuration for log4j 1",
            {
                conf: {
                    "spark.driver.extraJavaOptions": "-Xss2m -Dlog4j.configuration=l.properties",
                },
            },
            'conf["spark.driver.extraJavaOptions"]: "-Xss2m -Dlog4j.configuration=l.properties" sets ' +
                "log4j.configuration, which log4j 1 read; Spark has log4j 2 since 3.3: convert the " +
                'file and use "-Dlog4j2.configurationFile=" (e.g. "file:///opt/log4j2.properties")',
        ],
        ...["0", "1023", "65536", "4040.0", "auto", "-1"].map((port): Case => [
            `the port ${port} for Spark's pages`,
            { conf: { "spark.ui.port": port } },
            `conf["spark.ui.port"]: "${port}" is not a port for Spark's pages: ` +
                "a whole number from 1024 to 65535",
        ]),
        ["a restart without a policy", { restart: { retries: 1 } }, "restart.policy: is missing"],
        [
            "no retries",
            { restart: { policy: "on-failure", retries: 0 } },
            "restart.retries: 0 is not a whole number of 1 or more",
        ],
        [
            "a pause without a unit",
            { restart: { policy: "on-failure", interval: "10" } },
            'restart.interval: "10" is not a duration: a whole number and s, m, h or d ' +
                '(e.g. "90s", "7d")',
        ],
        [
            "a wait without an end",
            { wait: "completed", restart: { policy: "always" } },
            'wait: "completed" is never reached by a job that always restarts: use "running"',
        ],
        [
            "an unknown wait",
            { wait: "finished" },
            'wait: unknown wait "finished"; did you mean "completed"? (known: none, running, completed)',
        ],
        [
            "a trigger that is a number",
            { trigger: 2 },
            'trigger: 2 is not a string: write it in quotes (e.g. "2")',
        ],
        [
            "a time without a unit",
            { timeToLive: "3600" },
            'timeToLive: "3600" is not a duration: a whole number and s, m, h or d ' +
                '(e.g. "90s", "7d")',
        ],
        ["a schedule, which is another kind of job", { schedule: "@daily" }, SCHEDULE_IS_UNKNOWN],
    ]);
});
