import assert from "node:assert/strict";
import { refuseFullDisk, whereDiskIsFull } from "../../../local/recovery/disk";
import { Interrupted } from "../../../local/recovery/run";

const MIB = 1024 * 1024;
const fails = () => Promise.reject(new Error("the engine's own"));

describe("the disk of the state", () => {
    it("needs room before anything is changed", () => {
        refuseFullDisk("/state", () => 64 * MIB);
        assert.throws(() => refuseFullDisk("/state", () => 63.5 * MIB), {
            message:
                "The disk of /state has 63 MiB left, and the state needs 64 MiB: free some, " +
                "and run the same command again. Nothing was changed.",
        });
    });

    it("makes a failure an interruption where it is full", async () => {
        await assert.rejects(
            whereDiskIsFull("/state", fails, () => 0),
            (error) =>
                error instanceof Interrupted && /disk of \/state is full/.test(error.message),
        );
    });

    it("leaves other failures, and successes, as they are", async () => {
        await assert.rejects(
            whereDiskIsFull("/state", fails, () => 64 * MIB),
            /the engine's own/,
        );
        await whereDiskIsFull(
            "/state",
            () => Promise.resolve(),
            () => 0,
        );
    });
});
