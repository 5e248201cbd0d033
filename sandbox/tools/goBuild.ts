import {
    cpSync,
    existsSync,
    mkdirSync,
    readFileSync,
    renameSync,
    rmSync,
    writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { cacheRoot, contentKey, withLock } from "../cache";
import { run, UserError } from "../shell";
import type { GoBuild, Patch } from "./catalogue";

/** Where a build's programs stand once it is made; the name changes with anything that changes the result. */
export function buildDir(build: GoBuild): string {
    return join(cacheRoot(), "tools", `${build.name}-${build.version}-${contentKey(build)}`);
}

/**
 * What Go is told for a build. Modules are checked by Go's checksum database, whatever the user has
 * said of modules that are private or come without TLS: none of those above is one.
 */
export function goEnvironment(user: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
    return {
        ...user,
        CGO_ENABLED: "0",
        GOTOOLCHAIN: "local",
        GOFLAGS: "-mod=mod -modcacherw -trimpath -buildvcs=false",
        GOENV: "off",
        GOPRIVATE: "",
        GONOSUMDB: "",
        GOINSECURE: "",
        GOPATH: goCaches(),
        GOMODCACHE: join(goCaches(), "mod"),
        GOCACHE: join(goCaches(), "build"),
        // The compiler has memory to spare here, and collects less of it.
        GOGC: "400",
        // Go counts its runs in the user's configuration folder.
        XDG_CONFIG_HOME: join(goCaches(), "config"),
    };
}

/** Refuses to build what nobody has checked. */
export function requireChecksums(go: string, env: NodeJS.ProcessEnv): void {
    const database = run(go, ["env", "GOSUMDB"], { env }).trim();
    if (database === "off") {
        throw new UserError(
            "GOSUMDB is off, so that Go would build modules whose checksums nobody has seen: " +
                "unset it, or set it to a checksum database that this machine reaches",
        );
    }
}

/** Builds the programs into `into`. Go's own caches stay in our cache folder, so that nothing is left elsewhere. */
export function buildGo(build: GoBuild, go: string, into: string): void {
    const env = goEnvironment();
    requireChecksums(go, env);
    const source = join(into, "source");
    mkdirSync(source);
    const goRun = (...args: string[]) => run(go, args, { cwd: source, env });

    const moduleFolder = (JSON.parse(goRunDownload()) as { Dir: string }).Dir;
    function goRunDownload(): string {
        return run(go, ["mod", "download", "-json", `${build.module}@${build.version}`], {
            cwd: into,
            env: { ...env, GOFLAGS: "-modcacherw" },
        });
    }

    const goMod = run(go, ["mod", "edit", "-json", join(moduleFolder, "go.mod")], { env });
    writeFileSync(join(source, "go.mod"), wrapperModule(build, JSON.parse(goMod) as GoMod));
    if (build.patch) {
        patchedCopy(moduleFolder, build.patch, join(source, PATCHED));
    }
    const linker = Object.entries(build.linkerVariables ?? {}).map(([k, v]) => `-X ${k}=${v}`);
    // No symbols for debuggers: neither written by the linker nor made by the compiler.
    const flags = ["-gcflags=all=-dwarf=false", "-ldflags", ["-s", "-w", ...linker].join(" ")];

    const programs = Object.entries(build.programs).map(([program, path]) => ({
        program,
        target: path === "." ? build.module : `${build.module}/${path}`,
    }));
    if (programs.length > 0) {
        // All at once: they are linked side by side.
        goRun("build", ...flags, "-o", `${into}/`, ...programs.map(({ target }) => target));
        for (const { program, target } of programs) {
            renameSync(join(into, nameByGo(target)), join(into, program));
        }
    }
    if (build.main) {
        writeFileSync(join(source, "main.go"), build.main.source);
        for (const [name, from] of Object.entries(build.main.embed)) {
            cpSync(join(moduleFolder, from), join(source, name));
        }
        goRun("build", ...flags, "-o", join(into, build.name), ".");
    }
    for (const [name, from] of Object.entries(build.copy ?? {})) {
        cpSync(join(moduleFolder, from), join(into, name), { recursive: true });
    }
    rmSync(join(source, PATCHED), { recursive: true, force: true });
}

/** Folder of the module where it is changed: Go lets nobody change its cache. */
const PATCHED = "patched";

function patchedCopy(moduleFolder: string, { replace, add }: Patch, into: string): void {
    cpSync(moduleFolder, into, { recursive: true });
    for (const [file, { old, by }] of Object.entries(replace)) {
        const text = readFileSync(join(into, file), "utf8");
        if (!text.includes(old)) {
            throw new UserError(`${file} of ${moduleFolder} has no ${old}: see catalogue.ts`);
        }
        writeFileSync(join(into, file), text.replace(old, by));
    }
    for (const [file, content] of Object.entries(add)) {
        writeFileSync(join(into, file), content);
    }
}

/** What Go calls the program of a package: the last part of its path that is no major version. */
function nameByGo(target: string): string {
    return target.replace(/\/v\d+$/, "").replace(/^.*\//, "");
}

function goCaches(): string {
    return join(cacheRoot(), "go");
}

/** Sources and intermediate results: 16 GB that only help while there is more to build. */
export async function removeGoCaches(): Promise<void> {
    if (existsSync(goCaches())) {
        // Not under a build of another process.
        await withLock("tools", () =>
            Promise.resolve(rmSync(goCaches(), { recursive: true, force: true })),
        );
    }
}

interface GoMod {
    Go: string;
    Replace?: { Old: { Path: string }; New: { Path: string; Version?: string } }[] | null;
}

/** A module of our own that requires the public one, and repeats the `replace` lines that Go does not inherit. */
function wrapperModule(build: GoBuild, upstream: GoMod): string {
    const inherited =
        build.localReplaceVersion === undefined
            ? []
            : (upstream.Replace ?? []).map(({ Old, New }) =>
                  New.Path.startsWith(".")
                      ? `${Old.Path} => ${Old.Path} ${build.localReplaceVersion}`
                      : `${Old.Path} => ${New.Path} ${New.Version}`,
              );
    const own = Object.entries(build.replace ?? {}).map(([path, target]) => `${path} => ${target}`);
    const required = { [build.module]: build.version, ...build.alsoRequire };
    return [
        "module wrapper",
        `go ${upstream.Go}`,
        ...Object.entries(required).map(([path, version]) => `require ${path} ${version}`),
        ...[...inherited, ...own].map((line) => `replace ${line}`),
        ...(build.patch ? [`replace ${build.module} => ./${PATCHED}`] : []),
        "",
    ].join("\n");
}
