import assert from "node:assert/strict";
import {
    imageName,
    ImageReference,
    imageReference,
} from "../../../components/kubernetes/imageReference";
import { isSound } from "../../../components/validation/checks";

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
        it(`${reference} is parsed`, () => {
            assert.deepStrictEqual(imageReference(reference), parts);
        });
    }

    it("is rejected unless nodes can pull it", () => {
        const names = [
            ...["spark", "a/b_c__d--e:V1.2-x", "Registry.Example.com:5000/a/b@sha256:0f"],
            ...["localhost/a", "111122223333.dkr.ecr.eu-central-1.amazonaws.com/a/b:1@sha256:0f"],
        ];
        for (const name of names) {
            assert.ok(isSound(imageName, name), name);
        }
        for (const name of ["a/", "/a", "a:", "a//b", "-a", "a:.b", "a@sha256", "x".repeat(513)]) {
            assert.ok(!isSound(imageName, name), name);
        }
    });

    it("is checked quickly even if it is long", () => {
        const start = Date.now();
        isSound(imageName, `${"a.".repeat(255)}!`);
        isSound(imageName, `${"a-".repeat(255)}!`);
        assert.ok(Date.now() - start < 100);
    });
});
