import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { SparkTeam, SparkTeamOptions } from "../../../components/team/sparkTeam";
import { someCluster } from "../../support/cluster";
import { only, register, Registered, valueOf } from "../../support/mocks";

type Options = Omit<SparkTeamOptions, "cluster">;

async function registerTeam(name: string, options: Options = {}, preview = false) {
    let team: SparkTeam | undefined;
    const resources = await register(
        () => {
            team = new SparkTeam(name, { cluster: someCluster(), ...options });
        },
        { preview },
    );
    assert.ok(team);
    return { team, resources };
}

function configMap(resources: Registered[], suffix: string): Registered {
    return only(resources, "kubernetes:core/v1:ConfigMap", `processing-${suffix}`);
}

describe("SparkTeam", () => {
    it("makes a namespace, a service account, its permissions and two ConfigMaps", async () => {
        const { resources } = await registerTeam("processing");
        const own = resources.filter(({ type }) => !type.startsWith("pulumi:"));
        assert.deepEqual(own.map(({ type, name }) => `${type} ${name}`).sort(), [
            "kubernetes:core/v1:ConfigMap processing-log4j2",
            "kubernetes:core/v1:ConfigMap processing-spark-defaults",
            "kubernetes:core/v1:Namespace processing",
            "kubernetes:core/v1:ServiceAccount processing",
            "kubernetes:rbac.authorization.k8s.io/v1:Role processing-driver",
            "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding processing-driver",
            "spark-platform:index:SparkTeam processing",
        ]);
    });

    it("labels the namespace as its own and as the person asked", async () => {
        const { resources } = await registerTeam("processing", { labels: { owner: "data" } });
        assert.deepEqual(only(resources, "kubernetes:core/v1:Namespace").inputs["metadata"], {
            name: "processing",
            labels: {
                owner: "data",
                "app.kubernetes.io/managed-by": "spark-platform",
                "spark-platform.dev/team": "processing",
            },
            annotations: { "spark-platform.dev/stack": "project/stack" },
        });
    });

    it("lets the service account do what a driver does, in its namespace only", async () => {
        const { resources } = await registerTeam("processing");
        const manage = ["create", "get", "list", "delete", "deletecollection"];
        const role = only(resources, "kubernetes:rbac.authorization.k8s.io/v1:Role");
        assert.deepEqual(role.inputs["rules"], [
            { apiGroups: [""], resources: ["pods"], verbs: [...manage, "watch", "patch"] },
            {
                apiGroups: [""],
                resources: ["services", "configmaps", "persistentvolumeclaims"],
                verbs: manage,
            },
        ]);
        const binding = only(resources, "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding");
        assert.deepEqual(binding.inputs["subjects"], [
            { kind: "ServiceAccount", name: "spark", namespace: "processing" },
        ]);
        assert.deepEqual(binding.inputs["roleRef"], {
            apiGroup: "rbac.authorization.k8s.io",
            kind: "Role",
            name: "spark-driver",
        });
        const metadata = {
            name: "spark-driver",
            namespace: "processing",
            labels: { "spark-platform.dev/team": "processing" },
            annotations: { "pulumi.com/deletionPropagationPolicy": "background" },
        };
        assert.deepEqual(role.inputs["metadata"], metadata);
        assert.deepEqual(binding.inputs["metadata"], metadata);
    });

    it("names configuration by its content, so that a change rolls forward", async () => {
        const { resources } = await registerTeam("processing");
        for (const base of ["log4j2", "spark-defaults"]) {
            const map = configMap(resources, base);
            assert.match(map.inputs["metadata"].name, new RegExp(`^${base}-[0-9a-f]{8}$`));
            assert.equal(map.inputs["immutable"], true);
        }
    });

    it("reads a namespace that it shall not create", async () => {
        const { team, resources } = await registerTeam("processing", { createNamespace: false });
        const namespaces = resources.filter(({ type }) => type === "kubernetes:core/v1:Namespace");
        assert.deepEqual(namespaces, []);
        assert.equal(team.namespaceResource, undefined);
        assert.equal(await valueOf(team.connection.namespace), "processing");
    });

    const levels: [Options, string][] = [
        [{}, "INFO"],
        [{ environment: "staging" }, "WARN"],
        [{ environment: "prod" }, "ERROR"],
        [{ environment: "prod", logLevel: "DEBUG" }, "DEBUG"],
    ];
    for (const [options, level] of levels) {
        it(`logs at ${level} with ${JSON.stringify(options)}`, async () => {
            const { resources } = await registerTeam("processing", options);
            const file = configMap(resources, "log4j2").inputs["data"]["log4j2.properties"];
            assert.ok(file.includes(`rootLogger.level = \${sys:rootLogLevel:-${level}}\n`), file);
        });
    }

    it("merges the platform's and the team's properties, the team's win", async () => {
        const { team, resources } = await registerTeam("processing", {
            platformConf: { "spark.a": "platform", "spark.b": "platform" },
            sparkConf: { "spark.b": "team" },
        });
        assert.deepEqual(team.connection.sparkConf, {
            "spark.kubernetes.executor.enablePollingWithResourceVersion": "true",
            "spark.kubernetes.submission.requestTimeout": "30000",
            "spark.kubernetes.driver.requestTimeout": "30000",
            "spark.a": "platform",
            "spark.b": "team",
        });
        assert.deepEqual(configMap(resources, "spark-defaults").inputs["data"], {
            "spark-defaults.conf": [
                "# Written by spark-platform.",
                "spark.a platform",
                "spark.b team",
                "spark.kubernetes.authenticate.driver.serviceAccountName spark",
                "spark.kubernetes.driver.requestTimeout 30000",
                "spark.kubernetes.executor.enablePollingWithResourceVersion true",
                "spark.kubernetes.namespace processing",
                "spark.kubernetes.submission.requestTimeout 30000",
                "",
            ].join("\n"),
        });
    });

    it("gives jobs the names they need, also in a preview", async () => {
        for (const preview of [false, true]) {
            const { team, resources } = await registerTeam("processing", {}, preview);
            const { namespace, serviceAccount, log4j2ConfigMap } = team.connection;
            assert.deepEqual(await valueOf([namespace, serviceAccount, log4j2ConfigMap]), [
                "processing",
                "spark",
                configMap(resources, "log4j2").inputs["metadata"].name,
            ]);
        }
    });

    it("refuses wrong arguments in one message without a stack trace", () => {
        const options = { cluster: undefined as never, logLevel: "LOUD" as never };
        assert.throws(
            () => new SparkTeam("Processing", options),
            (error: Error) =>
                pulumi.RunError.isInstance(error) &&
                error.message.startsWith('SparkTeam "Processing" has 2 problems:\n'),
        );
    });
});
