import { beginRun } from "./runFolder";
import { removeTemporaryFolders } from "./temporaryFolder";

beginRun();

/**
 * Mocha ignores unhandled rejections, so a throwing `apply` would pass. Here it fails the test
 * that caused it.
 */
const rejections: Error[] = [];

const listener = (reason: unknown): void => {
    rejections.push(reason as Error);
};

/** Rejections that a test expects: consumed here, they do not fail it. */
export async function takeRejections(): Promise<Error[]> {
    // Node reports a rejection only once the promise jobs of this turn are done.
    await new Promise((resolve) => setImmediate(resolve));
    return rejections.splice(0);
}

export const mochaHooks = {
    /** Mocha's worker processes drop all listeners after each file. */
    beforeAll(): void {
        process.off("unhandledRejection", listener).on("unhandledRejection", listener);
    },

    afterAll: removeTemporaryFolders,

    async afterEach(): Promise<void> {
        const [first] = await takeRejections();
        if (first !== undefined) {
            throw first;
        }
    },
};
