import assert from "node:assert/strict";
import * as fc from "fast-check";
import { CredentialPlaces } from "../../../../components/validation/credentials/credentialPlaces";
import { credentialProblem } from "../../../../components/validation/credentials/credentialProblem";

const PLACE = CredentialPlaces.Property;
const ADVICE =
    ", which anyone who can view the job can read: keep it in a Kubernetes Secret, " +
    "and let the program read it from a variable of `secretEnv`";

function problemOf(key: string, value: unknown): string | undefined {
    return credentialProblem(PLACE, key, value);
}

const CREDENTIAL_KEYS = [
    "spark.hadoop.fs.s3a.access.key",
    "spark.hadoop.fs.s3a.secret.key",
    "spark.hadoop.fs.s3a.session.token",
    "spark.hadoop.fs.s3a.bucket.raw.secret.key",
    "spark.hadoop.fs.azure.account.key.lake.dfs.core.windows.net",
    "spark.hadoop.fs.azure.account.oauth2.client.secret.lake.dfs.core.windows.net",
    "spark.hadoop.fs.azure.sas.fixed.token",
    "spark.hadoop.fs.gs.auth.service.account.private.key",
    "spark.hadoop.javax.jdo.option.ConnectionPassword",
    "spark.authenticate.secret",
    "spark.ssl.keyPassword",
    "spark.ssl.historyServer.trustStorePassword",
    "spark.connect.authenticate.token",
    "spark.kafka.clusters.orders.ssl.truststore.password",
    "spark.sql.catalog.lake.credential",
    "spark.sql.catalog.lake.token",
    "spark.sql.catalog.lake.s3.secret-access-key",
    "spark.executorEnv.DB_PASSWORD",
    "spark.my.apiKey",
    "spark.my.clientSecret",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "PGPASSWORD",
    "DB_PASSWORD",
    "VAULT_TOKEN",
    "MYSQL_PWD",
    "SMTP_PASS",
    "DB_PW",
    "spark.my.secretkey",
    "spark.hadoop.fs.azure.account.key.store.blob.core.windows.net",
];

/** Keys that people set, also such with a word of the others. */
const ORDINARY: Record<string, unknown> = {
    "spark.sql.shuffle.partitions": "64",
    "spark.sql.optimizer.maxIterations": "100",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enforceReservedKeywords": "false",
    "spark.serializer": "org.apache.spark.serializer.KryoSerializer",
    "spark.redaction.regex": "(?i)secret|password|token",
    "spark.my.tokenizer.maxTokens": "4096",
    "spark.eventLog.dir": "s3a://logs/secret-santa/",
    "spark.jars.packages": "org.apache.iceberg:iceberg-spark-runtime-4.1_2.13:1.11.0",
    "spark.io.encryption.keySizeBits": "256",
    "spark.authenticate": "true",
    "spark.authenticate.secretBitLength": "256",
    "spark.authenticate.secret.driver.file": "/etc/spark/secret",
    "spark.security.credentials.hive.enabled": "false",
    "spark.security.credentials.renewalRatio": "0.75",
    "spark.security.credentials.retryWait": "1h",
    "spark.hadoop.hadoop.security.credential.provider.path": "jceks://file/etc/keys.jceks",
    "spark.hadoop.hadoop.security.credential.clear-text-fallback": "false",
    "spark.hadoop.fs.s3a.aws.credentials.provider":
        "software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider",
    "spark.hadoop.fs.s3a.bucket.token-data.connection.maximum": "200",
    "spark.hadoop.fs.s3a.delegation.token.binding": "org.example.Tokens",
    "spark.hadoop.fs.azure.sas.token.provider.type.lake.dfs.core.windows.net": "org.example.Sas",
    "spark.kafka.clusters.orders.sasl.token.mechanism": "SCRAM-SHA-512",
    "spark.sql.catalog.lake.token-expires-in-ms": "3600000",
    "spark.sql.catalog.lake.token-refresh-enabled": "true",
    "spark.kubernetes.kerberos.tokenSecret.name": "hadoop-token",
    "spark.kubernetes.kerberos.tokenSecret.itemKey": "token",
    "spark.kubernetes.driver.secrets.db-password": "/etc/secrets",
    "spark.kubernetes.executor.secretKeyRef.DB_PASSWORD": "db:password",
    AWS_WEB_IDENTITY_TOKEN_FILE: "/var/run/secrets/token",
    GOOGLE_APPLICATION_CREDENTIALS: "/etc/gcp/key.json",
    TOKENIZERS_PARALLELISM: "false",
    PWD: "/opt/spark/work-dir",
    "spark.sql.catalog.secret.warehouse": "s3a://lake/secret/",
    "spark.sql.redaction.options.regex": "(?i)url|password=[^&]+",
    TOKEN_LIMIT: "4096",
    MAX_TOKEN: "4096",
    API_KEY_HEADER: "X-Api-Key",
    SECRET_STORE: "vault",
    SECRET_NAME: "warehouse",
    DB_SECRET_ARN: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:prod/warehouse",
    "secret-id": "prod/warehouse",
    "password-secret": "warehouse",
    USE_PASSWORD: "true",
    DB_PASSWORD: "",
    pass: "2",
    first_pass: "fast",
    bypass: "yes",
    NOMINAL_PW: "12 MW",
    "spark.hadoop.fs.gs.auth.service.account.private.key.id": "0f1e2d",
};

describe("credentialProblem", () => {
    for (const key of CREDENTIAL_KEYS) {
        it(`refuses ${key}`, () => {
            assert.strictEqual(problemOf(key, "123"), `looks like a credential${ADVICE}`);
        });
    }

    for (const [key, value] of Object.entries(ORDINARY)) {
        it(`accepts ${key}`, () => {
            assert.strictEqual(problemOf(key, value), undefined);
        });
    }

    it("refuses a pass that is no number", () => {
        for (const key of ["PASS", "POSTGRES_PASS", "--pw", "dbPw"]) {
            assert.strictEqual(problemOf(key, "hunter2"), `looks like a credential${ADVICE}`);
        }
    });

    it("judges a value that is not known yet by its key", () => {
        const unknown = Promise.resolve("hidden");
        assert.strictEqual(problemOf("DB_PASSWORD", unknown), `looks like a credential${ADVICE}`);
        assert.strictEqual(problemOf("DB_HOST", unknown), undefined);
    });

    it("finds a credential's word at the end of any key, in any spelling, and never shows a value", () => {
        const start = fc.stringMatching(/^spark(\.[a-z]{1,8}){0,4}$/);
        const word = fc.constantFrom(
            ...["password", "secret", "token", "access.key", "access-key", "accessKey"],
            ...["apiKey", "PASSWORD", "private_key", "clientSecret", "credentials"],
        );
        const value = fc.stringMatching(/^[!-~]{24,40}$/).filter((text) => !/\$[({]/.test(text));
        fc.assert(
            fc.property(start, word, value, (prefix, last, text) => {
                const message = problemOf(`${prefix}.${last}`, text) ?? "";
                assert.ok(message.endsWith(ADVICE));
                assert.ok(!message.includes(text));
            }),
        );
    });

    it("lets pass whatever has none of the words, and no such value", () => {
        const key = fc.stringMatching(/^spark(\.[a-fmq-s]{1,9}([A-FMQ-S][a-fmq-s]{1,5})?){1,4}$/);
        fc.assert(
            fc.property(key, fc.stringMatching(/^[a-z0-9:/.-]{0,40}$/), (name, value) => {
                assert.strictEqual(problemOf(name, value), undefined);
            }),
        );
    });
});
