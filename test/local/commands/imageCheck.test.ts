import assert from "node:assert/strict";
import { checkImage, ImageCheckOptions } from "../../../local/commands/imageCheck";
import { UserError } from "../../../sandbox/shell";
import { StandIns } from "../support";

const JARS = [
    "hadoop-aws-3.4.2.jar",
    "bundle-2.29.52.jar",
    "hadoop-client-api-3.4.2.jar",
    "spark-core_2.13-4.1.2.jar",
    "spark-kubernetes_2.13-4.1.2.jar",
];

/** What the image's programs print. */
interface Image {
    /** UID and GID of its own user. */
    own: string;
    jars: string[];
    java: string;
    canWrite: boolean;
    handsOn: boolean;
    driver: string;
    executor: string;
}

/** As Spark 4.1.2 prints it. */
const SOUND: Image = {
    own: "185\n0",
    jars: JARS,
    java: 'openjdk version "17.0.15" 2025-04-15',
    canWrite: true,
    handsOn: true,
    driver: "Getting UGI for current user\nUser: spark\nUGI: spark (auth:SIMPLE)\nAuth method SIMPLE",
    executor: "Caused by: java.io.IOException: Failed to connect to /127.0.0.1:9",
};

const NO_ENTRY =
    'Exception in thread "main" java.io.IOException: Invalid UID, could not determine effective user\n' +
    "Caused by: javax.security.auth.login.LoginException: java.lang.NullPointerException: invalid null input: name";

/** A fake engine with one image; its `run` accepts only the options that all engines share. */
function engineWith(parts: Partial<Image> = {}, program = "docker"): StandIns {
    const image = { ...SOUND, ...parts };
    const facts = [
        "sparkHome=/opt/spark",
        ...image.jars.map((jar) => `jar=${jar}`),
        `java=${image.java}`,
        "python=Python 3.10.12",
        "workFolder=/opt/spark/work-dir",
        ...(image.canWrite ? ["canWrite=yes"] : []),
        ...(image.handsOn ? ["handsOn=yes"] : []),
    ].join("\n");
    const say = (text: string) => `cat <<'END'\n${text}\nEND\n`;
    return new StandIns().add(
        program,
        `
case "$1" in
info) exit 0 ;;
run) shift ;;
*) echo "$0: '$1' is not a command" >&2; exit 1 ;;
esac
entrypoint=
while [ $# -gt 0 ]; do
    case "$1" in
    --rm) shift ;;
    --entrypoint) entrypoint=$2; shift 2 ;;
    --user | --group-add | --cap-drop | --security-opt | --env | --name) shift 2 ;;
    -*) echo "unknown flag: $1" >&2; exit 125 ;;
    *) break ;;
    esac
done
if [ "$1" != spark:1 ]; then
    echo "Unable to find image '$1' locally" >&2
    echo "pull access denied for $1" >&2
    exit 125
fi
case "$entrypoint:$2:$3" in
"sh:-c:id -u; id -g") ${say(image.own)} exit 0 ;;
sh:-c:*) ${say(facts)} exit 0 ;;
esac
case "$2" in
driver) ${say(image.driver)} exit 0 ;;
executor) ${say(image.executor)} exit 1 ;;
*) exit 127 ;;
esac`,
    );
}

/** What it prints, and why it fails. */
function outcome(engine: StandIns, options: ImageCheckOptions = {}) {
    const printed: string[] = [];
    const { log } = console;
    console.log = (text: string) => printed.push(...text.split("\n"));
    try {
        checkImage({ image: "spark:1", ...options }, engine.env);
        return { printed };
    } catch (error) {
        assert.ok(error instanceof UserError, String(error));
        return { printed, failure: error.message };
    } finally {
        console.log = log;
    }
}

/** The lines under "Jobs cannot use". */
function problems(parts: Partial<Image>, options?: ImageCheckOptions): string[] {
    const { failure = "" } = outcome(engineWith(parts), options);
    const [first, ...lines] = failure.split("\n");
    assert.equal(first, "Jobs cannot use spark:1:");
    return lines.map((line) => line.slice(2));
}

