/** 35 of "1.35". */
export function minor(version: string): number {
    return Number(/^1\.(\d+)$/.exec(version)?.[1] ?? NaN);
}
