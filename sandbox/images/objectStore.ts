import {
    chmodSync,
    cpSync,
    existsSync,
    mkdirSync,
    readdirSync,
    rmSync,
    symlinkSync,
} from "node:fs";
import { join } from "node:path";
import { versions } from "../../components/versions";
import { cacheRoot, contentKey } from "../cache";
import type { Preparation } from "../preparation";
import { run, UserError } from "../shell";
import { s3Server } from "../tools/catalogue";
import { buildDir } from "../tools/goBuild";
import { packImages, packLayer } from "./archive";

/** The S3 server with a shell, like the upstream image. */
export const objectStoreImage = `spark-platform.local/object-store:${versions.objectStore}`;

/** A static shell, so that the image needs nothing else from Debian. */
const SHELL_PACKAGE = "busybox-static";
const COMMANDS = ["cat", "cp", "ls", "mkdir", "mv", "rm", "sh"];

/** An archive with only this image: nodes get it when a stack has an object store. */
export function objectStoreArchive(): string {
    return join(objectStoreDir(), "images.tar");
}

function objectStoreDir(): string {
    return join(cacheRoot(), "images", `object-store-${contentKey(s3Server, COMMANDS)}`);
}

/** Needs the S3 server. */
export function objectStorePreparation(): Preparation {
    return { title: `packing ${objectStoreImage}`, dir: objectStoreDir(), make };
}

async function make(into: string): Promise<void> {
    const layer = join(into, "layer");
    addShell(layer, join(into, "packages"));
    mkdirSync(join(layer, "usr/local/bin"), { recursive: true });
    cpSync(join(buildDir(s3Server), "versitygw"), join(layer, "usr/local/bin/versitygw"));
    mkdirSync(join(layer, "tmp"));
    chmodSync(join(layer, "tmp"), 0o1777);
    const packed = await packLayer(layer, join(into, "layer.tar"));
    const config = {
        architecture: process.arch === "arm64" ? "arm64" : "amd64",
        os: "linux",
        config: { Env: ["PATH=/usr/local/bin:/bin"], Entrypoint: ["/usr/local/bin/versitygw"] },
        rootfs: { type: "layers", diff_ids: [packed.digest] },
    };
    packImages(into, [{ name: objectStoreImage, config, layers: [packed] }]);
    run("sh", ["-c", 'cd "$0" && rm -rf layer layer.tar packages blobs oci-layout *.json', into]);
}

function addShell(layer: string, packages: string): void {
    mkdirSync(join(packages, "partial"), { recursive: true });
    run("apt-get", [
        ...["install", "--yes", "--no-install-recommends", "--download-only", "--reinstall"],
        ...["-o", `Dir::Cache::archives=${packages}`, "-o", "APT::Get::AllowUnauthenticated=false"],
        SHELL_PACKAGE,
    ]);
    const file = readdirSync(packages).find((name) => name.startsWith(SHELL_PACKAGE));
    if (file === undefined) {
        throw new UserError(`apt-get downloaded nothing for ${SHELL_PACKAGE}`);
    }
    const unpacked = join(packages, "unpacked");
    run("dpkg", ["-x", join(packages, file), unpacked]);
    mkdirSync(join(layer, "bin"), { recursive: true });
    // Debian moved it when it merged /bin and /usr/bin.
    const program = ["usr/bin", "bin"].map((path) => join(unpacked, path, "busybox"));
    cpSync(program.find(existsSync) ?? "", join(layer, "bin/busybox"));
    COMMANDS.forEach((command) => symlinkSync("busybox", join(layer, "bin", command)));
    rmSync(packages, { recursive: true });
}
