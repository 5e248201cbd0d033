import assert from "node:assert/strict";
import { answer } from "../../testkit/standIns/aws/functions";
import { ACCOUNT, QUOTAS } from "../../testkit/standIns/aws/settings";
import { Values } from "../../testkit/standIns/aws/values";
import { SomeCloud } from "./someCloud";

const SPOT_ROLE = "AWSServiceRoleForEC2Spot";
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/admin/somebody`;
const ADMIN = `arn:aws:iam::${ACCOUNT}:role/ops/admin`;

function ask(some: SomeCloud, name: string, args: Values = {}): Values {
    return answer(name, args, some.cloud);
}

describe("functions of the stand-in", () => {
    it("return the caller, and the role of its session", () => {
        const some = new SomeCloud({ caller: SESSION, roles: { admin: ADMIN } });
        const { arn } = ask(some, "aws:index/getCallerIdentity:getCallerIdentity");
        assert.equal(arn, SESSION);
        const context = "aws:iam/getSessionContext:getSessionContext";
        const { issuerArn, sessionName } = ask(some, context, { arn });
        assert.deepEqual([issuerArn, sessionName], [ADMIN, "somebody"]);
        assert.equal(ask(some, "aws:iam/getRole:getRole", { name: "admin" })["path"], "/ops/");
    });

    it("find the role of spot instances, or do not", () => {
        const some = new SomeCloud();
        const role = ask(some, "aws:iam/getRole:getRole", { name: SPOT_ROLE });
        assert.equal(role["path"], "/aws-service-role/spot.amazonaws.com/");
        some.cloud.set({ roles: {} });
        assert.throws(() => ask(some, "aws:iam/getRole:getRole", { name: SPOT_ROLE }), {
            message: `reading IAM Role (${SPOT_ROLE}): couldn't find resource`,
        });
    });

    it("return quotas, by default those of a new account", () => {
        const some = new SomeCloud({ quotas: { [QUOTAS.spotVcpus]: 64 } });
        const quota = (quotaCode: string) =>
            ask(some, "aws:servicequotas/getServiceQuota:getServiceQuota", {
                serviceCode: "ec2",
                quotaCode,
            })["value"];
        assert.deepEqual([quota(QUOTAS.spotVcpus), quota(QUOTAS.onDemandVcpus)], [64, 5]);
        assert.throws(() => quota("L-00000000"), {
            message: "getting Default Service Quota for (ec2/L-00000000): couldn't find resource",
        });
    });

    it("find zones by name and by ID", () => {
        const { names, zoneIds } = ask(
            new SomeCloud(),
            "aws:index/getAvailabilityZones:getAvailabilityZones",
        );
        assert.deepEqual(names, ["eu-central-1a", "eu-central-1b", "eu-central-1c"]);
        assert.deepEqual(zoneIds, ["euc1-az1", "euc1-az2", "euc1-az3"]);
    });

    it("find parameters of Systems Manager, or do not", () => {
        const some = new SomeCloud();
        const name =
            "/aws/service/eks/optimized-ami/1.35/amazon-linux-2023/x86_64/standard/recommended/image_id";
        const find = () => ask(some, "aws:ssm/getParameter:getParameter", { name })["value"];
        assert.equal(find(), "ami-0123456789abcdef0");
        some.cloud.set({ parameters: {} });
        assert.throws(find, { message: `reading SSM Parameter (${name}): couldn't find resource` });
    });

    it("return a cluster and its parts as they are", async () => {
        const some = new SomeCloud();
        await some.cluster();
        await some.nodeGroup();
        some.cloud.scale("drivers", 7);
        const inCluster = { clusterName: "analytics" };
        const cluster = ask(some, "aws:eks/getCluster:getCluster", { name: "analytics" });
        assert.deepEqual(cluster["accessConfigs"], [
            { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
        ]);
        assert.equal(cluster["version"], "1.35");
        const group = ask(some, "aws:eks/getNodeGroup:getNodeGroup", {
            ...inCluster,
            nodeGroupName: "drivers",
        });
        assert.deepEqual(group["scalingConfigs"], [{ minSize: 0, desiredSize: 7, maxSize: 10 }]);
        assert.equal(group["version"], "1.35");
        assert.throws(
            () => ask(some, "aws:eks/getAddon:getAddon", { ...inCluster, addonName: "coredns" }),
            { message: "reading EKS Add-On (analytics:coredns): couldn't find resource" },
        );
        const principalArn = some.cloud.settings.caller;
        const entry = ask(some, "aws:eks/getAccessEntry:getAccessEntry", {
            ...inCluster,
            principalArn,
        });
        assert.equal(entry["type"], "STANDARD");
    });
});
