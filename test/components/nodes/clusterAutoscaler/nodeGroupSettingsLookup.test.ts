import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { oldSettingsWarning } from "../../../../components/nodes/clusterAutoscaler/nodeGroupSettingsLookup";

/** The newest version of each pool's launch template. */
const LATEST: Record<string, number> = { driver: 2, spot: 3 };

describe("the lookup of node groups' launch settings", () => {
    /** @param versions by name; none for a group that AWS does not have */
    async function warningOf(versions: Record<string, string | undefined>) {
        await pulumi.runtime.setMocks({
            newResource: ({ inputs }) => ({ id: "", state: inputs }),
            call: ({ inputs }) => {
                const { nodeGroupName, ...others } = inputs as Record<string, string>;
                assert.deepStrictEqual(others, {
                    clusterName: "analytics",
                    region: "eu-central-1",
                });
                const version = versions[nodeGroupName ?? ""];
                if (version === undefined) {
                    throw new Error("couldn't find resource");
                }
                return { launchTemplates: [{ id: "lt", name: "", version }] };
            },
        });
        const groups = Object.keys(versions).map((name) => {
            const [pool = ""] = name.split("-");
            return { name, templateId: `lt-${pool}`, templateVersion: LATEST[pool] ?? 1 };
        });
        return oldSettingsWarning({ clusterName: "analytics", region: "eu-central-1", groups }, {});
    }

    it("is silent about those with the latest version, or that do not exist yet", async () => {
        assert.equal(await warningOf({ "driver-a": "2", "spot-a": undefined }), undefined);
    });

    it("reports the others, and how to update them, template by template", async () => {
        const update = (names: string, template: string) =>
            `for group in ${names}; do aws eks update-nodegroup-version --region eu-central-1 ` +
            `--cluster-name analytics --nodegroup-name $group --launch-template ${template}; done`;
        assert.equal(
            await warningOf({ "driver-a": "1", "spot-a": "3", "spot-b": "1", "spot-c": "2" }),
            "3 of 4 node groups start nodes with older launch settings, such as tags. " +
                "Updating them replaces their nodes and terminates the drivers there. Do this " +
                "when no driver is running on them: " +
                `${update("driver-a", "id=lt-driver,version=2")}; ` +
                `${update("spot-b spot-c", "id=lt-spot,version=3")}`,
        );
    });
});
