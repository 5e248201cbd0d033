import * as pulumi from "@pulumi/pulumi";
import { canReadClusters } from "../kubernetes/api";

/** A lookup in AWS. Returns a one-line warning, if any; throws a `userError` if AWS is certain to refuse. */
export type Lookup<T> = (
    known: pulumi.Unwrap<T>,
    opts: pulumi.InvokeOptions,
) => Promise<string | undefined>;

/**
 * Runs a lookup in AWS during a preview, and logs its warning or fails with its error. Silent if AWS
 * does not answer, e.g. without credentials or without permission to read.
 *
 * @param needs inputs of the lookup, which waits until they are known
 */
export function lookUpInPreview<T>(needs: T, parent: pulumi.Resource, look: Lookup<T>): void {
    if (!canReadClusters() || !pulumi.runtime.isDryRun()) {
        return;
    }
    pulumi.output(needs).apply(async (known) => {
        const warning = await ifAwsAnswers(look(known, { parent }));
        if (warning !== undefined) {
            await pulumi.log.warn(warning, parent);
        }
    });
}

/** The answer, or `undefined` if AWS gave none. Errors meant for the user are rethrown. */
export async function ifAwsAnswers<T>(answer: Promise<T>): Promise<T | undefined> {
    try {
        return await answer;
    } catch (error) {
        if (pulumi.RunError.isInstance(error)) {
            throw error;
        }
        return undefined;
    }
}
