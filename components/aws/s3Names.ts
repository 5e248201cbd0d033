import { valueCheck } from "../validation/checks";
import { formatValue } from "../validation/problems";

/** Beginnings and ends that S3 keeps for itself (S3 user guide, "General purpose bucket naming rules"). */
const RESERVED = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;
const IP_ADDRESS = /^\d+\.\d+\.\d+\.\d+$/;

/** What is wrong with a bucket's name; nothing if it is one. */
export function bucketNameProblem(value: unknown): string | undefined {
    if (typeof value !== "string" || !isBucketName(value)) {
        return (
            `${formatValue(value)} is not the name of a bucket: use 3-63 lower-case letters, digits, "-" ` +
            'and ".", beginning and ending with a letter or digit (e.g. "example-lake")'
        );
    }
    return RESERVED.test(value)
        ? `${formatValue(value)} is no bucket's name: its beginning or end is reserved by S3`
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

/** What is wrong with a folder's name: it has nothing that means more than itself in a policy ("*", "?", "$"). */
export function folderProblem(value: unknown): string | undefined {
    const isFolder =
        typeof value === "string" &&
        value.length <= 512 &&
        /^([A-Za-z0-9!_.'()=@:+,&-]+(\/|$))+$/.test(value) &&
        !value.split("/").some((part) => part === "." || part === "..");
    return isFolder
        ? undefined
        : `${formatValue(value)} is not a folder: use names of letters, digits and any of ` +
              '!_.\'()=@:+,&- with "/" between them, none at the beginning (e.g. "sales/raw")';
}

/** Check of a folder that may be absent. */
export const folder = valueCheck((value) => {
    const message = folderProblem(value);
    return message && `${message}; leave it out for the whole bucket`;
});
