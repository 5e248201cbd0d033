import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { kindSource } from "../../../local/clusters/kind";
import { composeStack, readStack } from "../../../local/engine/project";
import { pathsOf } from "../../../local/paths";
import { emptyCheckout, StandIns } from "../support";

const checkout = resolve(__dirname, "../../..");

/** A fake kind: the cluster exists while a file does. */
function withKind(standIns = new StandIns().add("docker")): StandIns {
    const cluster = join(standIns.folder, "cluster");
    return standIns.add(
        "kind",
        `case "$1 $2" in
            "get clusters") [ ! -e ${cluster} ] || echo spark-platform ;;
            "create cluster") touch ${cluster} "$8" ;;
            "delete cluster") rm -f ${cluster} ;;
            "export kubeconfig") touch "$6" ;;
        esac`,
    );
}

const uidOf = () => Promise.resolve("uid-1");

describe("the kind cluster", () => {
    it("is created from kind.yaml with its own kubeconfig", async () => {
        const paths = emptyCheckout();
        const { kubeconfig } = paths;
        const standIns = withKind();
        const cluster = await kindSource(paths, false, standIns.env, uidOf).open();

        const { folder } = standIns;
        assert.ok(existsSync(join(folder, "cluster")));
        assert.deepEqual(standIns.calls, [
            "kind get clusters",
            `kind create cluster --name spark-platform --config ${paths.checkout}/kind.yaml --kubeconfig ${kubeconfig} --wait 180s`,
        ]);
        assert.deepEqual(cluster, {
            source: "kind",
            context: "kind-spark-platform",
            kubeconfig,
            uid: "uid-1",
        });
    });

    it("is reused once created", async () => {
        const paths = emptyCheckout();
        const standIns = withKind();
        await kindSource(paths, false, standIns.env, uidOf).open();
        await kindSource(paths, true, standIns.env, uidOf).open();
        assert.deepEqual(standIns.calls.slice(2), ["kind get clusters"]);
    });

    it("is recreated if half-created", async () => {
        const paths = emptyCheckout();
        const standIns = withKind();
        await kindSource(paths, false, standIns.env, uidOf).open();
        let answers = false;
        const later = () => {
            const uid = answers ? Promise.resolve("uid-2") : Promise.reject(new Error("away"));
            answers = true;
            return uid;
        };
        const cluster = await kindSource(paths, true, standIns.env, later).open();
        assert.equal(cluster.uid, "uid-2");
        assert.match(standIns.calls.slice(3).join("\n"), /^kind delete cluster .*\nkind create/);
    });

    it("is deleted only if this checkout created it", async () => {
        const paths = emptyCheckout();
        const standIns = withKind();
        await kindSource(paths, false, standIns.env, uidOf).open();
        await kindSource(paths, false, standIns.env, uidOf).remove();
        assert.ok(existsSync(join(standIns.folder, "cluster")));
        await kindSource(paths, true, standIns.env, uidOf).remove();
        assert.ok(!existsSync(join(standIns.folder, "cluster")));
    });

    describe("is not available", () => {
        const obstacle = (standIns: StandIns, ours = false) =>
            kindSource(emptyCheckout(), ours, standIns.env, uidOf).obstacle();

        it("without docker", async () => {
            assert.equal(await obstacle(new StandIns()), "docker is not on PATH; install Docker");
        });

        it("with the Docker daemon down", async () => {
            const standIns = withKind(new StandIns().add("docker", "exit 1"));
            assert.equal(
                await obstacle(standIns),
                "the Docker daemon does not respond; start Docker",
            );
        });

        it("without kind", async () => {
            assert.equal(
                await obstacle(new StandIns().add("docker")),
                "kind is not on PATH; install kind",
            );
        });

        it("if somebody else's cluster has the name", async () => {
            const standIns = withKind();
            assert.equal(await obstacle(standIns), undefined);
            await kindSource(emptyCheckout(), false, standIns.env, uidOf).open();
            assert.match((await obstacle(standIns)) ?? "", /which this checkout did not create/);
            assert.equal(await obstacle(standIns, true), undefined);
        });
    });

    it("has the nodes that placement rules require", () => {
        const { nodes } = parse(readFileSync(join(checkout, "kind.yaml"), "utf8")) as {
            nodes: { role: string; labels?: Record<string, string> }[];
        };
        const [controlPlane, ...workers] = nodes;
        assert.equal(controlPlane?.role, "control-plane");
        const labels = (zone: string, capacity: string, role: string) => ({
            "topology.kubernetes.io/zone": zone,
            "spark-platform.dev/capacity": capacity,
            "spark-platform.dev/role": role,
        });
        assert.deepEqual(
            workers.map((node) => node.labels),
            ["a", "b"].flatMap((zone) => [
                labels(zone, "on-demand", "driver"),
                labels(zone, "spot", "executor"),
            ]),
        );
    });

    it("uses only public charts and images", async () => {
        const paths = emptyCheckout();
        const cluster = await kindSource(paths, false, withKind().env, uidOf).open();
        const composed = composeStack(
            readStack(pathsOf(checkout)),
            {},
            {
                ...cluster,
                keepTrackedEncryption: true,
            },
        ) as { config: Record<string, unknown> };
        assert.ok(!("spark-platform:artifacts" in composed.config));
        assert.deepEqual(composed.config["spark-platform:cluster"], {
            kind: "kubernetes",
            context: "kind-spark-platform",
            kubeconfig: paths.kubeconfig,
        });
    });
});
