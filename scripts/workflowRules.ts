/** Checks that actionlint lacks, for workflows and for examples of workflows in the docs. */

/**
 * A commit cannot be moved to other code, unlike a tag or a branch; the comment is for people and
 * bots.
 */
const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
const OWN_ACTION = /^\.\//;
const IMAGE = /^docker:\/\/\S+@sha256:[0-9a-f]{64}$/;

/** Packages run their own code on installation, possibly with access to a token. */
const INSTALL = /\bnpm (ci|install|i)\b/;

/** @param file name for the messages */
export function workflowProblems(file: string, text: string): string[] {
    return text.split("\n").flatMap((line, index) => {
        const used = /^\s*(?:- )?uses: *(.*?) *$/.exec(line)?.[1];
        const where = `${file}:${index + 1}:`;
        if (used !== undefined && ![PINNED, OWN_ACTION, IMAGE].some((form) => form.test(used))) {
            return [
                `${where} "${used}" can change: pin the action's commit, followed by its version, ` +
                    `e.g. "actions/checkout@${"0123456789".repeat(4)} # v7.0.1"`,
            ];
        }
        const isCommand = /^\s*(?:- )?run: |^\s+/.test(line) && !/^\s*#/.test(line);
        return isCommand && INSTALL.test(line) && !line.includes("--ignore-scripts")
            ? [`${where} packages may run their own scripts; add --ignore-scripts`]
            : [];
    });
}
