import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { chooseBackend } from "../../../local/engine/backend";
import { findEngine, type Engine } from "../../../local/engine/engine";
import { Pulumi } from "../../../local/engine/pulumi";
import { shellEnv, writeShellEnv } from "../../../local/engine/shellEnv";
import { emptyCheckout, StandIns } from "../support";

/** A machine that can build, and what it logged. */
function machine(standIns: StandIns, platform: NodeJS.Platform) {
    const said: string[] = [];
    const build = () => Promise.resolve(["/built/cli", "/built/host", "/built/provider"]);
    const log = (line: string) => said.push(line);
    return { said, machine: { env: standIns.env, platform, build, log } };
}

describe("the engine", () => {
    it("is the pulumi on PATH if it is new enough", async () => {
        const standIns = new StandIns().add("pulumi", "echo v3.260.1");
        const mac = machine(standIns, "darwin");
        const engine = await findEngine(emptyCheckout(), mac.machine);
        assert.deepEqual(mac.said, [`Engine:  Pulumi v3.260.1 (${standIns.folder}/pulumi)`]);
        assert.equal(engine.plugins, undefined);
        assert.equal(engine.env.PULUMI_HOME, undefined);
    });

    for (const [standIns, why] of [
        [new StandIns(), "no pulumi on PATH"],
        [new StandIns().add("pulumi", "echo v3.100.0"), "pulumi v3.100.0 on PATH is too old"],
    ] as const) {
        it(`is built on Linux: ${why}`, async () => {
            const paths = emptyCheckout();
            const linux = machine(standIns, "linux");
            const engine = await findEngine(paths, linux.machine);
            assert.deepEqual(linux.said, [
                `Engine:  Pulumi v3.274.1, built once from its Go modules (${why})`,
            ]);
            assert.deepEqual(engine.plugins, {
                languageHost: "/built/host",
                kubernetes: "/built/provider",
            });
            assert.match(engine.env.PATH ?? "", /^\/built\/cli:/);
            assert.equal(engine.env.PULUMI_HOME, paths.pulumiHome);
        });

        it(`must be installed elsewhere: ${why}`, async () => {
            await assert.rejects(findEngine(emptyCheckout(), machine(standIns, "darwin").machine), {
                message: `Engine:  ${why}. Install Pulumi v3.230.0 or newer (https://www.pulumi.com/docs/install/) and run the command again.`,
            });
        });
    }
});

describe("the state", () => {
    function engineThatIs(loggedIn: boolean): Engine {
        const standIns = new StandIns().add("pulumi", `exit ${loggedIn ? 0 : 1}`);
        return { env: standIns.env };
    }

    it("is in the user's backend if logged in", () => {
        const paths = emptyCheckout();
        const { kind, env } = chooseBackend(paths, engineThatIs(true));
        assert.equal(kind, "user");
        assert.equal(env.PULUMI_BACKEND_URL, undefined);
        assert.equal(env.PULUMI_CONFIG_PASSPHRASE_FILE, paths.passphrase);
    });

    it("uses the user's own passphrase there", () => {
        const engine = engineThatIs(true);
        const env = { ...engine.env, PULUMI_CONFIG_PASSPHRASE: "theirs" };
        const backend = chooseBackend(emptyCheckout(), { ...engine, env });
        assert.equal(backend.env.PULUMI_CONFIG_PASSPHRASE, "theirs");
        assert.equal(backend.env.PULUMI_CONFIG_PASSPHRASE_FILE, undefined);
    });

    it("is in files with its own passphrase otherwise", () => {
        const paths = emptyCheckout();
        const { kind, env } = chooseBackend(paths, engineThatIs(false));
        assert.equal(kind, "file");
        assert.equal(env.PULUMI_BACKEND_URL, `file://${paths.state}`);
        assert.equal(env.PULUMI_CONFIG_PASSPHRASE_FILE, paths.passphrase);
        const { mode, size } = statSync(paths.passphrase);
        assert.equal(mode & 0o777, 0o600);
        assert.ok(size >= 40);
        assert.equal(statSync(paths.state).mode & 0o777, 0o700);
    });

    it("becomes private if an earlier version left it open, and so do temporary files", () => {
        const paths = emptyCheckout();
        for (const folder of [paths.state, paths.temporary]) {
            mkdirSync(folder, { mode: 0o755 });
        }
        const engine = engineThatIs(false);
        chooseBackend(paths, engine);
        new Pulumi(paths, engine.env);
        for (const folder of [paths.state, paths.temporary]) {
            assert.equal(statSync(folder).mode & 0o777, 0o700, folder);
        }
    });

    it("stays in files even if the user has logged in since", () => {
        const { kind } = chooseBackend(emptyCheckout(), engineThatIs(true), "file");
        assert.equal(kind, "file");
    });

    it("does not start over if the user has logged out since", () => {
        assert.throws(
            () => chooseBackend(emptyCheckout(), engineThatIs(false), "user"),
            /Run pulumi login\.$/,
        );
    });
});

describe("the shell variables", () => {
    it("are those that differ from the user's", () => {
        const text = shellEnv(
            {
                HOME: "/home/a",
                PATH: "/built:/bin",
                PULUMI_CONFIG_PASSPHRASE: undefined,
                X: "it's",
            },
            { HOME: "/home/a", PATH: "/bin", PULUMI_CONFIG_PASSPHRASE: "theirs" },
            { kubeconfig: "/cache/kubeconfig" },
        );
        assert.deepEqual(text.split("\n"), [
            "export PATH='/built:/bin'",
            "unset PULUMI_CONFIG_PASSPHRASE",
            "export X='it'\\''s'",
            "export PULUMI_STACK='local'",
            "export KUBECONFIG='/cache/kubeconfig'",
            "",
        ]);
    });

    it("include a pulumi that leaves no temporary files, however it ends", () => {
        const paths = emptyCheckout();
        writeShellEnv(paths, {}, { source: "context", context: "c", uid: "u" });
        const temporary = join(paths.checkout, "tmp");
        mkdirSync(temporary);
        const programs = new StandIns().add("pulumi", 'touch "$TMPDIR/kubeconfig1"\nexit "$2"');
        const shell = `. "$0" && pulumi --exit 3 "two words"`;
        const env = { PATH: `${programs.folder}:${process.env.PATH}`, TMPDIR: temporary };
        const { status, stderr } = spawnSync("sh", ["-c", shell, paths.env], { env });
        assert.equal(status, 3, String(stderr));
        assert.deepEqual(programs.calls, ["pulumi --exit 3 two words"]);
        assert.deepEqual(readdirSync(temporary), []);
    });
});
