import { addressOf } from "../../../testkit/controller";
import { apply, testSandbox } from "../../../testkit/testSandbox";
import { packageAddress } from "./packageServer";

/** What the server of packages wants to know of the client "private". */
const credentials = { user: "reader", password: "s3same, open" };

/** Settings of Ivy that read the credentials of a repository from the driver's variables. */
export function ivySettings(): string {
    return `<ivysettings>
    <properties environment="env"/>
    <settings defaultResolver="private"/>
    <credentials host="${addressOf(testSandbox())}" realm="packages"
        username="\${env.MAVEN_USER}" passwd="\${env.MAVEN_PASSWORD}"/>
    <resolvers>
        <ibiblio name="private" m2compatible="true" root="${packageAddress("private", "maven/")}"/>
    </resolvers>
</ivysettings>
`;
}

/** The Secret that the job's variables come from. */
export function createCredentials(): void {
    apply(testSandbox(), {
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name: "maven", namespace: "processing" },
        stringData: credentials,
    });
}

/** A job whose package is in a repository with a password. */
export const privateJobs = {
    private: {
        team: "processing",
        main: "jobs/private.py",
        deps: { packages: ["org.example:fetched:1.0"], ivySettings: "conf/ivysettings.xml" },
        driver: {
            secretEnv: {
                MAVEN_USER: { name: "maven", key: "user" },
                MAVEN_PASSWORD: { name: "maven", key: "password" },
            },
        },
        wait: "completed",
    },
};

export const privateMain = `from pyspark.sql import SparkSession
spark = SparkSession.builder.getOrCreate()
row = spark.sql("SELECT reflect('example.Fetched', 'shout', 'private')").head()
print("PRIVATE " + row[0], flush=True)
spark.stop()
`;
