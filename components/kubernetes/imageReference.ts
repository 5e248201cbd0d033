/** The parts of an image reference. */
export interface ImageReference {
    /** With its registry, e.g. `registry.example.com:5000/karpenter/controller`. */
    repository: string;
    tag?: string;
    /** E.g. `sha256:…`. */
    digest?: string;
}

/** Takes apart `repository[:tag][@digest]`. */
export function imageReference(image: string): ImageReference {
    const [name = "", digest] = image.split("@");
    // A colon before a slash belongs to a port.
    const [repository = "", tag] = name.split(/:(?=[^/:]*$)/);
    return { repository, ...(tag && { tag }), ...(digest && { digest }) };
}
