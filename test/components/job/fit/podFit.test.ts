import assert from "node:assert/strict";
import { jobFitsTeam, TeamLimits } from "../../../../components/job/fit/teamFit";
import { Problems } from "../../../../components/validation/problems";

function problemsOf(args: object, team: Partial<TeamLimits>): string[] {
    const problems = new Problems();
    jobFitsTeam("", { main: "local:///opt/pi.py", ...args }, { team: "sales", ...team }, problems);
    return problems.list();
}

function container(name: string, cpu: string, memory = "64Mi", more: object = {}) {
    const resources = { requests: { cpu, memory }, ...more };
    return { name, image: "example.com/x:1", resources };
}

/** CPU that a driver with these containers counts for, beside an executor of 250m. */
function fits(driver: object, cpuMillis: number): boolean {
    return problemsOf({ driver }, { quota: { cpu: `${cpuMillis + 250}m` } }).length === 0;
}

function asksFor(driver: object, cpuMillis: number): void {
    assert.ok(fits(driver, cpuMillis), "asks for more");
    assert.ok(!fits(driver, cpuMillis - 1), "asks for less");
}

describe("what a pod requests", () => {
    const small = { name: "a", image: "example.com/x:1" };

    it("is the sum of Spark's container and its sidecars", () => {
        asksFor({}, 250);
        asksFor({ sidecars: [small] }, 300);
        asksFor({ sidecars: [container("a", "1"), container("b", "500m")] }, 1750);
    });

    it("is an init container's request if that is larger", () => {
        asksFor({ initContainers: [container("a", "200m")] }, 250);
        asksFor({ initContainers: [container("a", "2"), container("b", "1")] }, 2000);
        const sidecars = [container("c", "1")];
        asksFor({ initContainers: [container("a", "2")], sidecars }, 2000);
        asksFor({ initContainers: [container("a", "1100m")], sidecars }, 1250);
    });

    it("counts the containers of the pod template, after those of the arguments", () => {
        const initContainers = [
            { name: "a", resources: { requests: { cpu: "700m" } } },
            { ...container("b", "2"), restartPolicy: "Always" },
            container("c", "3"),
        ];
        const driver = {
            sidecars: [container("a", "1")],
            podTemplate: { spec: { initContainers } },
        };
        // Both sidecars run while the last one does.
        asksFor(driver, 700 + 2000 + 3000);
    });

    it("counts memory limits, and the disk of each container", () => {
        const limits = { limits: { memory: "1Gi" } };
        const executor = { sidecars: [container("a", "1m", "64Mi", limits)] };
        const ask = (quota: object) => problemsOf({ executor }, { quota });
        assert.deepEqual(ask({ memory: "2816Mi" }), []);
        assert.deepEqual(ask({ memory: "2815Mi" }), [
            "executor.instances: the driver (896Mi of memory) and one executor (1920Mi of memory) " +
                'request 2816Mi of memory, more than the quota of team "sales" (memory: "2815Mi"): ' +
                "request less, or raise the quota",
        ]);
        assert.deepEqual(ask({ ephemeralStorage: "3Gi" }), []);
        assert.equal(ask({ ephemeralStorage: "2Gi" }).length, 1);
    });

    it("must fit on a node of a pool, with all its containers", () => {
        const room = { instanceType: "m7i.large", cpuMillis: 1000, memoryMib: 4000 };
        const pool = (role: "driver" | "executor") => ({
            ...{ role, zones: ["a"], largest: [room], architectures: ["amd64"] },
        });
        const nodePools = { drivers: pool("driver"), executors: pool("executor") };
        const ask = (cpu: string) =>
            problemsOf(
                { driver: { sidecars: [container("a", cpu)] } },
                {
                    nodePools,
                },
            );
        assert.deepEqual(ask("750m"), []);
        assert.deepEqual(ask("800m"), [
            "driver.cores: the driver requests 1.05 CPU and 960Mi of memory, more than any node of " +
                'pool "drivers" has (largest: m7i.large with 1 CPU and 4000Mi of memory): ' +
                "request less, or allow larger nodes there",
        ]);
    });
});

