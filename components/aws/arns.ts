import { matching } from "../validation/values";

/** Not the ARN of an alias: policies and EKS accept only the key itself. */
export const kmsKeyArn = matching(
    /^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/,
    "the ARN of a KMS key; an alias is not accepted " +
        '(e.g. "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab")',
);

export const principalArn = matching(
    /^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/\S+$/,
    "the ARN of an IAM role or user " +
        '(e.g. "arn:aws:iam::111122223333:role/data-platform-admins")',
);

export const roleArn = matching(
    /^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/,
    'the ARN of an IAM role (e.g. "arn:aws:iam::111122223333:role/deploy")',
);

export const oidcProviderArn = matching(
    /^arn:aws[a-z-]*:iam::\d{12}:oidc-provider\/\S+$/,
    "the ARN of an OIDC provider in IAM",
);

export const region = matching(
    /^[a-z]{2}(-[a-z]+)+-\d$/,
    'an AWS region (e.g. "eu-central-1"), without a zone letter',
);
