import assert from "node:assert/strict";
import { driverRules } from "../../../components/team/access";

describe("driverRules", () => {
    it("are what a driver does in its namespace, and no more", () => {
        const manage = ["create", "get", "list", "delete", "deletecollection"];
        assert.deepStrictEqual(driverRules(), [
            { apiGroups: [""], resources: ["pods"], verbs: [...manage, "watch", "patch"] },
            {
                apiGroups: [""],
                resources: ["services", "configmaps", "persistentvolumeclaims"],
                verbs: manage,
            },
        ]);
    });
});