describe("a pod template and Pod Security", () => {
    const driver = (spec: object) => ({ driver: { podTemplate: { spec } } });
    const spark = (args: object) =>
        driver({ containers: [{ name: "spark-kubernetes-driver", ...args }] });
    const secured = (securityContext: object) => spark({ securityContext });

    /** The level from which on something is refused, and the path. */
    const refused: [string, object, "baseline" | "restricted", string][] = [
        ["the node's network", driver({ hostNetwork: true }), "baseline", "hostNetwork"],
        ["the node's processes", driver({ hostPID: true }), "baseline", "hostPID"],
        [
            "a folder of the node",
            driver({ volumes: [{ name: "a", hostPath: { path: "/" } }] }),
            "baseline",
            "volumes[0].hostPath",
        ],
        [
            "a port of the node",
            spark({ ports: [{ name: "a", containerPort: 1, hostPort: 1 }] }),
            "baseline",
            "containers[0].ports[0].hostPort",
        ],
        [
            "all rights",
            secured({ privileged: true }),
            "baseline",
            "containers[0].securityContext.privileged",
        ],
        [
            "a capability",
            secured({ capabilities: { add: ["NET_ADMIN"] } }),
            "baseline",
            "containers[0].securityContext.capabilities.add",
        ],
        [
            "no seccomp profile",
            driver({ securityContext: { seccompProfile: { type: "Unconfined" } } }),
            "baseline",
            "securityContext.seccompProfile.type",
        ],
        [
            "a probe of another host",
            spark({ livenessProbe: { httpGet: { host: "10.0.0.1", port: 80 } } }),
            "baseline",
            "containers[0].livenessProbe.httpGet.host",
        ],
        [
            "a kernel setting",
            driver({ securityContext: { sysctls: [{ name: "kernel.msgmax", value: "1" }] } }),
            "baseline",
            "securityContext.sysctls",
        ],
        [
            "a capability of the runtimes",
            secured({ capabilities: { add: ["CHOWN"] } }),
            "restricted",
            "containers[0].securityContext.capabilities.add",
        ],
        [
            "capabilities that stay",
            secured({ capabilities: { drop: ["CHOWN"] } }),
            "restricted",
            "containers[0].securityContext.capabilities.drop",
        ],
        [
            "more rights than the parent's",
            secured({ allowPrivilegeEscalation: true }),
            "restricted",
            "containers[0].securityContext.allowPrivilegeEscalation",
        ],
        [
            "root",
            driver({
                initContainers: [
                    { name: "a", image: "example.com/a:1", securityContext: { runAsUser: 0 } },
                ],
            }),
            "restricted",
            "initContainers[0].securityContext.runAsUser",
        ],
        [
            "a share of the network",
            driver({ volumes: [{ name: "a", nfs: { server: "a", path: "/" } }] }),
            "restricted",
            "volumes[0].nfs",
        ],
    ];
    const levels = ["privileged", "baseline", "restricted"] as const;
    for (const [what, args, from, path] of refused) {
        it(`refuses ${what} from "${from}" on`, () => {
            for (const podSecurity of levels) {
                const isRefused = levels.indexOf(podSecurity) >= levels.indexOf(from);
                const [line = "", ...more] = problemsOf(args, { podSecurity });
                assert.deepEqual(more, []);
                assert.equal(line !== "", isRefused, podSecurity);
                if (isRefused) {
                    const at = `driver.podTemplate.spec.${path}: `;
                    const end = `is refused by Pod Security "${podSecurity}" of team "sales"`;
                    assert.ok(line.startsWith(at) && line.endsWith(end), line);
                }
            }
        });
    }

    it("accept what is restricted", () => {
        const fine = {
            securityContext: {
                seccompProfile: { type: "Localhost", localhostProfile: "a.json" },
                runAsNonRoot: true,
                sysctls: [{ name: "net.ipv4.ping_group_range", value: "0 1" }],
            },
            volumes: [{ name: "a", csi: { driver: "x" } }],
            initContainers: [
                {
                    name: "a",
                    image: "example.com/a:1",
                    securityContext: { runAsUser: 1000, capabilities: { drop: ["ALL"] } },
                },
            ],
        };
        assert.deepEqual(problemsOf(driver(fine), {}), []);
    });
});
