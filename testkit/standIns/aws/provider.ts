import * as pulumi from "@pulumi/pulumi";
import { FOLDER_ENV } from "../folder";
import { Cloud } from "./cloud";
import { credentialsIn } from "./credentials";
import { answer } from "./functions";
import { answerPreviews, isPreview } from "./previews";
import { MADE_UP } from "./replacements";
import { Resources } from "./resources";
import { Values } from "./values";

/**
 * Stands in for the provider `aws`: stores resources of any type in a folder instead of an account.
 */
const cloud = new Cloud(process.env[FOLDER_ENV] ?? "", credentialsIn(process.env["PULUMI_CONFIG"]));
const resources = new Resources(cloud);

const provider: pulumi.provider.Provider = {
    version: "7.48.0",

    check(urn: string, olds: Values, news: Values) {
        const [type, name] = typeAndName(urn);
        return Promise.resolve({ inputs: resources.named(type, name, olds, news) });
    },

    diff(id: string, urn: string, _: Values, news: Values) {
        const [type] = typeAndName(urn);
        return Promise.resolve(resources.difference(type, id, news));
    },

    async create(urn: string, inputs: Values) {
        const [type, name] = typeAndName(urn);
        if (isPreview(inputs)) {
            return { id: "", outs: shown(inputs) };
        }
        const { id, outputs } = await resources.create(type, name, inputs);
        return { id, outs: { ...shown(inputs), ...outputs } };
    },

    async update(id: string, urn: string, _: Values, news: Values) {
        const [type, name] = typeAndName(urn);
        const outputs = isPreview(news)
            ? resources.planned(type, id, shown(news), pulumi.runtime.unknownValue)
            : await resources.update(type, name, id, news);
        return { outs: { ...shown(news), ...outputs } };
    },

    async read(id: string, urn: string) {
        const [type, name] = typeAndName(urn);
        const props = await resources.read(type, name, id);
        return props === undefined ? {} : { id, props };
    },

    delete(id: string, urn: string) {
        const [type, name] = typeAndName(urn);
        return resources.delete(type, name, id);
    },

    async invoke(token: string, args: Values) {
        const call = { call: "invoke", type: token, name: "" } as const;
        return { outputs: await cloud.made(call, 0, () => answer(token, args, cloud)) };
    },
};

function typeAndName(urn: string): [type: string, name: string] {
    const [, , types = "", ...name] = urn.split("::");
    // A child's type is prefixed with its parents' types.
    return [types.split("$").pop() ?? "", name.join("::")];
}

/** The inputs without those that AWS does not have. */
function shown({ [MADE_UP]: _, ...inputs }: Values): Values {
    return inputs;
}

answerPreviews();
void pulumi.provider.main(provider, process.argv.slice(2));
