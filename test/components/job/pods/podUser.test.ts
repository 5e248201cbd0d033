import assert from "node:assert/strict";
import { podUser } from "../../../../components/job/pods/podUser";

const ids = (user: number, group: number) => ({
    runAsUser: user,
    runAsGroup: group,
    fsGroup: group,
});

describe("the user of pods", () => {
    it("is user and group 185 in the library's default image, and nothing else", () => {
        assert.deepEqual(podUser({}), ids(185, 185));
        assert.deepEqual(podUser({ user: 185, group: 185 }), ids(185, 185));
        assert.deepEqual(podUser({ user: 1000, group: 185 }), ids(1000, 185));
    });

    it("is in group 185 of the default image's files if its own group differs", () => {
        assert.deepEqual(podUser({ user: 1000 }), {
            ...ids(1000, 1000),
            supplementalGroups: [185],
        });
        assert.deepEqual(podUser({ group: 0 }), { ...ids(185, 0), supplementalGroups: [185] });
    });

    it("is in group 0 in any other image", () => {
        assert.deepEqual(podUser({}, true), { ...ids(185, 185), supplementalGroups: [0] });
        assert.deepEqual(podUser({ user: 999, group: 1000 }, true), {
            ...ids(999, 1000),
            supplementalGroups: [0],
        });
        assert.deepEqual(podUser({ user: 1000660000 }, true), {
            ...ids(1000660000, 1000660000),
            supplementalGroups: [0],
        });
    });
});
