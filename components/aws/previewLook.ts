import * as pulumi from "@pulumi/pulumi";
import { canReadClusters } from "../kubernetes/api";

/** What a look at AWS has to say, in one line; it throws a `userError` for what AWS is sure to refuse. */
export type Look<T> = (
    known: pulumi.Unwrap<T>,
    opts: pulumi.InvokeOptions,
) => Promise<string | undefined>;

/**
 * In a preview, warns of what a look at AWS shows, or refuses it. Nothing is said where AWS does not
 * answer: without credentials, or without the right to look.
 *
 * @param needs what the look has to know; it waits for it
 */
export function lookInPreview<T>(needs: T, parent: pulumi.Resource, look: Look<T>): void {
    if (!canReadClusters() || !pulumi.runtime.isDryRun()) {
        return;
    }
    pulumi.output(needs).apply(async (known) => {
        const warning = await unlessAwsIsSilent(look(known, { parent }));
        if (warning !== undefined) {
            await pulumi.log.warn(warning, parent);
        }
    });
}

/** An answer, or nothing where AWS gave none; what is an error for people stays one. */
export async function unlessAwsIsSilent<T>(answer: Promise<T>): Promise<T | undefined> {
    try {
        return await answer;
    } catch (error) {
        if (pulumi.RunError.isInstance(error)) {
            throw error;
        }
        return undefined;
    }
}
