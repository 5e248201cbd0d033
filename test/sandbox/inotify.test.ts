import { strict as assert } from "node:assert";
import { watch } from "node:fs";
import { inotifyAdvice } from "../../sandbox/inotify";

describe("inotify's limit", () => {
    it("comes with advice once reached, including the command that raises it", () => {
        assert.equal(inotifyAdvice(100, 128), undefined);
        assert.equal(
            inotifyAdvice(126, 128),
            "126 of this user's 128 inotify instances are in use; a sandbox needs about 30. " +
                "Stop other programs, or raise the limit: sysctl -w fs.inotify.max_user_instances=1024",
        );
    });

    it("counts this user's open instances", () => {
        const watcher = watch(__dirname);
        try {
            assert.doesNotMatch(inotifyAdvice(undefined, 0) ?? "", /^0 of/);
        } finally {
            watcher.close();
        }
    });
});
