import assert from "node:assert/strict";
import { driverRules } from "../../../../components/team/rbac/driverRole";

describe("driverRules", () => {
    it("allow exactly what a driver does in its namespace", () => {
        assert.deepStrictEqual(driverRules(), [
            {
                apiGroups: [""],
                resources: ["pods"],
                verbs: ["create", "get", "list", "watch", "patch", "delete", "deletecollection"],
            },
            { apiGroups: [""], resources: ["configmaps"], verbs: ["create", "deletecollection"] },
            {
                apiGroups: [""],
                resources: ["persistentvolumeclaims"],
                verbs: ["create", "list", "deletecollection"],
            },
            { apiGroups: [""], resources: ["services"], verbs: ["deletecollection"] },
        ]);
    });
});
