import { Check, valueCheck } from "../validation/checks";
import { formatValue } from "../validation/problems";

/** The parts of an image reference. */
export interface ImageReference {
    /** With its registry, e.g. `registry.example.com:5000/karpenter/controller`. */
    repository: string;
    tag?: string;
    /** E.g. `sha256:…`. */
    digest?: string;
}

/** Parses `repository[:tag][@digest]`. */
export function imageReference(image: string): ImageReference {
    const [name = "", digest] = image.split("@");
    // A colon before a slash belongs to a port.
    const [repository = "", tag] = name.split(/:(?=[^/:]*$)/);
    return { repository, ...(tag && { tag }), ...(digest && { digest }) };
}

/** What container runtimes accept (`reference` of distribution): a registry, lower-case names, a tag, a digest. */
const IMAGE =
    /^([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?\/)?[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:\w[\w.-]{0,127})?(@[A-Za-z0-9]+:[^\s/:@]+)?$/;

/** No image reference is longer; bounds the time that the pattern takes. */
const MAX_LENGTH = 512;

/** The name of an image: pods with an invalid one stay Pending (`InvalidImageName`). */
export const imageName: Check = valueCheck((value) => {
    // These have messages of their own.
    const isOther = typeof value !== "string" || value === "" || value.includes("${");
    return isOther || (value.length <= MAX_LENGTH && IMAGE.test(value))
        ? undefined
        : `${formatValue(value)} is not the name of an image (e.g. "registry.example.com/team/spark:4.1.2")`;
});
