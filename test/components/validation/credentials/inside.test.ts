import assert from "node:assert/strict";
import * as fc from "fast-check";
import { credentialIn } from "../../../../components/validation/credentials/inside";

/** Letters and digits; made here, so that nobody who looks for tokens in files finds some. */
const x = (length: number) => "a1B2c3D4".repeat(16).slice(0, length);
const hex = (length: number) => "0f1e2d3c".repeat(16).slice(0, length);
const base64 = (text: string) => Buffer.from(text).toString("base64");

const TOKENS: Record<string, string[]> = {
    "an AWS access key": ["AKIAIOSFODNN7EXAMPLE", "id=ASIAIOSFODNN7EXAMPLE;"],
    "a private key": [
        "-----BEGIN PRIVATE KEY-----\nMIIE",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIE",
        "-----BEGIN OPENSSH PRIVATE KEY-----",
        "-----BEGIN PGP PRIVATE KEY BLOCK-----",
    ],
    "a GitHub token": [
        ...["ghp", "gho", "ghu", "ghs", "ghr"].map((kind) => `${kind}_${x(36)}`),
        `github_pat_${x(22)}_${x(59)}`,
        `https://${`ghp_${x(36)}`}@github.com/example/jobs`,
    ],
    "a GitLab token": [`glpat-${x(20)}`, `gldt-${x(20)}`],
    "a Slack token": [`xoxb-${"1".repeat(12)}-${x(24)}`, `xoxp-${x(40)}`, `xapp-1-${x(20)}`],
    "a Slack webhook": [`https://hooks.slack.com/services/T0/B0/${x(24)}`],
    "a JSON Web Token": [
        [base64('{"alg":"HS256"}'), base64('{"sub":"1"}'), x(43)].join(".").replaceAll("=", ""),
    ],
    "a Databricks token": [`dapi${hex(32)}`, `dapi${hex(32)}-2`],
    "a Google API key": [`AIza${x(35)}`],
    "a Google OAuth token": [`ya29.${x(60)}`, `GOCSPX-${x(28)}`],
    "a Stripe key": [`sk_live_${x(24)}`, `rk_live_${x(24)}`],
    "an API key": [`sk-${x(48)}`, `sk-proj-${x(48)}`, `sk-ant-api03-${x(80)}`],
    "a Hugging Face token": [`hf_${x(34)}`],
    "an npm token": [`npm_${x(36)}`],
    "a PyPI token": [`pypi-AgEIcHlwaS5vcmc${x(60)}`],
    "a Vault token": [`hvs.${x(24)}`],
    "an access token": [`dckr_pat_${x(27)}`, `pul-${hex(40)}`],
    "a client secret of Microsoft Entra ID": [`${x(3)}8Q~${x(34)}`],
    "a SendGrid key": [`SG.${x(22)}.${x(43)}`],
    "the credential of a header": [
        "Bearer hunter2-2024",
        `Authorization: Bearer ${x(30)}`,
        `basic ${base64("user:hunter2")}`,
        `{"Authorization":"Basic ${base64("user:hunter2")}"}`,
    ],
    "the password of a URL": [
        "https://user:hunter2@example.com/a",
        "jdbc:mysql://user:hunter2@db:3306/sales",
        "jdbc:oracle:thin:scott/hunter2@db:1521/sales",
        "mongodb+srv://user:hunter2@db1,db2/sales?retryWrites=true",
        "amqps://user:1234@queue",
        "redis://:hunter2@cache:6379/0",
        "s3://user:hun%2Fter2@bucket/key",
        "https://user:hun/ter2@example.com/a",
        "proxy=http://user:hunter2@proxy:3128,none",
    ],
    "a signed URL": [
        "https://b.s3.amazonaws.com/a.jar?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=0f1e",
        "https://storage.googleapis.com/b/a.jar?X-Goog-Algorithm=a&X-Goog-Signature=0f1e",
        "https://lake.blob.core.windows.net/b?sv=2022-11-02&ss=b&sig=abc%3D",
        "sv=2022-11-02&ss=b&sig=abc%3D",
    ],
    "a credential": [
        "jdbc:postgresql://db/sales?user=a&password=hunter2",
        "jdbc:sqlserver://db:1433;user=a;password=hunter2;encrypt=true",
        "jdbc:mysql://address=(host=db)(user=a)(password=hunter2)/sales",
        "Server=db;User ID=a;Pwd=hunter2",
        'org.apache.kafka.common.security.plain.PlainLoginModule required username="a" password="b";',
        "required username='a' password = 'b';",
        "-Xss2m -Djavax.net.ssl.trustStorePassword=hunter2",
        "-DmyToken=hunter2",
        "DefaultEndpointsProtocol=https;AccountName=lake;AccountKey=abc==",
        "Endpoint=sb://bus/;SharedAccessKeyName=root;SharedAccessKey=abc=",
        "https://example.com/a?access_token=hunter2",
        "https://b.s3.amazonaws.com/a?AWSAccessKeyId=hunter2&Expires=1",
        '{"db":{"user":"a","password":"hunter2"}}',
        String.raw`password="\hunter2"`,
        "https://lake.blob.core.windows.net/b?sig=&password=hunter2",
        String.raw`"{\"password\":\"hunter2\"}"`,
        '{"pin":{"password":1234}}',
        "X-Api-Key: hunter2",
        "run --user a --password hunter2",
        "spark.hadoop.fs.s3a.secret.key=hunter2",
        "user=a password=hunter2 token=${env.TOKEN}",
    ],
};

