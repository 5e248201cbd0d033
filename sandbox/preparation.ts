import { buildOnce, built, withLock } from "./cache";
import { Steps } from "./steps";

/** Something that is built once per user and kept in the cache. */
export interface Preparation {
    title: string;
    /** Where it is once built. */
    dir: string;
    make(into: string): void | Promise<void>;
}

/** Builds what is missing, one after the other, and reports progress. One process at a time. */
export async function prepare(preparations: Preparation[]): Promise<void> {
    const isMissing = ({ dir }: Preparation) => !built(dir);
    if (!preparations.some(isMissing)) {
        return;
    }
    await withLock("tools", async () => {
        const missing = preparations.filter(isMissing);
        const steps = new Steps(missing.length);
        for (const one of missing) {
            await steps.step(one.title, () => buildOnce(one.dir, (into) => one.make(into)));
        }
    });
}
