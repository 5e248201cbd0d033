/** Remembers which messages were shown, and how long conditions have lasted. */
export class Reminders {
    private readonly shown = new Set<string>();
    private readonly since = new Map<string, number>();

    /** @param now returns the time in milliseconds */
    constructor(private readonly now: () => number) {}

    /** Calls `act` only the first time. */
    once(what: string, act: () => void): void {
        if (this.isFirst(what)) {
            act();
        }
    }

    /** Whether this is the first call with `what`. */
    isFirst(what: string): boolean {
        const isFirst = !this.shown.has(what);
        this.shown.add(what);
        return isFirst;
    }

    /** Milliseconds for which a condition has held without interruption; 0 while it does not. */
    lasting(what: string, holds: boolean): number {
        if (!holds) {
            this.since.delete(what);
            return 0;
        }
        const start = this.since.get(what) ?? this.now();
        this.since.set(what, start);
        return this.now() - start;
    }
}
