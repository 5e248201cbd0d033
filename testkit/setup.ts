import { removeTemporaryFolders } from "./temporaryFolder";

/**
 * Mocha ignores unhandled rejections, so a throwing `apply` would pass. Here it fails the test
 * that caused it.
 */
const rejections: Error[] = [];

process.on("unhandledRejection", (reason) => rejections.push(reason as Error));

export const mochaHooks = {
    afterAll: removeTemporaryFolders,

    async afterEach(): Promise<void> {
        // Node reports a rejection only once the promise jobs of this turn are done.
        await new Promise((resolve) => setImmediate(resolve));
        const [first] = rejections.splice(0);
        if (first !== undefined) {
            throw first;
        }
    },
};
