import assert from "node:assert/strict";
import { ImageReference, imageReference } from "../../../components/kubernetes/imageReference";

describe("an image reference", () => {
    const references: [string, ImageReference][] = [
        ["controller", { repository: "controller" }],
        ["controller:1", { repository: "controller", tag: "1" }],
        ["registry.example.com/a/b:1", { repository: "registry.example.com/a/b", tag: "1" }],
        ["localhost:5000/a", { repository: "localhost:5000/a" }],
        ["localhost:5000/a:1", { repository: "localhost:5000/a", tag: "1" }],
        ["a@sha256:0f", { repository: "a", digest: "sha256:0f" }],
        [
            "localhost:5000/a:1@sha256:0f",
            { repository: "localhost:5000/a", tag: "1", digest: "sha256:0f" },
        ],
    ];
    for (const [reference, parts] of references) {
        it(`${reference} is taken apart`, () => {
            assert.deepStrictEqual(imageReference(reference), parts);
        });
    }
});
