import assert from "node:assert/strict";
import { manifest } from "../../../../components/job/manifest/manifest";
import {
    claimConf,
    KnownVolume,
    mountedVolumes,
    tmpfsMib,
} from "../../../../components/job/pods/volumes";
import { someJob } from "../../../../testkit/someJob";

const PREFIX = "spark.kubernetes.executor.volumes.persistentVolumeClaim";

describe("volumes", () => {
    const all: Record<string, KnownVolume> = {
        cache: { mountPath: "/cache", emptyDir: {} },
        fast: {
            mountPath: "/fast",
            emptyDir: { memory: true, sizeLimit: "512Mi" },
            localDir: true,
        },
        models: { mountPath: "/models", claim: "models", readOnly: true },
        shared: { mountPath: "/shared", claim: "shared" },
        disk: { mountPath: "/disk", hostPath: "/mnt/k8s-disks/0", localDir: true },
        tools: { mountPath: "/tools", hostPath: "/opt/tools", readOnly: true },
        limited: { mountPath: "/limited", emptyDir: { sizeLimit: "2Gi" } },
    };

    it("are in the pod template, local dirs under the names that Spark looks for", () => {
        assert.deepEqual(mountedVolumes(all), [
            { volume: { name: "cache", emptyDir: {} }, mountPath: "/cache", readOnly: false },
            {
                volume: {
                    name: "spark-local-dir-1",
                    emptyDir: { medium: "Memory", sizeLimit: "512Mi" },
                },
                mountPath: "/fast",
                readOnly: false,
            },
            {
                volume: {
                    name: "models",
                    persistentVolumeClaim: { claimName: "models", readOnly: true },
                },
                mountPath: "/models",
                readOnly: true,
            },
            {
                volume: { name: "shared", persistentVolumeClaim: { claimName: "shared" } },
                mountPath: "/shared",
                readOnly: false,
            },
            {
                volume: {
                    name: "spark-local-dir-2",
                    hostPath: { path: "/mnt/k8s-disks/0", type: "Directory" },
                },
                mountPath: "/disk",
                readOnly: false,
            },
            {
                volume: { name: "tools", hostPath: { path: "/opt/tools", type: "Directory" } },
                mountPath: "/tools",
                readOnly: true,
            },
            {
                volume: { name: "limited", emptyDir: { sizeLimit: "2Gi" } },
                mountPath: "/limited",
                readOnly: false,
            },
        ]);
        assert.deepEqual(mountedVolumes(), []);
    });

    it("may be the files of a ConfigMap or a Secret, which are read-only", () => {
        const objects: Record<string, KnownVolume> = {
            settings: {
                mountPath: "/etc/app",
                configMap: "settings",
                items: { "app.yaml": "conf/app.yaml" },
                optional: true,
            },
            keys: { mountPath: "/etc/keys", secret: "keystore", defaultMode: 0o440 },
        };
        assert.deepEqual(mountedVolumes(objects), [
            {
                volume: {
                    name: "settings",
                    configMap: {
                        name: "settings",
                        items: [{ key: "app.yaml", path: "conf/app.yaml" }],
                        optional: true,
                    },
                },
                mountPath: "/etc/app",
                readOnly: true,
            },
            {
                volume: { name: "keys", secret: { secretName: "keystore", defaultMode: 288 } },
                mountPath: "/etc/keys",
                readOnly: true,
            },
        ]);
    });

    it("per executor are claims that Spark creates, set by properties", () => {
        const claims: Record<string, KnownVolume> = {
            ...all,
            scratch: {
                mountPath: "/scratch",
                localDir: true,
                claimPerExecutor: { size: "100Gi", storageClass: "gp3" },
            },
            data: {
                mountPath: "/data",
                claimPerExecutor: { size: "1Gi", storageClass: "standard" },
            },
        };
        assert.deepEqual(claimConf(claims), {
            [`${PREFIX}.spark-local-dir-3.mount.path`]: "/scratch",
            [`${PREFIX}.spark-local-dir-3.options.claimName`]: "OnDemand",
            [`${PREFIX}.spark-local-dir-3.options.storageClass`]: "gp3",
            [`${PREFIX}.spark-local-dir-3.options.sizeLimit`]: "100Gi",
            [`${PREFIX}.data.mount.path`]: "/data",
            [`${PREFIX}.data.options.claimName`]: "OnDemand",
            [`${PREFIX}.data.options.storageClass`]: "standard",
            [`${PREFIX}.data.options.sizeLimit`]: "1Gi",
        });
        assert.deepEqual(mountedVolumes(claims), mountedVolumes(all));
        assert.deepEqual(claimConf(all), {});
        assert.deepEqual(claimConf(), {});
    });

    it("may be claims with an older access mode", () => {
        const claim = (accessMode: "ReadWriteOnce" | "ReadWriteOncePod") =>
            claimConf({
                data: {
                    mountPath: "/data",
                    claimPerExecutor: { size: "1Gi", storageClass: "gp3", accessMode },
                },
            })["spark.kubernetes.legacy.useReadWriteOnceAccessMode"];
        assert.deepEqual([claim("ReadWriteOnce"), claim("ReadWriteOncePod")], ["true", undefined]);
    });

    it("in memory count, in whole MiB", () => {
        const inMemory = (sizeLimit: string) => ({
            mountPath: "/a",
            emptyDir: { memory: true, sizeLimit },
        });
        assert.equal(tmpfsMib({ a: inMemory("1Gi"), b: inMemory("1M"), ...all }), 1024 + 1 + 512);
        assert.equal(tmpfsMib({}), 0);
        assert.equal(tmpfsMib(), 0);
    });

    it("apply only to the pods of their role", () => {
        const args = {
            main: "local:///opt/pi.py",
            driver: { volumes: { cache: { mountPath: "/cache", emptyDir: {} } } },
            executor: {
                volumes: { models: { mountPath: "/models", claim: "models", readOnly: true } },
            },
        };
        const { driver, executor, sparkConf } = manifest(someJob({ args })).spec;
        const [{ volumeMounts: inDriver = [] } = {}] = driver.template.spec.containers;
        const [{ volumeMounts: inExecutor = [] } = {}] = executor.template.spec.containers;
        assert.deepEqual(inDriver, [{ name: "cache", mountPath: "/cache" }]);
        assert.deepEqual(inExecutor, [{ name: "models", mountPath: "/models", readOnly: true }]);
        assert.deepEqual(driver.template.spec.volumes, [{ name: "cache", emptyDir: {} }]);
        assert.equal(JSON.stringify(sparkConf).includes("volumes"), false);
    });
});
