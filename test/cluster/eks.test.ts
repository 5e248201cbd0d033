import { strict as assert } from "node:assert";
import { checkoutId } from "../../sandbox";
import { EksStack } from "./eksStack";

describe("the program on EKS", function () {
    this.timeout(200_000);
    this.bail(true);
    let stack: EksStack;

    before(async () => {
        stack = await EksStack.create(`${checkoutId()}-eks`, "dev");
    });

    after(() => stack.remove());

    it("is previewed", async () => {
        const run = await stack.preview();
        console.log(run.output.slice(-3000), run.seconds);
        assert.equal(run.code, 0, run.output);
    });
    it("goes up", async () => {
        const run = await stack.up();
        console.log(run.output, run.seconds);
        assert.equal(run.code, 0, run.output);
    });
    it("again", async () => {
        const run = await stack.up();
        console.log(run.output.slice(-1000), run.seconds);
        assert.equal(run.code, 0, run.output);
    });
    it("switches", async () => {
        const run = await stack.up({ "spark-platform:autoscaler": "cluster-autoscaler" });
        console.log(run.output, run.seconds);
        assert.equal(run.code, 0, run.output);
    });
    it("destroys", async () => {
        const run = await stack.destroy();
        console.log(run.output, run.seconds);
        assert.equal(run.code, 0, run.output);
        assert.deepEqual(stack.leftovers(), []);
    });
});
