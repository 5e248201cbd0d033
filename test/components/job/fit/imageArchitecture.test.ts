import { strict as assert } from "node:assert";
import { namedArchitecture } from "../../../../components/job/fit/imageArchitecture";
import { jobFitsTeam } from "../../../../components/job/fit/teamFit";
import { NodePoolFacts, NodeRoom } from "../../../../components/nodes/pools/nodePoolFacts";
import { Problems } from "../../../../components/validation/problems";

describe("the architecture that an image's reference names", () => {
    const CASES: [image: string, arch: string | undefined][] = [
        ["apache/spark:4.1.2", undefined],
        ["arm64v8/spark:4.1.2", "arm64"],
        ["registry.example/spark:4.1.2-arm64", "arm64"],
        ["registry.example/linux-aarch64/spark", "arm64"],
        ["registry.example/spark:4.1.2-AMD64", "amd64"],
        ["registry.example/spark:4.1.2-x86_64", "amd64"],
        ["amd64/spark@sha256:0a1b", "amd64"],
        ["registry.example/spark:amd64-arm64", undefined],
        ["charm64/spark:4", undefined],
        ["registry.example/spark:arm64x", undefined],
    ];

    for (const [image, arch] of CASES) {
        it(`${image}: ${arch ?? "none"}`, () => assert.equal(namedArchitecture(image), arch));
    }
});

describe("an image and the platform's node pools", () => {
    const room = (instanceType: string): NodeRoom => ({
        instanceType,
        cpuMillis: 15890,
        memoryMib: 57691,
    });
    const NODE_POOLS: Record<string, NodePoolFacts> = {
        driver: { role: "driver", zones: ["a"], largest: [room("m5.4xlarge")] },
        "driver-arm": { role: "driver", zones: ["a"], largest: [room("m7g.4xlarge")] },
        executor: { role: "executor", zones: ["a"], largest: [room("m7g.4xlarge")] },
    };
    const ARM = { driver: { pool: "driver-arm" } };
    const IMAGE = "registry.example/spark:4.1.2-arm64";

    function problemsOf(args: object, image?: string): string[] {
        const problems = new Problems();
        const job = { main: "local:///opt/pi.py", ...args };
        jobFitsTeam("jobs.x", job, { team: "sales", image, nodePools: NODE_POOLS }, problems);
        return problems.list();
    }

    const refused = (pools: string) => [
        `jobs.x.image: "${IMAGE}" is built for arm64, but its pods may run on nodes of pool ` +
            `${pools}, which have another architecture: use an image for that one or for ` +
            "both, or set driver.pool and executor.pool to pools of arm64",
    ];

    it("fit if the pods run only on nodes that can run it", () => {
        assert.deepEqual(problemsOf({ image: IMAGE, ...ARM }), []);
        assert.deepEqual(problemsOf({ image: "registry.example/spark:4.1.2" }), []);
        assert.deepEqual(problemsOf({ image: "apache/spark:4.1.2" }, IMAGE), []);
    });

    it("are refused if pods may run on others", () => {
        assert.deepEqual(problemsOf({ image: IMAGE }), refused('"driver"'));
        assert.deepEqual(
            problemsOf({ image: IMAGE, driver: { pool: "driver" } }),
            refused('"driver"'),
        );
    });

    it("are refused for the platform's image, too", () => {
        assert.deepEqual(problemsOf({}, IMAGE), refused('"driver"'));
        assert.deepEqual(problemsOf(ARM, IMAGE), []);
    });
});
