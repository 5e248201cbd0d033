/**
 * For a suite whose tests each need what the one before has left: after a failure the next one says
 * so, and the rest is not run. (Mocha's `bail` would report a hook that fails as nothing at all.)
 */
export function testsNeedTheOnesBefore(): void {
    let failed: string | undefined;
    beforeEach(() => {
        if (failed !== undefined) {
            throw new Error(`not run, for a test before it failed: ${failed}`);
        }
    });
    afterEach(function () {
        if (this.currentTest?.state === "failed") {
            failed = this.currentTest.title;
        }
    });
}
