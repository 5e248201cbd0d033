import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { refuseUnknownAmi } from "../../../../components/nodes/karpenter/amiLookup";

const INPUT = {
    amiVersion: "v20260714",
    version: "1.35",
    architectures: ["amd64", "arm64"] as const,
};

function parameter(arch: string): string {
    return (
        `/aws/service/eks/optimized-ami/1.35/amazon-linux-2023/${arch}/standard/` +
        `amazon-eks-node-al2023-${arch}-standard-1.35-v20260714/image_id`
    );
}

/** What the provider says, by the name of the parameter; an id where it is not named. */
async function look(errors: Record<string, string>): Promise<string[]> {
    const asked: string[] = [];
    await pulumi.runtime.setMocks({
        newResource: ({ name }) => ({ id: name, state: {} }),
        call: ({ token, inputs }) => {
            assert.strictEqual(token, "aws:ssm/getParameter:getParameter");
            const { name } = inputs as { name: string };
            asked.push(name);
            if (errors[name] !== undefined) {
                // As the engine's answers fail: the SDK passes on the details.
                throw Object.assign(new Error(), { details: errors[name] });
            }
            return { ...inputs, value: "ami-0123456789abcdef0" };
        },
    });
    await refuseUnknownAmi(INPUT, {});
    return asked;
}

describe("the lookup of a custom AMI release", () => {
    it("reads the same parameter as Karpenter, for every architecture of the pools", async () => {
        assert.deepStrictEqual(await look({}), [parameter("x86_64"), parameter("arm64")]);
    });

    it("refuses a release that AWS does not have", async () => {
        const name = parameter("arm64");
        for (const words of [
            `reading SSM Parameter (${name}): couldn't find resource`,
            "operation error SSM: GetParameter, ParameterNotFound: ",
        ]) {
            await assert.rejects(look({ [name]: words }), (error) => {
                assert.ok(pulumi.RunError.isInstance(error), String(error));
                assert.strictEqual(
                    error.message,
                    'amiVersion: "v20260714" is not a release of the EKS AMI for Kubernetes 1.35 ' +
                        "on arm64 in this region, so no node could start: use one of " +
                        "https://github.com/awslabs/amazon-eks-ami/releases, or omit it",
                );
                return true;
            });
        }
    });

    it("refuses nothing if AWS does not answer", async () => {
        const errors = { [parameter("x86_64")]: "AccessDeniedException: not authorized" };
        await assert.rejects(look(errors), (error) => !pulumi.RunError.isInstance(error));
    });
});
