import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { manifest, ResolvedJobArgs } from "../../../../components/job/manifest/manifest";
import { jobProblems } from "../../../../components/job/checks/jobProblems";
import { jobFitsTeam, TeamLimits } from "../../../../components/job/fit/teamFit";
import { Problems } from "../../../../components/validation/problems";
import { propertyRuns } from "../../../../testkit/propertyRuns";
import { someJob } from "../../../../testkit/someJob";
import { arbitraryJob } from "../arbitraryJob";
import { propertiesOf } from "./asProperties";

const VOLUMES = "spark.kubernetes.executor.volumes";

function problemsOf(args: object, team: Partial<TeamLimits> = {}): string[] {
    const problems = new Problems();
    jobFitsTeam("", { main: "local:///opt/pi.py", ...args }, { team: "sales", ...team }, problems);
    return problems.list();
}

function specOf(args: Partial<ResolvedJobArgs>, sparkConf: Record<string, string> = {}) {
    const job = someJob({ args: { main: "local:///opt/pi.py", ...args }, sparkConf });
    return JSON.parse(JSON.stringify(manifest(job).spec));
}

/** The order of volumes means nothing. */
function inOrder(spec: any) {
    const byName = (a: any, b: any) => (a.name < b.name ? -1 : 1);
    for (const { template } of [spec.driver, spec.executor]) {
        template.spec.volumes.sort(byName);
        for (const one of [...template.spec.containers, ...(template.spec.initContainers ?? [])]) {
            one.volumeMounts?.sort(byName);
        }
    }
    return spec;
}

function containerOf(spec: any, role = "executor") {
    return spec[role].template.spec.containers[0];
}

