/**
 * Writes the package's software bill of materials, sbom.cdx.json (CycloneDX), beside the archive of
 * `npm pack`: what `npm install` of the package installs, in the tested versions.
 */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../sandbox/shell";

const CHECKOUT = join(__dirname, "..");

const FILE = "sbom.cdx.json";

interface Manifest {
    name: string;
    version: string;
    devDependencies?: object;
    peerDependencies?: object;
}

/**
 * Generated from a lock file without the development tools. `npm sbom --omit dev` in the checkout
 * also omits what the tools share: `semver` and 14 others of 76 (npm 11.19). Peers are in their
 * owner's own list.
 */
export function sbom(): string {
    const parent = mkdtempSync(join(tmpdir(), "sbom-"));
    const { devDependencies, peerDependencies, ...manifest } = manifestOf(CHECKOUT);
    // npm uses the folder's name as the name of the package.
    const folder = join(parent, manifest.name);
    try {
        mkdirSync(folder);
        writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
        copyFileSync(join(CHECKOUT, "package-lock.json"), join(folder, "package-lock.json"));
        const quiet = ["--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"];
        run("npm", ["install", "--package-lock-only", ...quiet], { cwd: folder });
        return run("npm", ["sbom", "--package-lock-only", "--sbom-format", "cyclonedx"], {
            cwd: folder,
        });
    } finally {
        rmSync(parent, { recursive: true });
    }
}

function manifestOf(folder: string): Manifest {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

if (require.main === module) {
    writeFileSync(join(CHECKOUT, FILE), sbom());
    console.log(FILE);
}
