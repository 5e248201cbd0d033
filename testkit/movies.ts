/** One row of the table that `jobs/movie_ratings.py` prints. */
export interface RankedMovie {
    movie: number;
    ratings: number;
    /** With three decimals, as in the table. */
    mean: string;
}

/** The ten best rated movies, computed without Spark. */
export function bestRated(sample: string, minimum: number): RankedMovie[] {
    const ratings = new Map<number, number[]>();
    for (const line of sample.trim().split("\n")) {
        const [, movie, rating] = line.split("::").map(Number) as [number, number, number];
        ratings.set(movie, [...(ratings.get(movie) ?? []), rating]);
    }
    return [...ratings]
        .filter(([, given]) => given.length >= minimum)
        .map(([movie, given]) => ({ movie, count: given.length, mean: mean(given) }))
        .sort((a, b) => b.mean - a.mean || b.count - a.count || a.movie - b.movie)
        .slice(0, 10)
        .map(({ movie, count, mean }) => ({ movie, ratings: count, mean: roundedMean(mean) }));
}

/** Reads the table from a driver's log. */
export function tableIn(log: string): RankedMovie[] {
    return [...log.matchAll(/^ +(\d+) +(\d+) +(\d\.\d{3})$/gm)].map(([, movie, ratings, mean]) => ({
        movie: Number(movie),
        ratings: Number(ratings),
        mean: mean as string,
    }));
}

/** Three decimals, rounding half to even like Python. */
function roundedMean(mean: number): string {
    const thousandths = mean * 1000;
    const below = Math.floor(thousandths);
    const isTie = thousandths - below === 0.5;
    return isTie ? ((below + (below % 2)) / 1000).toFixed(3) : mean.toFixed(3);
}

function mean(values: number[]): number {
    return values.reduce((sum, value) => sum + value, 0) / values.length;
}
