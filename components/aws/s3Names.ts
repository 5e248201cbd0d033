import { valueCheck } from "../validation/checks";
import { formatValue } from "../validation/problems";

/** Prefixes and suffixes reserved by S3 (S3 user guide, "General purpose bucket naming rules"). */
const RESERVED = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;
const IP_ADDRESS = /^\d+\.\d+\.\d+\.\d+$/;

/** What is wrong with a bucket name; `undefined` if it is valid. */
export function bucketNameProblem(value: unknown): string | undefined {
    if (typeof value !== "string" || !isBucketName(value)) {
        return (
            `${formatValue(value)} is not a bucket name: use 3-63 lower-case letters, digits, "-" ` +
            'and ".", beginning and ending with a letter or digit (e.g. "example-lake")'
        );
    }
    return RESERVED.test(value)
        ? `${formatValue(value)} is not a valid bucket name: S3 reserves its prefix or suffix`
        : undefined;
}

export const bucketName = valueCheck(bucketNameProblem);

function isBucketName(text: string): boolean {
    return (
        /^[a-z0-9][-.a-z0-9]{1,61}[a-z0-9]$/.test(text) &&
        !text.includes("..") &&
        !IP_ADDRESS.test(text)
    );
}

/** What is wrong with a folder name. Characters with a meaning in policies ("*", "?", "$") are not allowed. */
export function folderProblem(value: unknown): string | undefined {
    const isFolder =
        typeof value === "string" &&
        value.length <= 512 &&
        /^([A-Za-z0-9!_.'()=@:+,&-]+(\/|$))+$/.test(value) &&
        !value.split("/").some((part) => part === "." || part === "..");
    return isFolder
        ? undefined
        : `${formatValue(value)} is not a folder: use names of letters, digits and any of ` +
              '!_.\'()=@:+,&-, separated by "/", without a leading "/" (e.g. "sales/raw")';
}

/** Check of an optional folder. */
export const folder = valueCheck((value) => {
    const message = folderProblem(value);
    return message && `${message}; omit it for the whole bucket`;
});
