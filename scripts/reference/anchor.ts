/** A heading's anchor as GitHub makes it. */
export function anchorOf(heading: string): string {
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
    return words
        .trim()
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .replace(/\s/g, "-");
}
