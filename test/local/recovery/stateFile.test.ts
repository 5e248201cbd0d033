import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { repairState, setStateAside } from "../../../local/recovery/keepState";
import { copyState, stateFiles, stateProblem } from "../../../local/recovery/stateFile";
import { emptyCheckout, put } from "../support";

const PROJECT = "spark-platform";

function state(time: string, { stack = "local", resources = 1 } = {}): string {
    const urn = `urn:pulumi:${stack}::${PROJECT}::pulumi:pulumi:Stack::${PROJECT}-${stack}`;
    return JSON.stringify({
        version: 3,
        checkpoint: {
            stack: `organization/${PROJECT}/${stack}`,
            latest: { manifest: { time }, resources: Array(resources).fill({ urn }) },
        },
    });
}

function checkoutWith(files: Record<string, string>) {
    const paths = emptyCheckout();
    put(dirname(paths.passphrase), "passphrase", "secret");
    for (const [name, text] of Object.entries(files)) {
        const file = join(paths.state, ".pulumi", name);
        put(dirname(file), file.slice(dirname(file).length + 1), text);
    }
    const current = () => readFileSync(stateFiles(paths, PROJECT).state, "utf8");
    return { paths, current };
}

const STATE = `stacks/${PROJECT}/local.json`;
const BAK = `${STATE}.bak`;
const HISTORY = `history/${PROJECT}/local/local-1.checkpoint.json`;

describe("the file of a state", () => {
    it("is fine if it is this stack's, even before anything was created", () => {
        assert.equal(stateProblem(state("1"), PROJECT), undefined);
        assert.equal(stateProblem(state("1", { resources: 0 }), PROJECT), undefined);
    });

    for (const [text, trouble] of [
        ["", "is empty"],
        [state("1").slice(0, 80), "is truncated or not JSON"],
        ["[1]", "is not a Pulumi state"],
        [state("1", { stack: "dev" }), "belongs to another stack (spark-platform/dev)"],
        [
            state("1", { stack: "dev", resources: 0 }),
            "belongs to another stack (organization/spark-platform/dev)",
        ],
    ] as const) {
        it(trouble, () => assert.equal(stateProblem(text, PROJECT), trouble));
    }

    it("stays if it is fine", () => {
        const { paths, current } = checkoutWith({ [STATE]: state("1"), [BAK]: state("2") });
        assert.equal(repairState(paths, PROJECT), false);
        assert.equal(current(), state("1"));
    });

    it("is replaced by the newest usable copy, and kept", () => {
        const { paths, current } = checkoutWith({
            [STATE]: "{",
            [BAK]: state("2"),
            [HISTORY]: state("3"),
            [`history/${PROJECT}/local/local-1.history.json`]: "{}",
            [`backups/${PROJECT}/local/local.9.json`]: state("9", { stack: "dev" }),
        });
        assert.equal(repairState(paths, PROJECT), true);
        assert.equal(current(), state("3"));
        assert.equal(readFileSync(`${stateFiles(paths, PROJECT).state}.broken`, "utf8"), "{");
    });

    it("is restored from the copy next to Pulumi's folder if that was deleted", () => {
        const { paths, current } = checkoutWith({ [STATE]: state("1") });
        copyState(stateFiles(paths, PROJECT), paths.stateCopy);
        rmSync(paths.state, { recursive: true });
        assert.equal(repairState(paths, PROJECT), true);
        assert.equal(current(), state("1"));
    });

    it("is missing before the first update", () => {
        assert.equal(repairState(checkoutWith({}).paths, PROJECT), false);
    });

    it("discards the salt of its passphrase if both are lost", () => {
        const { paths } = checkoutWith({});
        put(paths.project, "Pulumi.local.yaml", "encryptionsalt: old");
        repairState(paths, PROJECT);
        assert.ok(existsSync(paths.stackFile));
        rmSync(paths.passphrase);
        repairState(paths, PROJECT);
        assert.ok(!existsSync(paths.stackFile));
    });

    it("is refused without a copy, or without its passphrase", () => {
        const cut = checkoutWith({ [STATE]: "{", [BAK]: "" });
        assert.throws(
            () => repairState(cut.paths, PROJECT),
            /is truncated .*no usable copy.* IMPORT=1/,
        );
        const locked = checkoutWith({ [STATE]: state("1") });
        rmSync(locked.paths.passphrase);
        assert.throws(() => repairState(locked.paths, PROJECT), /passphrase is missing.* IMPORT=1/);
    });

    it("is moved aside with its copy, and never deleted", () => {
        const { paths } = checkoutWith({ [STATE]: "{" });
        put(dirname(paths.stateCopy), "state-copy.json", "{");
        setStateAside(paths);
        assert.ok(!existsSync(paths.state) && !existsSync(paths.stateCopy));
        assert.equal(readFileSync(join(paths.stateAside, ".pulumi", STATE), "utf8"), "{");
    });
});
