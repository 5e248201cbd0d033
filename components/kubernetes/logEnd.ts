/** Most that is read of a log: 500 lines of 2,000 characters. */
export const LOG_BYTES = 1024 * 1024;

/** Lines of a kubelet's file have 16 KiB at most: this many times fewer always fit. */
const REDUCTION = 25;

/**
 * The last lines of a log. `limitBytes` counts from the first of them and cuts off the end, which matters
 * most: fewer lines are requested then. The kubelet counts lines of its file, which splits longer lines
 * into parts of 16 KiB.
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
        : `${text}\n(truncated: the log's last line is longer than ${LOG_BYTES} bytes)`;
}
