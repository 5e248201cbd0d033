import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sbom } from "../../scripts/sbom";
import { checkout } from "../../testkit/stack";

interface Locked {
    version: string;
    dependencies?: Record<string, string>;
    optionalDependencies?: Record<string, string>;
    peerDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(readFileSync(join(checkout, "package-lock.json"), "utf8")) as {
    packages: Record<string, Locked>;
};

/** Where Node.js finds a package, from the innermost folder outwards. */
function placeOf(from: string, name: string): string | undefined {
    const parts = from === "" ? [] : from.split("/node_modules/");
    const folders = parts.map((_, index) =>
        parts.slice(0, parts.length - index).join("/node_modules/"),
    );
    return [...folders, ""]
        .map((folder) => [folder, "node_modules", name].filter(Boolean).join("/"))
        .find((place) => place in packages);
}

/** Paths of everything that a package needs to run. */
function needs(place: string, known = new Set<string>()): Set<string> {
    const { dependencies, optionalDependencies, peerDependencies } = packages[place] ?? {};
    // The user installs the package's own peers.
    const peers = place === "" ? {} : peerDependencies;
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peers })) {
        const found = placeOf(place, name);
        if (found !== undefined && !known.has(found)) {
            needs(found, known.add(found));
        }
    }
    return known;
}

describe("the package's bill of materials", () => {
    it("lists everything that the package needs to run, and nothing else", () => {
        const { metadata, components } = JSON.parse(sbom()) as {
            metadata: { component: { name: string } };
            components: { purl: string; hashes: unknown[] }[];
        };
        assert.equal(metadata.component.name, "spark-platform");
        const listed = components.map(({ purl }) =>
            decodeURIComponent(purl.slice("pkg:npm/".length)),
        );
        const expected = [...needs("")].map((place) => {
            const name = place.split("node_modules/").at(-1);
            return `${name}@${packages[place]?.version}`;
        });
        assert.deepEqual(listed.sort(), [...new Set(expected)].sort());
        assert.ok(expected.some((one) => one.startsWith("semver@")));
        assert.deepEqual(
            components.filter(({ hashes }) => hashes.length === 0),
            [],
        );
    });
});
