import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { unknown } from "@pulumi/pulumi/output";
import {
    fields,
    input,
    listOf,
    mapOf,
    required,
    valueCheck,
} from "../../../components/validation/checks";
import { checkedArgs } from "../../../components/validation/outputs";
import { formatValue } from "../../../components/validation/problems";
import { memory } from "../../../components/validation/quantities";
import { register, valueOf } from "../../../testkit/mocks";
import { takeRejections } from "../../../testkit/setup";

interface Args {
    name: pulumi.Input<string>;
    sizes?: pulumi.Input<string>[];
    byKey?: Record<string, pulumi.Input<string>>;
    provider?: object;
}

const check = fields<Args>({
    name: required(input(memory)),
    sizes: listOf(input(memory)),
    byKey: mapOf(input(memory)),
    provider: () => undefined,
});

const NOT_MEMORY =
    'is not a Spark memory size: a whole number and k, m, g or t (e.g. "512m", "14g")';

describe("checked arguments", () => {
    // An Output that fails does so for everybody who may use it.
    afterEach(takeRejections);

    it("are the same object where nothing has to be checked later", () => {
        const args = { name: "1g", sizes: ["2g"] };
        assert.equal(checkedArgs('Thing "x"', args, check), args);
    });

    it("are refused in one list", () => {
        assert.throws(() => checkedArgs('Thing "x"', { name: "1", sizes: ["2"] }, check), {
            message: [
                'Thing "x" has 2 problems:',
                `  name: "1" ${NOT_MEMORY}`,
                `  sizes[0]: "2" ${NOT_MEMORY}`,
            ].join("\n"),
        });
    });

    it("keep Outputs with right values, secret or not, and everything else as it is", async () => {
        await register(async () => {
            const provider = { literal: { too: [1] } };
            const given = {
                name: pulumi.output("1g"),
                sizes: ["2g", pulumi.secret("3g")],
                byKey: { a: Promise.resolve("4g") },
                provider,
            };
            const args = checkedArgs<Args>('Thing "x"', given, check);
            assert.equal(args.provider, provider);
            assert.deepEqual(await valueOf(pulumi.output({ ...args, provider: undefined })), {
                name: "1g",
                sizes: ["2g", "3g"],
                byKey: { a: "4g" },
                provider: undefined,
            });
            assert.equal(await pulumi.isSecret(pulumi.output(args.sizes?.[1] ?? "")), true);
            assert.equal(await pulumi.isSecret(pulumi.output(args.name)), false);
        });
    });

    it("fail once an Output is known and wrong", async () => {
        const args = checkedArgs<Args>(
            'Thing "x"',
            { name: "1g", byKey: { a: pulumi.output("b") } },
            check,
        );
        await assert.rejects(valueOf(pulumi.output(args.byKey?.["a"] ?? "")), {
            message: `Thing "x" has 1 problem:\n  byKey.a: "b" ${NOT_MEMORY}`,
        });
    });

    it("never show a secret", async () => {
        const args = checkedArgs<Args>('Thing "x"', { name: pulumi.secret("hunter2") }, check);
        await assert.rejects(valueOf(args.name), (error: Error) => {
            assert.equal(
                error.message,
                'Thing "x" has 1 problem:\n  name: is a secret with a value that is not allowed here',
            );
            return true;
        });
    });

    it("never show a part of a secret, either", async () => {
        const shown: Record<string, pulumi.Output<unknown>> = {
            long: pulumi.secret("hunter2".repeat(40)),
            escaped: pulumi.secret('hunter"2\n'),
            inside: pulumi.secret({ deep: ["hunter2"] }),
        };
        const notText = mapOf(input(valueCheck((value) => `${formatValue(value)} is wrong`)));
        const args = checkedArgs('Thing "x"', shown, notText);
        for (const [key, value] of Object.entries(args)) {
            await assert.rejects(valueOf(value), {
                message: `Thing "x" has 1 problem:\n  ${key}: is a secret with a value that is not allowed here`,
            });
        }
    });

    it("tell of a secret what does not show it", async () => {
        const check = mapOf(input(valueCheck(() => "looks like a credential")));
        const args = checkedArgs('Thing "x"', { a: pulumi.secret("hunter2") }, check);
        await assert.rejects(valueOf(args.a), {
            message: 'Thing "x" has 1 problem:\n  a: looks like a credential',
        });
    });

    it("must be there", () => {
        for (const args of [undefined, null]) {
            assert.throws(() => checkedArgs('Thing "x"', args, check), {
                message: 'Thing "x" has 1 problem:\n  the arguments are missing',
            });
        }
    });

    it("check an Output at each of its places", async () => {
        const same = pulumi.output("1");
        const args = checkedArgs<Args>('Thing "x"', { name: same, sizes: [same] }, check);
        await assert.rejects(valueOf(args.sizes?.[0] ?? ""), /: "1" is not a Spark memory size/);
        await assert.rejects(valueOf(args.name), /: "1" is not a Spark memory size/);
    });

    it("wait in a preview for what it does not know", async () => {
        await register(
            async () => {
                const name = pulumi.output(unknown) as never;
                const args = checkedArgs<Args>('Thing "x"', { name }, check);
                const { isKnown } = args.name as unknown as { isKnown: Promise<boolean> };
                assert.equal(await isKnown, false);
            },
            { preview: true },
        );
    });
});
