import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { chooseBackend } from "../../local/backend";
import { findEngine, type Engine } from "../../local/engine";
import { shellEnv } from "../../local/shellEnv";
import { emptyCheckout, StandIns } from "./support";

const build = () => Promise.resolve(["/built/cli", "/built/host", "/built/provider"]);

describe("the engine", () => {
    it("is the pulumi on PATH where it is new enough", async () => {
        const standIns = new StandIns().add("pulumi", "echo v3.260.1");
        const engine = await findEngine(emptyCheckout(), standIns.env, "darwin", build);
        assert.equal(engine.description, `pulumi v3.260.1 (${standIns.folder}/pulumi)`);
        assert.equal(engine.plugins, undefined);
        assert.equal(engine.env.PULUMI_HOME, undefined);
    });

    for (const [title, standIns] of [
        ["none is on PATH", new StandIns()],
        ["the one on PATH is too old", new StandIns().add("pulumi", "echo v3.100.0")],
    ] as const) {
        it(`is built where ${title}`, async () => {
            const paths = emptyCheckout();
            const engine = await findEngine(paths, standIns.env, "linux", build);
            assert.deepEqual(engine.plugins, {
                languageHost: "/built/host",
                kubernetes: "/built/provider",
            });
            assert.match(engine.env.PATH ?? "", /^\/built\/cli:/);
            assert.equal(engine.env.PULUMI_HOME, paths.pulumiHome);
        });

        it(`is asked for where ${title} and it cannot be built`, async () => {
            await assert.rejects(
                findEngine(emptyCheckout(), standIns.env, "darwin", build),
                /Install v3\.230\.0 or newer \(.*\) and run again\.$/,
            );
        });
    }
});

describe("the state", () => {
    function engineThatIs(loggedIn: boolean): Engine {
        const standIns = new StandIns().add("pulumi", `exit ${loggedIn ? 0 : 1}`);
        return { description: "", env: standIns.env };
    }

    it("is in the user's backend where logged in", () => {
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

    it("is in files with a passphrase of its own elsewhere", () => {
        const paths = emptyCheckout();
        const { kind, env } = chooseBackend(paths, engineThatIs(false));
        assert.equal(kind, "file");
        assert.equal(env.PULUMI_BACKEND_URL, `file://${paths.state}`);
        assert.equal(env.PULUMI_CONFIG_PASSPHRASE_FILE, paths.passphrase);
        const { mode, size } = statSync(paths.passphrase);
        assert.equal(mode & 0o777, 0o600);
        assert.ok(size >= 40);
    });

    it("stays in files although the user logged in meanwhile", () => {
        const { kind } = chooseBackend(emptyCheckout(), engineThatIs(true), "file");
        assert.equal(kind, "file");
    });

    it("is not begun anew where the user logged out meanwhile", () => {
        assert.throws(
            () => chooseBackend(emptyCheckout(), engineThatIs(false), "user"),
            /run pulumi login\.$/,
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
});
