import assert from "node:assert/strict";
import { NOT_ENFORCED, versionProblem } from "../../../components/admission/support";

describe("a cluster's admission policies", () => {
    it("need Kubernetes 1.30", () => {
        const problem =
            "operator.admission: the cluster runs Kubernetes 1.29, and ValidatingAdmissionPolicies " +
            `need 1.30. Upgrade the cluster, or set operator.admission: false. ${NOT_ENFORCED}`;
        assert.equal(versionProblem({ major: "1", minor: "29" }), problem);
        assert.equal(versionProblem({ major: "1", minor: "29+" }), problem);
        assert.equal(versionProblem({ major: "1", minor: "30" }), undefined);
        assert.equal(versionProblem({ major: "1", minor: "35+" }), undefined);
    });

    it("are tried if the version is unknown", () => {
        assert.equal(versionProblem(undefined), undefined);
        assert.equal(versionProblem({ major: "2", minor: "0" }), undefined);
    });
});
