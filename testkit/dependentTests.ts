/**
 * For a suite whose tests each depend on the previous one: after a failure the next test says so,
 * and the rest do not run. (Mocha's `bail` would not report a failing hook at all.)
 */
export function testsNeedTheOnesBefore(): void {
    let failed: string | undefined;
    beforeEach(() => {
        if (failed !== undefined) {
            throw new Error(`not run because an earlier test failed: ${failed}`);
        }
    });
    afterEach(function () {
        if (this.currentTest?.state === "failed") {
            failed = this.currentTest.title;
        }
    });
}
