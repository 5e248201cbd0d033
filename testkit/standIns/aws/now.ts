/** Milliseconds, of one clock for all plugins. */
export function now(): number {
    return performance.timeOrigin + performance.now();
}