describe("make image-check", () => {
    it("reports what the image contains, and what a job needs to use it", () => {
        assert.deepEqual(outcome(engineWith(), { userId: "999", groupId: "0" }), {
            printed: [
                "Image   spark:1, run with docker",
                'User    999, group 0, and in group 0; its name is "spark"',
                "Spark   4.1.2, Scala 2.13, in /opt/spark",
                "Java    17.0.15",
                "Python  3.10.12",
                "Stops   after migrating its data (has /opt/decom.sh)",
                "Adds    s3a:// (hadoop-aws-3.4.2)",
                "In the job:",
                "    image: spark:1",
                "    sparkVersion: 4.1.2",
                "    user: 999",
                "    group: 0",
            ],
        });
    });

    it("runs it as the pods of a job: user, groups, no capability, its own entrypoint", () => {
        const engine = engineWith();
        outcome(engine);
        const calls = engine.calls.filter((line) => line.startsWith("docker "));
        const as = "--user 185:185 --group-add 0 --cap-drop ALL --security-opt no-new-privileges";
        assert.equal(calls[0], "docker info");
        assert.equal(calls[1], "docker run --rm --entrypoint sh spark:1 -c id -u; id -g");
        assert.equal(calls[2], `docker run --rm --entrypoint sh ${as} spark:1 -c `);
        const [driver = "", executor = "", ...others] = calls.slice(3);
        assert.deepEqual(others, []);
        assert.match(
            driver,
            new RegExp(
                `^docker run --rm --name \\S+ ${as} --env SPARK_DRIVER_BIND_ADDRESS=127.0.0.1 .*spark:1 ` +
                    "driver --master local --class org.apache.hadoop.security.UserGroupInformation spark-internal$",
            ),
        );
        assert.match(
            executor,
            new RegExp(`^docker run --rm --name \\S+ ${as} .*spark:1 executor$`),
        );
    });

    it("reports what an image lacks although a job does not need it", () => {
        const jars = JARS.filter((jar) => jar.startsWith("spark-"));
        const { printed, failure } = outcome(engineWith({ jars, handsOn: false }));
        assert.equal(failure, undefined);
        assert.deepEqual(printed.slice(5), [
            "Stops   at once, losing its data (no /opt/decom.sh)",
            "Adds    no object stores or table formats",
            "In the job:",
            "    image: spark:1",
            "    sparkVersion: 4.1.2",
        ]);
    });

    it("uses podman or nerdctl if there is no docker", () => {
        for (const program of ["podman", "nerdctl"]) {
            const { printed, failure } = outcome(engineWith({}, program));
            assert.deepEqual(
                [printed[0], failure],
                [`Image   spark:1, run with ${program}`, undefined],
            );
        }
    });

    for (const [what, parts, expected] of [
        ["an image without Spark", { jars: [] }, /^no Spark in \/opt\/spark\/jars: set SPARK_HOME/],
        [
            "an old Spark",
            { jars: ["spark-core_2.12-3.2.4.jar", "spark-kubernetes_2.12-3.2.4.jar"] },
            /^Spark 3\.2\.4 is too old; use 3\.3 or newer/,
        ],
        [
            "a Spark without Kubernetes",
            { jars: ["spark-core_2.13-4.1.2.jar"] },
            /^no spark-kubernetes jar;/,
        ],
        ["an image without Java", { java: "sh: 1: java: not found" }, /^no Java/],
        [
            "a connector for another Hadoop",
            { jars: [...JARS.slice(1), "hadoop-aws-3.3.4.jar"] },
            /^hadoop-aws is 3\.3\.4, but Hadoop is 3\.4\.2; use hadoop-aws-3\.4\.2\.jar$/,
        ],
        [
            "a connector without its SDK",
            { jars: JARS.filter((jar) => !jar.startsWith("bundle")) },
            /^hadoop-aws lacks AWS' SDK/,
        ],
        [
            "a user without a name",
            { driver: NO_ENTRY, own: "185\n185" },
            /^user 185 has no entry in \/etc\/passwd/,
        ],
        [
            "the same with Ivy's earlier search for a home",
            { driver: "IllegalArgumentException: basedir must be absolute: ?/.ivy2.5.2/local" },
            /^user 185 has no entry in \/etc\/passwd/,
        ],
        [
            "an entrypoint that runs no drivers",
            { driver: "/bin/bash: driver: No such file or directory" },
            /^the entrypoint does not run "driver" as Spark's does; .*its last lines:$/i,
        ],
        [
            "an entrypoint that runs no executors",
            { executor: "/bin/bash: executor: No such file or directory" },
            /^the entrypoint does not run "executor" as Spark's does/,
        ],
        [
            "a working directory that is not writable",
            { canWrite: false },
            /^user 185 cannot write to the working directory \/opt\/spark\/work-dir/,
        ],
    ] as const) {
        it(`reports ${what}`, () => {
            const [problem = ""] = problems({ own: "185\n185", ...parts } as Partial<Image>);
            assert.match(problem, expected);
        });
    }

    it("reports a version other than the requested one", () => {
        assert.deepEqual(problems({ own: "185\n185" }, { sparkVersion: "3.5.6" }), [
            "Spark is 4.1.2, not 3.5.6; set the job's sparkVersion to 4.1.2",
        ]);
    });

    it("suggests the image's own user if another cannot run it", () => {
        const [, hint] = problems({ own: "999\n1000", driver: NO_ENTRY });
        assert.equal(hint, "the image itself runs as another user; try USER_ID=999 GROUP_ID=1000");
        assert.equal(problems({ own: "0\n0", driver: NO_ENTRY }).length, 1);
    });

    it("passes on why the engine cannot run it", () => {
        const { failure } = outcome(engineWith(), { image: "other:1" });
        assert.equal(
            failure,
            "docker cannot run a shell in other:1: Unable to find image 'other:1' locally\n" +
                "pull access denied for other:1",
        );
    });

    it("says in one line that there is no engine", () => {
        assert.equal(
            outcome(new StandIns()).failure,
            "No container engine to run the image: none of docker, podman, nerdctl is on PATH; " +
                "install one",
        );
        assert.equal(
            outcome(new StandIns().add("docker", "exit 1")).failure,
            "No container engine to run the image: docker does not respond; start it",
        );
    });

    for (const [what, options, expected] of [
        ["root", { userId: "0" }, /^USER_ID: 0 is root/],
        ["a user's name", { userId: "spark" }, /^USER_ID: "spark" is not a user ID/],
        ["a group below 0", { groupId: "-1" }, /^GROUP_ID: "-1" is not a group ID/],
        ["no image", { image: "" }, /^usage: make image-check IMAGE=/],
    ] as const) {
        it(`refuses ${what}`, () => {
            assert.match(outcome(engineWith(), options).failure ?? "", expected);
        });
    }
});