describe("properties with an equivalent argument", () => {
    it("make the same job, and are refused by the same team", function () {
        this.timeout(60_000);
        fc.assert(
            fc.property(arbitraryJob, fc.nat(), (job, choice) => {
                const same = propertiesOf(job, choice);
                const teams: Partial<TeamLimits>[] = [
                    {},
                    { quota: { cpu: "4", memory: "4Gi", volumeClaims: 3, storage: "20Gi" } },
                ];
                for (const team of teams) {
                    assert.equal(
                        problemsOf(same, team).length > 0,
                        problemsOf(job, team).length > 0,
                        JSON.stringify(same),
                    );
                }
                assert.deepEqual(inOrder(specOf(same)), inOrder(specOf(job)));
            }),
            propertyRuns,
        );
    });

    it("are either refused by our checks or make a manifest", () => {
        const role = fc.constantFrom("driver", "executor");
        const type = fc.constantFrom("emptyDir", "hostPath", "persistentVolumeClaim", "nfs", "x");
        const rest = fc.constantFrom(
            ...["mount.path", "mount.readOnly", "mount.subPath", "options.claimName"],
            ...["options.storageClass", "options.sizeLimit", "options.path", "options.medium", ""],
        );
        const key = fc.oneof(
            fc
                .tuple(role, type, fc.constantFrom("a", "spark-local-dir-1", "B"), rest)
                .map(([r, t, name, end]) => `spark.kubernetes.${r}.volumes.${t}.${name}.${end}`),
            fc.constantFrom(
                ...["spark.local.dir", "spark.ui.port", "spark.log.level", "spark.files"],
                ...["spark.jars", "spark.submit.pyFiles", "spark.archives", "spark.jars.packages"],
                ...["spark.jars.ivySettings", "spark.driver.memoryOverhead", "spark.eventLog.dir"],
            ),
        );
        const value = fc.oneof(
            fc.constantFrom(
                "",
                "true",
                "/a",
                "/a,/b",
                "OnDemand",
                "1Gi",
                "Memory",
                "s3a://b/x",
                "jobs",
            ),
            fc.string({ unit: "grapheme", maxLength: 12 }),
        );
        fc.assert(
            fc.property(fc.dictionary(key, value, { maxKeys: 8 }), (conf) => {
                const problems = new Problems();
                const job = { main: "local:///opt/pi.py", conf };
                jobProblems("", "pi", job, problems, () => undefined);
                jobFitsTeam("", job, { team: "sales" }, problems);
                if (problems.list().length === 0) {
                    specOf({ conf });
                }
            }),
            propertyRuns,
        );
    });

    it("become volumes of pods", () => {
        const conf = {
            [`${VOLUMES}.emptyDir.scratch.mount.path`]: "/scratch",
            [`${VOLUMES}.emptyDir.scratch.options.sizeLimit`]: "1Gi",
            [`${VOLUMES}.emptyDir.scratch.options.medium`]: "Memory",
            [`${VOLUMES}.persistentVolumeClaim.spark-local-dir-1.mount.path`]: "/data",
            [`${VOLUMES}.persistentVolumeClaim.spark-local-dir-1.options.claimName`]: "OnDemand",
            [`${VOLUMES}.persistentVolumeClaim.spark-local-dir-1.options.storageClass`]: "gp3",
            [`${VOLUMES}.persistentVolumeClaim.spark-local-dir-1.options.sizeLimit`]: "50Gi",
        };
        const volumes = {
            scratch: { mountPath: "/scratch", emptyDir: { sizeLimit: "1Gi", memory: true } },
            data: {
                mountPath: "/data",
                localDir: true,
                claimPerExecutor: { size: "50Gi", storageClass: "gp3" },
            },
        };
        assert.deepEqual(specOf({ conf }), specOf({ executor: { volumes } }));
        assert.equal(specOf({ conf }).executor.memoryOverhead, "1408m");
    });

    it("stay properties if arguments cannot express them fully", () => {
        const conf = {
            [`${VOLUMES}.persistentVolumeClaim.data.mount.path`]: "/data",
            [`${VOLUMES}.persistentVolumeClaim.data.mount.subPath`]: "sales",
            [`${VOLUMES}.persistentVolumeClaim.data.options.claimName`]: "shared",
        };
        const { sparkConf } = specOf({ conf });
        assert.deepEqual({ ...sparkConf, ...conf }, sparkConf);
    });

    it("count towards memory and quota if they stay properties", () => {
        const memory = {
            [`${VOLUMES}.emptyDir.scratch.mount.path`]: "/scratch",
            [`${VOLUMES}.emptyDir.scratch.mount.subPath`]: "x",
            [`${VOLUMES}.emptyDir.scratch.options.medium`]: "Memory",
            [`${VOLUMES}.emptyDir.scratch.options.sizeLimit`]: "1Gi",
        };
        assert.equal(specOf({ conf: memory }).executor.memoryOverhead, "1408m");
        assert.match(problemsOf({ conf: memory }, { quota: { memory: "2Gi" } })[0] ?? "", /1920Mi/);
        const claim = {
            [`${VOLUMES}.persistentVolumeClaim.data.mount.path`]: "/data",
            [`${VOLUMES}.persistentVolumeClaim.data.label.owner`]: "sales",
            [`${VOLUMES}.persistentVolumeClaim.data.options.claimName`]: "OnDemand",
            [`${VOLUMES}.persistentVolumeClaim.data.options.storageClass`]: "gp3",
            [`${VOLUMES}.persistentVolumeClaim.data.options.sizeLimit`]: "50Gi",
        };
        const executor = { instances: 3 };
        const [line = ""] = problemsOf({ conf: claim, executor }, { quota: { storage: "100Gi" } });
        assert.match(line, /need 150Gi in volume claims/);
    });

    it("of a team are overridden by the job's own volume and variable", () => {
        const sparkConf = {
            [`${VOLUMES}.emptyDir.scratch.mount.path`]: "/scratch",
            "spark.executorEnv.TZ": "UTC",
            "spark.executorEnv.OTHER": "1",
        };
        const executor = {
            volumes: { scratch: { mountPath: "/scratch", claim: "mine" } },
            env: { TZ: "Europe/Lisbon" },
        };
        const spec = specOf({ executor }, sparkConf);
        assert.deepEqual(containerOf(spec), containerOf(specOf({ executor })));
        assert.equal(spec.sparkConf["spark.executorEnv.TZ"], undefined);
        assert.equal(spec.sparkConf["spark.executorEnv.OTHER"], "1");
    });

    it("of a team are overridden by the job's own volume by property", () => {
        const sparkConf = {
            [`${VOLUMES}.emptyDir.scratch.mount.path`]: "/scratch",
            [`${VOLUMES}.emptyDir.other.mount.path`]: "/data",
        };
        const conf = {
            [`${VOLUMES}.persistentVolumeClaim.scratch.mount.path`]: "/mine",
            [`${VOLUMES}.persistentVolumeClaim.scratch.options.claimName`]: "mine",
            [`${VOLUMES}.persistentVolumeClaim.data.mount.path`]: "/data",
            [`${VOLUMES}.persistentVolumeClaim.data.mount.subPath`]: "x",
            [`${VOLUMES}.persistentVolumeClaim.data.options.claimName`]: "data",
        };
        assert.deepEqual(problemsOf({ conf }, { sparkConf }), []);
        assert.deepEqual(specOf({ conf }, sparkConf), specOf({ conf }));
    });

    it("can name volumes as local dirs", () => {
        const volumes = { scratch: { mountPath: "/scratch", emptyDir: { sizeLimit: "20Gi" } } };
        const conf = { "spark.local.dir": "/scratch" };
        const spec = specOf({ conf, driver: { volumes }, executor: { volumes } });
        for (const role of ["driver", "executor"]) {
            const [mount] = containerOf(spec, role).volumeMounts;
            assert.deepEqual(mount, { name: "spark-local-dir-1", mountPath: "/scratch" });
        }
        assert.deepEqual(problemsOf({ conf, driver: { volumes }, executor: { volumes } }), []);
    });

    it("are checked without values that are known only later", () => {
        const conf = {
            [`${VOLUMES}.persistentVolumeClaim.data.mount.path`]: pulumi.output("/data"),
            [`${VOLUMES}.persistentVolumeClaim.data.options.claimName`]: pulumi.output("shared"),
            [`${VOLUMES}.persistentVolumeClaim.data.mount.readOnly`]: pulumi.output("true"),
            "spark.local.dir": pulumi.output("/scratch"),
            "spark.jars.packages": pulumi.output("a:b:1"),
        };
        assert.deepEqual(problemsOf({ conf }), []);
        const hostPath = { [`${VOLUMES}.hostPath.data.mount.path`]: pulumi.output("/data") };
        assert.match(problemsOf({ conf: hostPath })[0] ?? "", /also needs options\.path/);
    });

    const at = (prefix: string) => `conf["${VOLUMES}.${prefix}"]`;
    const hostPath = {
        [`${VOLUMES}.hostPath.spark-local-dir-1.mount.path`]: "/data1",
        [`${VOLUMES}.hostPath.spark-local-dir-1.options.path`]: "/mnt/k8s-disks/0",
    };
    const advice = 'use emptyDir or a claim, or set the team\'s podSecurity: "privileged"';
    const refused: [string, Record<string, unknown>, Partial<TeamLimits>, string[]][] = [
        [
            "a folder of the node and a share",
            {
                conf: {
                    ...hostPath,
                    [`${VOLUMES}.nfs.share.mount.path`]: "/share",
                    [`${VOLUMES}.nfs.share.options.server`]: "10.0.0.5",
                    [`${VOLUMES}.nfs.share.options.path`]: "/export",
                },
            },
            {},
            [
                `${at("hostPath.spark-local-dir-1")}: a volume of type hostPath is refused by Pod Security "restricted" of team "sales": ${advice}`,
                `${at("nfs.share")}: a volume of type nfs is refused by Pod Security "restricted" of team "sales": ${advice}`,
            ],
        ],
        [
            "a folder of the node, from the team",
            {},
            { sparkConf: hostPath, podSecurity: "baseline" },
            [
                `${at("hostPath.spark-local-dir-1")} of the team: a volume of type hostPath is refused by ` +
                    `Pod Security "baseline" of team "sales": ${advice}`,
            ],
        ],
        [
            "a claim for the driver",
            {
                conf: {
                    "spark.kubernetes.driver.volumes.persistentVolumeClaim.data.mount.path":
                        "/data",
                    "spark.kubernetes.driver.volumes.persistentVolumeClaim.data.options.claimName":
                        "OnDemand",
                    "spark.kubernetes.driver.volumes.persistentVolumeClaim.data.options.storageClass":
                        "gp3",
                    "spark.kubernetes.driver.volumes.persistentVolumeClaim.data.options.sizeLimit":
                        "1Gi",
                },
            },
            {},
            [
                'conf["spark.kubernetes.driver.volumes.persistentVolumeClaim.data"]: the ' +
                    "operator would create the driver's claim, but has no permission to: use " +
                    "emptyDir or an existing claim",
            ],
        ],
        [
            "a claim that nobody makes",
            {
                conf: {
                    [`${VOLUMES}.persistentVolumeClaim.data.mount.path`]: "/data",
                    [`${VOLUMES}.persistentVolumeClaim.data.options.claimName`]: "OnDemand",
                },
            },
            {},
            [
                `${at("persistentVolumeClaim.data")}: Spark creates a claim "OnDemand" only ` +
                    "with options.storageClass and options.sizeLimit",
            ],
        ],
        [
            "a volume without its folder, of an unknown type, in Spark's own folder",
            {
                conf: {
                    [`${VOLUMES}.emptyDir.a.options.sizeLimit`]: "1Gi",
                    [`${VOLUMES}.glusterfs.b.mount.path`]: "/b",
                    [`${VOLUMES}.emptyDir.c.mount.path`]: "/opt/spark/jars",
                    [`${VOLUMES}.emptyDir.d.mount.path`]: "/d",
                    [`${VOLUMES}.emptyDir.d.options.medium`]: "Memory",
                },
            },
            {},
            [
                `${at("emptyDir.a")}: also needs mount.path`,
                `${at("glusterfs.b")}: "glusterfs" is not a volume type: use hostPath, persistentVolumeClaim, nfs, emptyDir`,
                `${at("emptyDir.c")}: "/opt/spark/jars" would hide the contents of ` +
                    "/opt/spark: choose another folder",
                `${at("emptyDir.d")}: sizeLimit is missing: a volume in memory needs a limit, ` +
                    "which is added to the pod's memory",
            ],
        ],
        [
            "options that Spark does not read, or Kubernetes refuses",
            {
                conf: {
                    [`${VOLUMES}.emptyDir.a.mount.path`]: "/a",
                    [`${VOLUMES}.emptyDir.a.options.size`]: "1Gi",
                    [`${VOLUMES}.emptyDir.b.mount.path`]: "/b",
                    [`${VOLUMES}.emptyDir.b.options.medium`]: "memory",
                    [`${VOLUMES}.hostPath.c.mount.path`]: "/c",
                    [`${VOLUMES}.hostPath.c.options.path`]: "/c",
                    [`${VOLUMES}.hostPath.c.options.type`]: "Folder",
                },
            },
            { podSecurity: "privileged" },
            [
                `${at("emptyDir.a")}: unknown option of a volume "options.size"; did you mean "options.type"? (known: mount.path, mount.subPath, ` +
                    "mount.subPathExpr, mount.readOnly, options.path, options.type, options.claimName, " +
                    "options.storageClass, options.medium, options.sizeLimit, options.server)",
                `${at("emptyDir.b")}: options.medium: "memory" is not a medium for job pods: ` +
                    `use "Memory", or remove it`,
                `${at("hostPath.c")}: options.type: unknown type of a folder "Folder" (known: DirectoryOrCreate, ` +
                    "Directory, FileOrCreate, File, Socket, CharDevice, BlockDevice)",
            ],
        ],
        [
            "two volumes of one name, or in one folder",
            {
                conf: {
                    [`${VOLUMES}.emptyDir.a.mount.path`]: "/a",
                    [`${VOLUMES}.nfs.a.mount.path`]: "/b",
                    [`${VOLUMES}.nfs.a.options.server`]: "10.0.0.5",
                    [`${VOLUMES}.nfs.a.options.path`]: "/export",
                    [`${VOLUMES}.emptyDir.c.mount.path`]: "/b",
                },
            },
            { podSecurity: "baseline" },
            [
                `${at("nfs.a")}: has the same name or mount path as ${VOLUMES}.emptyDir.a: ` +
                    "keep one of them",
                `${at("emptyDir.c")}: has the same name or mount path as ${VOLUMES}.nfs.a: ` +
                    "keep one of them",
            ],
        ],
        [
            "a folder for local data that may only be read",
            {
                conf: { "spark.local.dir": "/data" },
                executor: { volumes: { data: { mountPath: "/data", claim: "x", readOnly: true } } },
            },
            {},
            [
                'conf["spark.local.dir"]: "/data" is a read-only volume of the executor: ' +
                    "remove its readOnly, or this entry",
            ],
        ],
        [
            "a wheel, and settings of Ivy that no driver reads",
            { conf: { "spark.jars.ivySettings": "s3a://b/ivy.xml" }, image: "example" },
            { sparkConf: { "spark.submit.pyFiles": "https://example.com/a.whl" } },
            [
                'conf["spark.submit.pyFiles"] of the team: "https://example.com/a.whl" is a ' +
                    "wheel, which Spark cannot load: install it with deps.requirements",
                'conf["spark.jars.ivySettings"]: "s3a://b/ivy.xml" is neither a file of this ' +
                    'project nor a file in the image ("local:///opt/app/…")',
            ],
        ],
        [
            "what an argument says already",
            {
                conf: {
                    [`${VOLUMES}.emptyDir.scratch.mount.path`]: "/scratch",
                    [`${VOLUMES}.emptyDir.other.mount.path`]: "/scratch",
                    "spark.executorEnv.TZ": "UTC",
                },
                executor: {
                    volumes: { scratch: { mountPath: "/scratch", emptyDir: {} } },
                    env: { TZ: "UTC" },
                },
            },
            {},
            [
                `${at("emptyDir.scratch")}: is already the name of a volume in ` +
                    "executor.volumes: keep one of them",
                `${at("emptyDir.other")}: "/scratch" is already the mount path of volume "scratch"`,
                'conf["spark.executorEnv.TZ"]: is already set in executor.env: keep one of them',
            ],
        ],
        [
            "more claims than the quota has",
            {
                conf: {
                    [`${VOLUMES}.persistentVolumeClaim.data.mount.path`]: "/data",
                    [`${VOLUMES}.persistentVolumeClaim.data.options.claimName`]: "OnDemand",
                    [`${VOLUMES}.persistentVolumeClaim.data.options.storageClass`]: "gp3",
                    [`${VOLUMES}.persistentVolumeClaim.data.options.sizeLimit`]: "50Gi",
                },
                executor: { instances: 3 },
            },
            { quota: { storage: "100Gi" } },
            [
                'executor.instances: the driver and 3 executors need 150Gi in volume claims, more than the quota of team "sales" ' +
                    '(storage: "100Gi"): request less, or raise the quota',
            ],
        ],
        [
            "what is no package, and a file that nobody delivers",
            { conf: { "spark.jars.packages": "a:b:1,a:b", "spark.jars.repositories": "repo" } },
            { sparkConf: { "spark.files": "conf/x.yaml,/opt/app/y.yaml,local:///opt/z.yaml" } },
            [
                'conf["spark.files"] of the team: "conf/x.yaml" is not a URI, and project ' +
                    "files are delivered only for a job's own arguments: " +
                    "add it to the job's deps, or put it into the image",
                'conf["spark.jars.packages"]: "a:b" does not have the form group:artifact:version (e.g. "org.example:library_2.13:1.0.0")',
                'conf["spark.jars.repositories"]: "repo" is not the URL of a Maven repository ' +
                    '(e.g. "https://repo.example.com/maven2")',
            ],
        ],
        [
            "folders for local data that Spark would not use, or mount twice",
            {
                conf: { "spark.local.dir": "/scratch,/other,/scratch/tmp,opt" },
                executor: { volumes: { scratch: { mountPath: "/scratch", emptyDir: {} } } },
            },
            {},
            [
                'conf["spark.local.dir"]: "opt" is not the absolute path of a folder (e.g. "/data")',
                'conf["spark.local.dir"]: "/other" is not a volume of the executor; if any ' +
                    "volume is a local dir " +
                    "(/scratch), Spark uses volumes only: mount one there, or remove this entry",
                'conf["spark.local.dir"]: "/scratch/tmp" is inside the volume "/scratch" of ' +
                    'the executor, and Spark would mount another over it: use "/scratch"',
                'conf["spark.local.dir"]: "opt" is not a volume of the executor; if any ' +
                    "volume is a local dir " +
                    "(/scratch), Spark uses volumes only: mount one there, or remove this entry",
            ],
        ],
    ];
    for (const [what, args, team, problems] of refused) {
        it(`are refused with ${what}`, () => assert.deepEqual(problemsOf(args, team), problems));
    }
});
