import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

/** What a person reads of refused settings, a line for each problem; none where they are accepted. */
export function messagesOf(read: () => unknown): string[] {
    try {
        read();
    } catch (error) {
        assert.ok(pulumi.RunError.isInstance(error), String((error as Error).stack));
        return error.message
            .split("\n")
            .slice(1)
            .map((line) => line.trim());
    }
    return [];
}
