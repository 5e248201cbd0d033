import { strict as assert } from "node:assert";
import { watch } from "node:fs";
import { inotifyAdvice } from "../../sandbox/inotify";

describe("inotify's limit", () => {
    it("is told of where it is reached, with the command that raises it", () => {
        assert.equal(inotifyAdvice(100, 128), undefined);
        assert.equal(
            inotifyAdvice(126, 128),
            "126 of the 128 inotify instances that a user may have are in use; a sandbox has about 30. " +
                "Stop others, or allow more: sysctl -w fs.inotify.max_user_instances=1024",
        );
    });

    it("counts what this user has open", () => {
        const watcher = watch(__dirname);
        try {
            assert.doesNotMatch(inotifyAdvice(undefined, 0) ?? "", /^0 of/);
        } finally {
            watcher.close();
        }
    });
});