/** Has the words, the signs or the beginnings of the others, and is none of them. */
const ORDINARY: string[] = [
    // References, and names of secrets that are kept elsewhere.
    ...[
        "${env.PASSWORD}",
        "$(PASSWORD)",
        "password=${env.PASSWORD:-none}",
        "password=$(PASSWORD)&a=b",
    ],
    'required username="a" password="${env.PASSWORD}";',
    "https://$(USER):$(PASSWORD)@example.com/",
    "jdbc:mysql://user:${env.PASSWORD}@db:3306/sales",
    "Authorization: Bearer $(TOKEN)",
    "--password $(PASSWORD)",
    "https://lake.blob.core.windows.net/b?sv=2022-11-02&sig=$(SIGNATURE)",
    '{"password":"$(PASSWORD)"}',
    "password=arn:aws:secretsmanager:eu-central-1:111122223333:secret:prod/warehouse",
    "arn:aws-cn:secretsmanager:cn-north-1:111122223333:secret:prod/warehouse",
    "token=projects/example/secrets/warehouse/versions/latest",
    // About credentials.
    ...[
        "passwordFile=/x",
        "token_type=x",
        "--password-file /x",
        "-Dx.passwordFile=/x",
        "password=",
    ],
    ...[
        "SharedAccessKeyName=root",
        "--secret-id prod/warehouse",
        "usePassword=true",
        "PWD=/opt/spark",
    ],
    ...["--use-token --verbose", "--password  --verbose", "password", "--token"],
    // Addresses.
    ...["wasbs://container@account.blob.core.windows.net/a", "abfss://a@b.dfs.core.windows.net/c"],
    ...[
        "https://example.com:8443/a@b",
        "jdbc:sqlserver://db:1433;user=me@corp",
        "local:///opt/a:b@c.jar",
    ],
    ...[
        "mongodb://db1:27017,db2:27017/?appName=me@corp",
        "hdfs://nn:8020/user@corp",
        "ssh://git@host:22/x",
    ],
    ...["git@github.com:example/jobs.git", "https://user@example.com/a", "https://[::1]:8080/a@b"],
    "jdbc:postgresql://db:5432/sales?user=a&sslmode=require",
    // Words, classes, queries, numbers.
    ...[
        "Basic authentication",
        "basic configuration of 2024",
        "Bearer token",
        "the bearer of 12 tokens",
    ],
    "select * from a join b on a.token = b.token where secret = 'x'",
    "token == 'x'",
    "org.example.tokens.SecretStore",
    "(?i)secret|password|token",
    ...["sk-learn-2024", "pypi-mirror.example.com", "npm_config_registry", "glpatterns", "hf_hub"],
    ...["signal=1", "design=new", "-----BEGIN CERTIFICATE-----", "eyJ.a.b", "AKIA", "dapirates"],
    "s3a://tokens/secret/password/",
];

describe("credentialIn", () => {
    for (const [kind, values] of Object.entries(TOKENS)) {
        for (const value of values) {
            it(`finds ${kind}: ${JSON.stringify(value.slice(0, 60))}`, () => {
                assert.equal(credentialIn(value), kind);
                assert.equal(credentialIn(`a ${value}`), kind);
            });
        }
    }

    for (const value of ORDINARY) {
        it(`finds nothing: ${value}`, () => assert.equal(credentialIn(value), undefined));
    }

    it("finds a header's token that is a word, if the value has nothing else", () => {
        assert.equal(credentialIn("Bearer hunter"), "the credential of a header");
    });

    it("finds nothing in words, paths, classes, options and addresses", () => {
        const word = fc.stringMatching(/^[a-z][a-z0-9]{0,11}$/);
        const words = (separator: string) =>
            fc.array(word, { minLength: 1, maxLength: 6 }).map((list) => list.join(separator));
        const number = fc.nat(65535).map(String);
        const value = fc.oneof(
            words(" "),
            words("/"),
            words("."),
            words("-"),
            words(","),
            fc
                .tuple(words("."), fc.stringMatching(/^[A-Z][A-Za-z]{0,20}$/))
                .map((all) => all.join(".")),
            fc.tuple(word, words("."), number, words("/")).map(([scheme, host, port, path]) => {
                return `${scheme}://${host}:${port}/${path}`;
            }),
            fc.tuple(word, word, words("."), words("/")).map(([scheme, user, host, path]) => {
                return `${scheme}://${user}@${host}/${path}`;
            }),
            fc.tuple(words("-"), words("/")).map(([option, path]) => `--${option} /${path}`),
        );
        // Of random words, some are of a credential.
        const credential = /secret|pass|pwd|token|credential|key|bearer|basic/;
        fc.assert(
            fc.property(
                value.filter((text) => !credential.test(text)),
                (text) => assert.equal(credentialIn(text), undefined),
            ),
        );
    });

    it("takes time in proportion to a value, whatever that is", () => {
        const parts = [
            ...[
                "a",
                "=",
                "$",
                "${",
                "${a",
                "$(",
                "://",
                "://a:",
                "a://b:c",
                "-",
                " ",
                "'",
                "\\",
                "a=",
            ],
            ...[
                "-----BEGIN A",
                "eyJ",
                "eyJa.",
                "-eyJ",
                "password=${a",
                "password=$(",
                'password="',
            ],
            ...[
                "password=${a}",
                '"password":"',
                "bearer a ",
                "Basic YTpi ",
                "ghp_",
                "xoxb-",
                "sk-ant-",
            ],
            ...[
                "--password -",
                "jdbc:oracle:thin:a/",
                "sig=",
                "token-",
                "a.b.dfs.",
                "x-y: ",
                "AccountKey=;",
            ],
        ];
        for (const part of parts) {
            const value = `${part.repeat(400_000 / part.length)}@`;
            const start = performance.now();
            credentialIn(value);
            const milliseconds = performance.now() - start;
            // A quadratic search would take minutes.
            assert.ok(milliseconds < 3000, `${part}: ${milliseconds} ms`);
        }
    }).timeout(30_000);
});
