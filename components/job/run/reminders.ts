/** Remembers what was said, and since when something has been so. */
export class Reminders {
    private readonly said = new Set<string>();
    private readonly since = new Map<string, number>();

    /** @param now gives the time in milliseconds */
    constructor(private readonly now: () => number) {}

    /** Acts the first time only. */
    once(what: string, act: () => void): void {
        if (this.isFirst(what)) {
            act();
        }
    }

    /** Whether this was never asked before. */
    isFirst(what: string): boolean {
        const isFirst = !this.said.has(what);
        this.said.add(what);
        return isFirst;
    }

    /** Milliseconds for which something has been so without a break; 0 while it is not. */
    lasting(what: string, isSo: boolean): number {
        if (!isSo) {
            this.since.delete(what);
            return 0;
        }
        const start = this.since.get(what) ?? this.now();
        this.since.set(what, start);
        return this.now() - start;
    }
}
