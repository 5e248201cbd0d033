import { strict as assert } from "node:assert";
import { createHash } from "node:crypto";
import {
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { debianMirror } from "../../sandbox/debian";
import { archiveKeyring, debianBase } from "../../sandbox/images/debianBase";
import { run } from "../../sandbox/shell";
import { downloadSource, downloadWheel } from "../../sandbox/tools/pypi";
import { packWheel } from "../spark/dependencies/wheels";

const OTHER = "0".repeat(64);

describe("downloads for the sandbox", () => {
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "downloads-"));
    });

    afterEach(() => {
        rmSync(folder, { recursive: true, force: true });
    });

    describe("from PyPI", () => {
        const before = { ...process.env };
        let index: string;

        beforeEach(() => {
            index = join(folder, "index");
            mkdirSync(index);
            // pip's settings as a user sets them: no index except the files of this folder.
            process.env.PIP_NO_INDEX = "1";
            process.env.PIP_FIND_LINKS = index;
        });

        afterEach(() => {
            process.env = { ...before };
        });

        it("accept a wheel with a listed checksum, and no other", async () => {
            const wheel = packWheel({ name: "words", source: "", needs: [] }, index);
            const words = { requirement: "words==1.0", sha256: [OTHER, sha256Of(wheel)] };
            const found = await downloadWheel(words, folder);
            assert.deepEqual(readFileSync(found), readFileSync(wheel));
            await assert.rejects(
                downloadWheel({ ...words, sha256: [OTHER] }, folder),
                /DO NOT MATCH THE HASHES/,
            );
        });

        it("run nothing of a source distribution", async () => {
            const mark = join(folder, "setup.py-was-run");
            const archive = packSource(index, mark);
            const evil = { requirement: "evil==1.0", sha256: [sha256Of(archive)] };
            await assert.rejects(downloadWheel(evil, folder), /No matching distribution found/);
            const found = await downloadSource(evil, folder);
            assert.equal(basename(found), "evil-1.0.tar.gz");
            assert.deepEqual(readFileSync(found), readFileSync(archive));
            await assert.rejects(downloadSource({ ...evil, sha256: [OTHER] }, folder), {
                message: `evil-1.0.tar.gz has the SHA-256 ${evil.sha256[0]}, expected ${OTHER}`,
            });
            assert.equal(existsSync(mark), false);
        });
    });

    describe("from Debian", () => {
        /** Unpacks from a mirror with one file, in which only the signature can be correct. */
        function unpackFrom(file: string, content: string): void {
            const mirror = debianMirror();
            const own = mkdtempSync(join(folder, "mirror-"));
            const release = join(own, "dists", mirror.suite);
            mkdirSync(release, { recursive: true });
            writeFileSync(join(release, file), content);
            debianBase(join(own, "base"), { ...mirror, uri: `file://${own}` });
        }

        it("are rejected unless the distribution has signed them", () => {
            const signed = signedRelease();
            assert.throws(
                () => unpackFrom("InRelease", signed),
                /Valid Release signature[^]*Couldn't download .*Packages/,
            );
            const tampered = signed.replace(/^Codename: .*$/m, "Codename: other");
            assert.notEqual(tampered, signed);
            assert.throws(() => unpackFrom("InRelease", tampered), /Invalid Release signature/);
            assert.throws(
                () => unpackFrom("Release", signed),
                /Failed getting release signature file/,
            );
        });

        it("are rejected without the keys, with the package that has them", () => {
            const keyring = { ...archiveKeyring(), file: join(folder, "none.gpg") };
            const { uri } = debianMirror();
            assert.throws(() => debianBase(join(folder, "base"), debianMirror(), keyring), {
                message:
                    `${keyring.file} is missing, and without it no signature of ${uri} can be ` +
                    `checked: apt-get install ${keyring.debianPackage}`,
            });
            const files = [
                "ID=debian",
                'ID=mint\nID_LIKE="ubuntu debian"',
                "ID=ubuntu\nID_LIKE=debian",
            ];
            assert.deepEqual(
                files.map((osRelease) => archiveKeyring(osRelease).debianPackage),
                ["debian-archive-keyring", "ubuntu-keyring", "ubuntu-keyring"],
            );
        });
    });
});

function packSource(index: string, mark: string): string {
    const content = join(index, "..", "evil-1.0");
    mkdirSync(content);
    writeFileSync(join(content, "PKG-INFO"), "Metadata-Version: 2.1\nName: evil\nVersion: 1.0\n");
    writeFileSync(join(content, "setup.py"), `open(${JSON.stringify(mark)}, "w").close()\n`);
    const archive = join(index, "evil-1.0.tar.gz");
    run("tar", ["-czf", archive, "--directory", join(index, ".."), "evil-1.0"]);
    return archive;
}

/** What apt has fetched of this machine's own mirror. */
function signedRelease(): string {
    const lists = "/var/lib/apt/lists";
    const name = `_dists_${debianMirror().suite}_InRelease`;
    const file = readdirSync(lists).find((one) => one.endsWith(name));
    assert.ok(file, `${lists} has no *${name}: run apt-get update`);
    return readFileSync(join(lists, file), "utf8");
}

function sha256Of(file: string): string {
    return createHash("sha256").update(readFileSync(file)).digest("hex");
}
