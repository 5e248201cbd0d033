type State = Record<string, unknown>;
interface NewResource {
    type: string;
    name: string;
    inputs: State;
}
interface Call {
    token: string;
    inputs: State;
}

/** An account number that AWS uses in its own examples. */
const ACCOUNT = "123456789012";
const REGION = "eu-central-1";

/** What a provider would answer: always the same for the same resource. */
export const mocks = {
    newResource({ type, name, inputs }: NewResource): { id: string; state: State } {
        const id = `${name}-id`;
        if (!type.startsWith("aws:")) {
            return { id, state: inputs };
        }
        const service = type.split(":")[1]?.split("/")[0] ?? "";
        const arn = `arn:aws:${service}:${REGION}:${ACCOUNT}:${name}`;
        return { id, state: { arn, name, ...inputs } };
    },

    call({ token, inputs }: Call): State {
        switch (token) {
            case "aws:index/getCallerIdentity:getCallerIdentity":
                return { accountId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root`, userId: ACCOUNT };
            case "aws:index/getPartition:getPartition":
                return { partition: "aws", dnsSuffix: "amazonaws.com", id: "aws" };
            case "aws:index/getRegion:getRegion":
                return { name: REGION, region: REGION, id: REGION };
            case "aws:index/getAvailabilityZones:getAvailabilityZones":
                return { names: ["a", "b", "c"].map((zone) => `${REGION}${zone}`), ...inputs };
            default:
                return inputs;
        }
    },
};
