import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { standIns } from "../../testkit/standIns";
import { ACCOUNT } from "../../testkit/standIns/aws/settings";
import { ADMIN_POLICY } from "../../testkit/standIns/aws/sideEffects";
import { TYPES } from "../../testkit/standIns/aws/types";
import { temporaryFolder } from "../../testkit/temporaryFolder";

const GET_TOKEN = ["eks", "get-token", "--cluster-name", "analytics", "--output", "json"];
const LET_IN = { clientCertificateData: "certificate", clientKeyData: "key" };
const UNKNOWN = { token: "of nobody" };

describe("the stand-in for the aws command", function () {
    this.timeout(20_000);

    const folder = temporaryFolder();
    const base64 = (text: string) => Buffer.from(text).toString("base64");

    before(() => {
        const user = {
            "client-certificate-data": base64("certificate"),
            "client-key-data": base64("key"),
        };
        const server = "https://127.0.0.1:6443";
        const kubeconfig = { clusters: [{ cluster: { server } }], users: [{ user }] };
        writeFileSync(join(folder, "kubeconfig"), stringify(kubeconfig), { mode: 0o600 });
    });

    /** What a cluster with these administrators answers. */
    function statusFor(admins: string[], args: string[], env: NodeJS.ProcessEnv = {}): object {
        const {
            cloud,
            commands,
            env: own,
        } = standIns(temporaryFolder(), join(folder, "kubeconfig"));
        for (const principal of admins) {
            const arn = `arn:aws:iam::${ACCOUNT}:${principal}`;
            const id = ["analytics", arn, ADMIN_POLICY].join("#");
            const type = TYPES.accessPolicyAssociation;
            cloud.put({ type, id, name: "", inputs: {}, outputs: {} });
        }
        const options = { env: { ...process.env, ...own, ...env }, encoding: "utf8" } as const;
        const { stdout, stderr } = spawnSync(join(commands, "aws"), args, options);
        assert.equal(stderr, "");
        const { kind, status } = JSON.parse(stdout) as { kind: string; status: Status };
        assert.equal(kind, "ExecCredential");
        const { expirationTimestamp, ...credentials } = status;
        assert.ok(Date.parse(expirationTimestamp) > Date.now());
        return credentials;
    }

    it("admits an administrator by environment, profile, key and role", () => {
        assert.deepEqual(statusFor(["user/tester"], GET_TOKEN), LET_IN);
        assert.deepEqual(statusFor(["user/data"], ["--profile", "data", ...GET_TOKEN]), LET_IN);
        const keys = { AWS_ACCESS_KEY_ID: "AKIA", AWS_SECRET_ACCESS_KEY: "secret" };
        assert.deepEqual(statusFor(["user/AKIA"], GET_TOKEN, keys), LET_IN);
        const role = ["--role-arn", `arn:aws:iam::${ACCOUNT}:role/deploy`];
        assert.deepEqual(statusFor(["role/deploy"], [...GET_TOKEN, ...role]), LET_IN);
    });

    it("gives everybody else a token that no cluster accepts", () => {
        assert.deepEqual(statusFor(["user/data"], GET_TOKEN), UNKNOWN);
        assert.deepEqual(statusFor(["user/tester"], ["--profile", "data", ...GET_TOKEN]), UNKNOWN);
        const keys = { AWS_ACCESS_KEY_ID: "AKIA", AWS_SECRET_ACCESS_KEY: "secret" };
        assert.deepEqual(
            statusFor(["user/AKIA"], ["--profile", "data", ...GET_TOKEN], keys),
            UNKNOWN,
        );
    });
});

type Status = { expirationTimestamp: string } & Record<string, string>;
