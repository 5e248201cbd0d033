import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { debianEnvironment, debianRoot } from "./debian";
import { writeConfiguration } from "./files";
import { imageNames } from "./images/recipe";
import {
    createNamespaces,
    endNamespaces,
    ensureDaemon,
    runInside,
    type Daemon,
    type SandboxNamespaces,
} from "./namespaces";
import { run, sleep, succeeds, UserError } from "./shell";

/** Where a containerd keeps its images (`root`) and its configuration (`folder`). */
export interface ContainerdFolders {
    name: string;
    root: string;
    folder: string;
}

export function containerdSocket(name: string): string {
    return `/run/${name}/containerd.sock`;
}

export function containerdDaemon({ name, root, folder }: ContainerdFolders): Daemon {
    const file = join(folder, "containerd.toml");
    writeConfiguration(file, configuration(name, root, folder));
    return {
        name: `${name}-containerd`,
        command: join(debianRoot(), "usr/bin/containerd"),
        args: ["--config", file],
        env: debianEnvironment(),
    };
}

function configuration(name: string, root: string, folder: string): string {
    const cri = 'plugins."io.containerd.grpc.v1.cri"';
    return `version = 2
root = "${root}"
state = "/run/${name}/containerd"
disabled_plugins = [
    "io.containerd.internal.v1.opt",
    "io.containerd.snapshotter.v1.aufs",
    "io.containerd.snapshotter.v1.btrfs",
    "io.containerd.snapshotter.v1.devmapper",
    "io.containerd.snapshotter.v1.zfs",
]

[grpc]
address = "${containerdSocket(name)}"

[${cri}]
sandbox_image = "${imageNames.pause}"
# Lowering a process' OOM score needs a privilege that containers and small machines often lack.
restrict_oom_score_adj = true
disable_apparmor = true
netns_mounts_under_state_dir = true

[${cri}.containerd]
snapshotter = "overlayfs"

[${cri}.containerd.runtimes.runc]
runtime_type = "io.containerd.runc.v2"

[${cri}.containerd.runtimes.runc.options]
BinaryName = "${join(debianRoot(), "usr/sbin/runc")}"
SystemdCgroup = false

[${cri}.cni]
bin_dir = "${join(debianRoot(), "usr/lib/cni")}"
conf_dir = "${join(folder, "cni")}"
`;
}

export async function waitForContainerd(
    namespaces: SandboxNamespaces,
    name: string,
): Promise<void> {
    for (let attempt = 0; attempt < 150; attempt++) {
        const args = ["-t", String(namespaces.initPid), "--mount", "--net", "--pid"];
        if (succeeds("nsenter", [...args, ...ctr(name), "version"])) {
            return;
        }
        await sleep(200);
    }
    throw new UserError(`containerd of ${name} did not start`);
}

function ctr(name: string): string[] {
    const program = join(debianRoot(), "usr/bin/ctr");
    return [program, "--address", containerdSocket(name), "--namespace", "k8s.io"];
}

/**
 * Imports an image archive into a containerd root folder, with a containerd that runs only for
 * this.
 */
export async function importImages(archive: string, root: string): Promise<void> {
    mkdirSync(root, { recursive: true });
    const name = "import";
    const folder = join(root, "..", "import");
    const namespaces = await createNamespaces("image import", root);
    try {
        ensureDaemon(namespaces, folder, containerdDaemon({ name, root, folder }));
        await waitForContainerd(namespaces, name);
        importInto(namespaces, name, archive);
        // A graceful stop closes the database before it is copied.
        runInside(namespaces, "sh", ["-c", `kill $(cat /run/${name}-containerd.pid)`], process.env);
        await sleep(1000);
    } finally {
        await endNamespaces(namespaces);
        run("rm", ["-rf", folder]);
    }
}

/** Imports an image archive into a running containerd, unless it already has the named image. */
export function addImage(
    namespaces: SandboxNamespaces,
    name: string,
    image: string,
    archive: string,
): void {
    const [program, ...args] = ctr(name) as [string, ...string[]];
    const found = ["images", "list", "--quiet", `name==${image}`];
    if (!runInside(namespaces, program, [...args, ...found], debianEnvironment()).includes(image)) {
        importInto(namespaces, name, archive);
    }
}

/** The archive may omit layers that the containerd already has. */
function importInto(namespaces: SandboxNamespaces, name: string, archive: string): void {
    const [program, ...args] = ctr(name) as [string, ...string[]];
    runInside(namespaces, program, [...args, "images", "import", archive], debianEnvironment());
}

/**
 * A copy of the image store that shares its files: only the two databases, which every containerd
 * writes to, are real copies.
 */
export function copyImageStore(store: string, into: string): void {
    run("cp", ["--archive", "--link", store, into]);
    for (const database of [
        "io.containerd.metadata.v1.bolt/meta.db",
        "io.containerd.snapshotter.v1.overlayfs/metadata.db",
    ]) {
        const file = join(into, database);
        run("cp", ["--remove-destination", join(store, database), file]);
    }
}
