/** Reports which of N steps runs and how long it took. */
export class Steps {
    private current = 0;

    constructor(
        private readonly total: number,
        private readonly log: (line: string) => void = console.log,
    ) {}

    async step<T>(title: string, work: () => T | Promise<T>): Promise<T> {
        const label = `[${++this.current}/${this.total}] ${title}`;
        this.log(`${label} ...`);
        const start = Date.now();
        const result = await work();
        this.log(`${label}: ${formatDuration(Date.now() - start)}`);
        return result;
    }
}

function formatDuration(ms: number): string {
    const seconds = ms / 1000;
    return seconds < 60
        ? `${seconds.toFixed(1)} s`
        : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
