import assert from "node:assert/strict";
import {
    cpuCores,
    durationSeconds,
    memoryMib,
    quantityBytes,
} from "../../../components/validation/quantities";

describe("units", () => {
    it("are read from memory sizes of Spark", () => {
        assert.deepEqual(["1024k", "512m", "14g", "1t"].map(memoryMib), [1, 512, 14336, 1048576]);
        assert.deepEqual(["1Gi", "1G", "", "g", undefined].map(memoryMib), Array(5).fill(NaN));
    });

    it("are read from CPU", () => {
        assert.deepEqual(["2", "0.5", "500m", 3].map(cpuCores), [2, 0.5, 0.5, 3]);
        assert.deepEqual(["", undefined, "many"].map(cpuCores), Array(3).fill(NaN));
    });

    it("are read from quantities of Kubernetes", () => {
        const quantities = ["1024", "1k", "1.5Ki", "2Mi", "1G", "1Gi", "1T", "1Ti", "1P", "1Pi"];
        assert.deepEqual(quantities.map(quantityBytes), [
            1024,
            1000,
            1536,
            2 ** 21,
            1e9,
            2 ** 30,
            1e12,
            2 ** 40,
            1e15,
            2 ** 50,
        ]);
        assert.deepEqual(
            ["1g", "Gi", "1 Gi", "", undefined].map(quantityBytes),
            Array(5).fill(NaN),
        );
    });

    it("are read from durations", () => {
        assert.deepEqual(["90s", "15m", "2h", "7d"].map(durationSeconds), [90, 900, 7200, 604800]);
    });
});
