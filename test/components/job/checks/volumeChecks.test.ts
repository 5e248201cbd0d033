import { refusesEach, volume } from "./cases";

describe("a job's volumes", () => {
    refusesEach([
        // volumes
        [
            "volumes in a list",
            { driver: { volumes: [] } },
            "driver.volumes: [] is not a map of keys and values (e.g. { NAME: { mountPath: … } })",
        ],
        [
            "a volume without a folder",
            volume({ emptyDir: {} }),
            "executor.volumes.data.mountPath: is missing",
        ],
        [
            "a folder that is relative",
            volume({ mountPath: "data", emptyDir: {} }),
            'executor.volumes.data.mountPath: "data" is not the absolute path of a folder ' +
                '(e.g. "/data")',
        ],
        [
            "a folder with dots",
            volume({ mountPath: "/data/../opt", emptyDir: {} }),
            'executor.volumes.data.mountPath: "/data/../opt" is not the absolute path of a folder ' +
                '(e.g. "/data")',
        ],
        [
            "a folder in Spark's",
            volume({ mountPath: "/opt/spark/jars", emptyDir: {} }),
            'executor.volumes.data.mountPath: "/opt/spark/jars" would hide the contents of ' +
                "/opt/spark: " +
                "choose another folder",
        ],
        [
            "a folder around the platform's",
            volume({ mountPath: "/etc", emptyDir: {} }),
            'executor.volumes.data.mountPath: "/etc" would hide the contents of ' +
                "/etc/spark-platform: " +
                "choose another folder",
        ],
        [
            "a folder twice",
            {
                driver: {
                    volumes: {
                        a: { mountPath: "/data", emptyDir: {} },
                        b: { mountPath: "/data", claim: "b" },
                    },
                },
            },
            'driver.volumes.b.mountPath: "/data" is already the mount path of volume "a"',
        ],
        [
            "a volume of nothing",
            volume({ mountPath: "/data" }),
            "executor.volumes.data: needs a source: set one of emptyDir, claimPerExecutor, " +
                "claim, configMap, secret, hostPath",
        ],
        [
            "a volume of two things",
            volume({ mountPath: "/data", emptyDir: {}, claim: "a" }),
            "executor.volumes.data.claim: cannot be combined with emptyDir: keep one of them",
        ],
        [
            "a volume of an unknown kind",
            volume({ mountPath: "/data", emptyDir: {}, nfs: {} }),
            'executor.volumes.data.nfs: unknown key "nfs" (known: mountPath, readOnly, localDir, ' +
                "emptyDir, claimPerExecutor, claim, configMap, secret, items, defaultMode, optional, " +
                "hostPath)",
        ],
        [
            "a volume named like Spark's",
            volume({ mountPath: "/data", emptyDir: {} }, "spark-local-dir-1"),
            "executor.volumes.spark-local-dir-1: is reserved for Spark or the platform: " +
                "choose another name",
        ],
        [
            "a volume named like the platform's",
            volume({ mountPath: "/data", emptyDir: {} }, "metrics"),
            "executor.volumes.metrics: is reserved for Spark or the platform: choose another name",
        ],
        [
            "a volume with a name that Kubernetes refuses",
            volume({ mountPath: "/data", emptyDir: {} }, "Data"),
            'executor.volumes.Data: "Data" is not a DNS label: use 1-63 lower-case letters, digits ' +
                'and "-", beginning and ending with a letter or digit (e.g. "data-science")',
        ],
        [
            "memory without a limit",
            volume({ mountPath: "/data", emptyDir: { memory: true } }),
            "executor.volumes.data.emptyDir.sizeLimit: is missing: a volume in memory needs a " +
                "limit, which is added to the pod's memory",
        ],
        [
            "a limit without a unit",
            volume({ mountPath: "/data", emptyDir: { sizeLimit: "20" } }),
            'executor.volumes.data.emptyDir.sizeLimit: "20" is not an amount of storage with ' +
                'a unit (e.g. "20Gi")',
        ],
        [
            "a volume to be read only that is empty",
            volume({ mountPath: "/data", emptyDir: {}, readOnly: true }),
            "executor.volumes.data.readOnly: applies only to claim and hostPath: nothing " +
                "could write to this volume",
        ],
        [
            "a folder for Spark's data to be read only",
            volume({ mountPath: "/data", claim: "a", localDir: true, readOnly: true }),
            "executor.volumes.data.readOnly: applies only to claim and hostPath: nothing " +
                "could write to this volume",
        ],
        [
            "a flag in words",
            volume({ mountPath: "/data", emptyDir: {}, localDir: "yes" }),
            'executor.volumes.data.localDir: "yes" is not true or false',
        ],
        [
            "a claim for each driver",
            {
                driver: {
                    volumes: {
                        data: {
                            mountPath: "/data",
                            claimPerExecutor: { size: "1Gi", storageClass: "gp3" },
                        },
                    },
                },
            },
            "driver.volumes.data.claimPerExecutor: applies only to executors: use emptyDir or " +
                "claim for the driver",
        ],
        [
            "a claim without a class, which Spark would not make",
            volume({ mountPath: "/data", claimPerExecutor: { size: "1Gi" } }),
            "executor.volumes.data.claimPerExecutor.storageClass: is missing",
        ],
        [
            "a claim of nothing",
            volume({ mountPath: "/data", claimPerExecutor: { size: "0Gi", storageClass: "gp3" } }),
            'executor.volumes.data.claimPerExecutor.size: "0Gi" is not an amount of storage ' +
                'with a unit (e.g. "20Gi")',
        ],
        [
            "an unknown access mode",
            volume({
                mountPath: "/data",
                claimPerExecutor: {
                    size: "1Gi",
                    storageClass: "gp3",
                    accessMode: "ReadWriteMany",
                },
            }),
            "executor.volumes.data.claimPerExecutor.accessMode: unknown access mode " +
                '"ReadWriteMany"; did you mean "ReadWriteOnce"? ' +
                "(known: ReadWriteOncePod, ReadWriteOnce)",
        ],
        [
            "claims of two access modes",
            {
                executor: {
                    volumes: {
                        a: {
                            mountPath: "/a",
                            claimPerExecutor: { size: "1Gi", storageClass: "gp3" },
                        },
                        b: {
                            mountPath: "/b",
                            claimPerExecutor: {
                                size: "1Gi",
                                storageClass: "gp3",
                                accessMode: "ReadWriteOnce",
                            },
                        },
                    },
                },
            },
            'executor.volumes.b.claimPerExecutor.accessMode: "ReadWriteOnce" differs from that of ' +
                'volume "a" ("ReadWriteOncePod"): Spark uses one for all claims of a job',
        ],
        [
            "a folder of the node that is relative",
            volume({ mountPath: "/data", hostPath: "mnt" }),
            'executor.volumes.data.hostPath: "mnt" is not the absolute path of a folder (e.g. "/data")',
        ],
        [
            "a ConfigMap's key out of its folder",
            volume({ mountPath: "/data", configMap: "app", items: { "a.yaml": "../a.yaml" } }),
            'executor.volumes.data.items["a.yaml"]: "../a.yaml" is not a relative path without ".." ' +
                '(e.g. "conf/app.yaml")',
        ],
        [
            "permissions as a text",
            volume({ mountPath: "/data", secret: "app", defaultMode: "0440" }),
            'executor.volumes.data.defaultMode: "0440" is not a number: write 0440 as 0o440, or 288',
        ],
        [
            "permissions that are none",
            volume({ mountPath: "/data", secret: "app", defaultMode: 777 }),
            "executor.volumes.data.defaultMode: 777 is not a whole number from 0 to 511",
        ],
        [
            "a Secret to write to",
            volume({ mountPath: "/data", secret: "app", readOnly: false }),
            "executor.volumes.data.readOnly: is always true for configMap and secret: remove it",
        ],
        [
            "a ConfigMap for Spark's data",
            volume({ mountPath: "/data", configMap: "app", localDir: true }),
            "executor.volumes.data.localDir: needs a volume that Spark can write to",
        ],
        [
            "files of an empty folder",
            volume({ mountPath: "/data", emptyDir: {}, items: { a: "a" } }),
            "executor.volumes.data.items: applies only to configMap and secret: remove it",
        ],
        [
            "a Secret of no name",
            volume({ mountPath: "/data", secret: "App_Key" }),
            'executor.volumes.data.secret: "App_Key" is not the name of a Secret or ConfigMap (e.g. ' +
                '"warehouse")',
        ],
    ]);
});
