import assert from "node:assert/strict";
import { refuseFullDisk, explainFullDisk } from "../../../local/recovery/disk";
import { Interrupted } from "../../../local/recovery/run";

const MIB = 1024 * 1024;
const fails = () => Promise.reject(new Error("the engine's own"));

describe("the disk of the state", () => {
    it("needs space before anything is changed", () => {
        refuseFullDisk("/state", () => 64 * MIB);
        assert.throws(() => refuseFullDisk("/state", () => 63.5 * MIB), {
            message:
                "The disk that holds /state has 63 MiB left; the state needs 64 MiB. Nothing was " +
                "changed. Free some space and run the command again.",
        });
    });

    it("turns a failure into an interruption if it is full", async () => {
        await assert.rejects(
            explainFullDisk("/state", fails, () => 0),
            (error) =>
                error instanceof Interrupted &&
                /disk that holds \/state is full/.test(error.message),
        );
    });

    it("leaves other failures and successes as they are", async () => {
        await assert.rejects(
            explainFullDisk("/state", fails, () => 64 * MIB),
            /the engine's own/,
        );
        await explainFullDisk(
            "/state",
            () => Promise.resolve(),
            () => 0,
        );
    });
});
