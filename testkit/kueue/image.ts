import { chmodSync, cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { cacheRoot, contentKey } from "../../sandbox/cache";
import { packImages, packLayer } from "../../sandbox/images/archive";
import { type Preparation } from "../../sandbox/preparation";
import { run } from "../../sandbox/shell";
import { kueueBuild } from "../../sandbox/tools/catalogue";
import { buildDir } from "../../sandbox/tools/goBuild";

export const KUEUE_IMAGE = {
    repository: "spark-platform.local/kueue",
    tag: kueueBuild.version,
};

/** The upstream image has the same user. */
const NOBODY = "65532";

const folder = join(cacheRoot(), "images", `kueue-${contentKey(kueueBuild, NOBODY)}`);

/** An archive with only this image. */
export const kueueArchive = join(folder, "images.tar");

/** Needs the build. */
export const kueueImagePreparation: Preparation = {
    title: `packing ${KUEUE_IMAGE.repository}:${KUEUE_IMAGE.tag}`,
    dir: folder,
    make: async (into) => {
        const layer = join(into, "layer");
        mkdirSync(join(layer, "tmp"), { recursive: true });
        chmodSync(join(layer, "tmp"), 0o1777);
        cpSync(join(buildDir(kueueBuild), "kueue"), join(layer, "manager"));
        const packed = await packLayer(layer, join(into, "layer.tar"));
        const config = {
            architecture: process.arch === "arm64" ? "arm64" : "amd64",
            os: "linux",
            config: { User: NOBODY, Entrypoint: ["/manager"] },
            rootfs: { type: "layers", diff_ids: [packed.digest] },
        };
        const name = `${KUEUE_IMAGE.repository}:${KUEUE_IMAGE.tag}`;
        packImages(into, [{ name, config, layers: [packed] }]);
        run("sh", ["-c", 'cd "$0" && rm -rf layer layer.tar blobs oci-layout *.json', into]);
    },
};
