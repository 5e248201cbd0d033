import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { Network, NetworkArgs } from "../../../../components";
import { endpointCost } from "../../../../components/cluster/network/endpointCost";
import { registerOnAws } from "../../../../testkit/onAws";
import { checkout } from "../../../../testkit/stack";

const NONE =
    "network: 10 interface endpoints in 3 zones cost about $219 a month " +
    '(us-east-1, without traffic). One NAT gateway (nat: "one") costs about $37.';

describe("what interface endpoints cost", () => {
    it("is compared with the price of a NAT gateway", () => {
        assert.strictEqual(endpointCost("none", 3), NONE);
        assert.strictEqual(
            endpointCost("one", 2),
            "network: 10 interface endpoints in 2 zones cost about $146 a month " +
                "(us-east-1, without traffic). This is in addition to the NAT gateways.",
        );
    });

    it("is what the docs say", () => {
        const page = readFileSync(join(checkout, "docs/how-to/configure-the-network.md"), "utf8");
        for (const amount of [
            "about $219 a month",
            "gateway with its IP address $37",
            "$146 in two",
        ]) {
            assert.ok(page.replaceAll("\n", " ").includes(amount), amount);
        }
    });

    describe("in a preview", () => {
        const info = pulumi.log.info;
        let told: string[] = [];

        beforeEach(() => {
            told = [];
            (pulumi.log as { info: unknown }).info = (message: string) => {
                told.push(message);
                return Promise.resolve();
            };
        });
        afterEach(() => {
            (pulumi.log as { info: unknown }).info = info;
        });

        async function toldBy(args: NetworkArgs, preview = true): Promise<string[]> {
            told = [];
            await registerOnAws(() => new Network("net", { region: "eu-central-1", ...args }), {
                preview,
            });
            return told;
        }

        it("is logged for networks that have them, but not in an update", async () => {
            assert.deepStrictEqual(await toldBy({ nat: "none" }), [NONE]);
            assert.deepStrictEqual(await toldBy({ nat: "none" }, false), []);
            assert.strictEqual((await toldBy({ interfaceEndpoints: true })).length, 1);
            assert.deepStrictEqual(await toldBy({}), []);
        });
    });
});
