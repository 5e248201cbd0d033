import assert from "node:assert/strict";
import { LEAK_SEARCHES } from "../../../local/commands/leaks";
import { sweep } from "../../../local/commands/sweep";
import { UserError } from "../../../sandbox/shell";
import { StandIns } from "../support";

const OPTIONS = { clusterName: "spark-dev", region: "eu-central-1" };

/** An `aws` with an answer per command, e.g. `describe-volumes`. */
function awsWith(answers: Record<string, string>, otherwise = "echo '[]'"): StandIns {
    const cases = Object.entries(answers).map(([command, line]) => `${command}) ${line} ;;`);
    return new StandIns().add(
        "aws",
        [`case "$2" in`, ...cases, `*) ${otherwise} ;;`, "esac"].join("\n"),
    );
}

/** What it prints, and why it fails. */
function outcome(aws: StandIns, options = OPTIONS): { printed: string[]; failure?: string } {
    const printed: string[] = [];
    const { log } = console;
    console.log = (line: string) => printed.push(line);
    try {
        sweep(options, aws.env);
        return { printed };
    } catch (error) {
        assert.ok(error instanceof UserError, String(error));
        return { printed, failure: error.message };
    } finally {
        console.log = log;
    }
}

describe("the sweep after an EKS cluster", () => {
    it("looks for everything that controllers and EKS create, by name or tag, in one region", () => {
        const aws = awsWith({});
        assert.deepEqual(outcome(aws), {
            printed: LEAK_SEARCHES.map(({ what }) => `${what}: none`),
        });
        const owned = "Name=tag-key,Values=kubernetes.io/cluster/spark-dev";
        const byTag = "--tag-filters Key=kubernetes.io/cluster/spark-dev";
        const end = "--region eu-central-1 --output json";
        assert.deepEqual(aws.calls, [
            `aws ec2 describe-instances --filters ${owned} Name=instance-state-name,Values=pending,running,stopping,stopped --query Reservations[].Instances[].InstanceId ${end}`,
            `aws resourcegroupstaggingapi get-resources --resource-type-filters elasticloadbalancing:loadbalancer ${byTag} --query ResourceTagMappingList[].ResourceARN ${end}`,
            `aws ec2 describe-volumes --filters ${owned} --query Volumes[].VolumeId ${end}`,
            `aws ec2 describe-network-interfaces --filters Name=tag:cluster.k8s.amazonaws.com/name,Values=spark-dev --query NetworkInterfaces[].NetworkInterfaceId ${end}`,
            `aws ec2 describe-launch-templates --filters ${owned} --query LaunchTemplates[].LaunchTemplateId ${end}`,
            `aws resourcegroupstaggingapi get-resources --resource-type-filters iam:instance-profile ${byTag} --query ResourceTagMappingList[].ResourceARN ${end}`,
            `aws ec2 describe-security-groups --filters ${owned} --query SecurityGroups[].GroupId ${end}`,
            `aws logs describe-log-groups --log-group-name-prefix /aws/eks/spark-dev/cluster --query logGroups[].logGroupName ${end}`,
        ]);
    });

    it("lists what is left and how to delete it, in an order that works", () => {
        const aws = awsWith({
            "describe-instances": `echo '["i-1", "i-2"]'`,
            "describe-log-groups": `echo '["/aws/eks/spark-dev/cluster"]'`,
            "describe-volumes": `echo '["vol-1"]'`,
        });
        const { printed, failure } = outcome(aws);
        assert.deepEqual(
            printed.filter((line) => !line.endsWith(": none")),
            ["instances: i-1, i-2", "volumes: vol-1", "log groups: /aws/eks/spark-dev/cluster"],
        );
        assert.equal(
            failure,
            [
                '4 resources of cluster "spark-dev" left in eu-central-1. To delete what nobody needs:',
                "  aws ec2 terminate-instances --instance-ids i-1 --region eu-central-1",
                "  aws ec2 terminate-instances --instance-ids i-2 --region eu-central-1",
                "  aws ec2 delete-volume --volume-id vol-1 --region eu-central-1",
                "  aws logs delete-log-group --log-group-name /aws/eks/spark-dev/cluster --region eu-central-1",
            ].join("\n"),
        );
    });

    it("names a profile as IAM does", () => {
        const arn = "arn:aws:iam::111122223333:instance-profile/spark-dev_1234";
        const [profiles] = LEAK_SEARCHES.filter(({ what }) => what === "instance profiles");
        assert.deepEqual(profiles?.remove(arn), [
            ...["iam", "delete-instance-profile", "--instance-profile-name", "spark-dev_1234"],
        ]);
    });

    it("takes an empty answer of the tagging API for none", () => {
        assert.equal(outcome(awsWith({ "get-resources": "echo null" })).failure, undefined);
    });

    it("fails if AWS does not respond, since finding nothing would prove nothing", () => {
        const aws = awsWith({}, "echo 'Unable to locate credentials' >&2; exit 253");
        const { printed, failure = "" } = outcome(aws);
        assert.deepEqual(printed, []);
        assert.match(failure, /^aws ec2 describe-instances .*: Unable to locate credentials$/);
    });

    it("fails without the aws command", () => {
        assert.match(outcome(new StandIns()).failure ?? "", /spawnSync aws ENOENT$/);
    });

    it("requires the cluster and its region", () => {
        const { failure } = outcome(awsWith({}), { ...OPTIONS, region: "" });
        assert.equal(failure, "usage: make sweep CLUSTER_NAME=spark-dev REGION=eu-central-1");
    });
});
