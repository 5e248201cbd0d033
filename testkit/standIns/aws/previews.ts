import { ResourceProviderService as service } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { CreateRequest, UpdateRequest } from "@pulumi/pulumi/proto/provider_pb";
import { Values } from "./values";

type Struct = NonNullable<ReturnType<CreateRequest["getProperties"]>>;

const MARK = "__preview";

/**
 * The SDK's server declares that its providers do not support previews, and an update would then
 * make all outputs of a resource unknown, even its ARN: each change would seem to replace what
 * refers to it. The real provider supports them, so this one declares so, and marks the requests of
 * previews.
 */
export function answerPreviews(): void {
    const { configure, create, update } = service;
    const { responseSerialize } = configure;
    configure.responseSerialize = (response) =>
        responseSerialize(response.setSupportspreview(true));
    const createOf = create.requestDeserialize;
    create.requestDeserialize = (bytes) => {
        const request: CreateRequest = createOf(bytes);
        return request.getPreview()
            ? request.setProperties(marked(request.getProperties()))
            : request;
    };
    const updateOf = update.requestDeserialize;
    update.requestDeserialize = (bytes) => {
        const request: UpdateRequest = updateOf(bytes);
        return request.getPreview() ? request.setNews(marked(request.getNews())) : request;
    };
}

/** Whether the inputs are those of a preview; removes the marker. */
export function isPreview(inputs: Values): boolean {
    const isMarked = inputs[MARK] === true;
    delete inputs[MARK];
    return isMarked;
}

function marked(struct: Struct | undefined): Struct | undefined {
    if (struct === undefined) {
        return undefined;
    }
    const { fromJavaScript } = struct.constructor as unknown as {
        fromJavaScript: (values: Values) => Struct;
    };
    return fromJavaScript({ ...(struct.toJavaScript() as Values), [MARK]: true });
}
