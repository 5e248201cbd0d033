import { RELEASE_VERSION } from "../outputs";
import { DEFAULT_QUOTAS, quotaOf } from "../settings";
import { textAt } from "../values";
import { Answer } from "./answer";

/** Quotas, and parameters that AWS publishes. */
export const QUOTA_FUNCTIONS: Readonly<Record<string, Answer>> = {
    "aws:servicequotas/getServiceQuota:getServiceQuota": (args, { settings }) => {
        const [service, code] = ["serviceCode", "quotaCode"].map((key) => textAt(args, key) ?? "");
        const value = quotaOf(settings, code ?? "");
        if (value === undefined) {
            throw new Error(
                `getting Default Service Quota for (${service}/${code}): couldn't find resource`,
            );
        }
        return { id: code, value, defaultValue: DEFAULT_QUOTAS[code ?? ""] ?? value };
    },
    "aws:ec2/getInstanceType:getInstanceType": ({ instanceType }) => ({
        id: instanceType,
        defaultVcpus: 2,
    }),
    "aws:ssm/getParameter:getParameter": (args, { settings: { parameters } }) => {
        const name = textAt(args, "name") ?? "";
        const value = (parameters ?? { [name]: published(name) })[name];
        if (value === undefined) {
            throw new Error(`reading SSM Parameter (${name}): couldn't find resource`);
        }
        return { id: name, name, type: "String", value, insecureValue: value, version: 1 };
    },
};

/** What EKS publishes about its images (EKS user guide, retrieve-ami-id). */
function published(name: string): string {
    return name.endsWith("/image_id") ? "ami-0123456789abcdef0" : RELEASE_VERSION;
}
