/** Of a log that is read: 500 lines of 2,000 characters. */
export const LOG_BYTES = 1024 * 1024;

/** Of a kubelet's file, in lines of 16 KiB at most, these are always within the limit. */
const REDUCTION = 25;

/**
 * The last lines of a log. `limitBytes` counts from the first of them and cuts off the end, which is
 * what matters: fewer lines are asked for then. The kubelet counts lines of its file, where a longer
 * line stands in parts of 16 KiB.
 */
export async function logEnd(
    tailLines: number,
    read: (tailLines: number) => Promise<string>,
): Promise<string> {
    const text = await read(tailLines);
    if (Buffer.byteLength(text) < LOG_BYTES) {
        return text;
    }
    return tailLines > 1
        ? logEnd(Math.ceil(tailLines / REDUCTION), read)
        : `${text}\n(cut here: the log's last line is longer than ${LOG_BYTES} bytes)`;
}
