import { createInterface } from "node:readline/promises";

/** Asks the user; without a terminal the answer is yes. */
export async function confirm(question: string, input = process.stdin): Promise<boolean> {
    if (!input.isTTY) {
        return true;
    }
    const terminal = createInterface({ input, output: process.stdout });
    try {
        const answer = await terminal.question(`${question} [y/N] `);
        return /^y(es)?$/i.test(answer.trim());
    } finally {
        terminal.close();
    }
}
