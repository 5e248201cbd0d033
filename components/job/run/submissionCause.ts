import { plainLines } from "../../validation/plainText";

/** Longer messages of the API server are not looked into. */
const LONGEST_MESSAGE = 16_384;

/** What fabric8's client writes before and after the API server's message (KubernetesClientException). */
const MESSAGE = "Message: ";
const AFTER_MESSAGE = /\.? Received status: Status\(/;
/** What some of its versions put before a message of 401 or 403. */
const GUESS =
    /^(?:Forbidden!\s*Configured service account doesn't have access\. Service account may have been revoked\. |Unauthorized! (?:Token may have expired! Please log-in again\. )?)/;

/** The operator's own words, once for each of its functions. */
const OPERATOR = /^(?:failed to (?:submit SparkApplication[^:]*|run spark-submit[^:]*): )+/;
const FRAME = /^\s*(?:at [\w.$/<>@-]+[.(]|\.{3} \d+ (?:more|common frames omitted))/;
/** `26/01/31 12:00:00 ERROR Client: …` */
const LOG_LINE =
    /^\d{2,4}[/-]\d\d[/-]\d\d[ T][\d:.,]+ (?:TRACE|DEBUG|INFO|WARN|(ERROR|FATAL)) [\w.$]+: /;
/** Of the JVM and of log4j, before anything is known. */
const CHATTER =
    /^(?:WARNING: |OpenJDK |Picked up |log4j:|Using Spark's default|Setting default log|SLF4J)/;
const EXCEPTION =
    /^(?:Exception in thread "[^"]*" |Caused by: |Suppressed: )?((?:[\w$]+\.)+[\w$]*(?:Exception|Error|Failure|Throwable))(?:: (.*))?$/;

/** Words of the API server for a refusal. */
const REFUSAL =
    / is forbidden: |violates PodSecurity| denied (?:the )?request|failed calling webhook/;

/**
 * Why a job could not be submitted, in a few words, out of what spark-submit printed or the API
 * server answered: the line that says so stands above or between dozens of stack frames. Nothing
 * where a reason is of another kind.
 */
export function submissionCause(reason: string): string | undefined {
    const lines = plainLines(reason.replace(OPERATOR, ""));
    const isSubmission = OPERATOR.test(reason) || lines.some((line) => FRAME.test(line));
    if (!isSubmission && !REFUSAL.test(reason)) {
        return undefined;
    }
    const cause = lastMessage(reason) ?? deepestException(lines) ?? lastLine(lines);
    return cause === undefined ? undefined : plainLines(cause).join("\n").trim() || undefined;
}

/** The API server's last message: what is thrown again repeats the one before. */
function lastMessage(reason: string): string | undefined {
    const start = reason.lastIndexOf(MESSAGE);
    if (start < 0) {
        return undefined;
    }
    const rest = reason.slice(start + MESSAGE.length, start + LONGEST_MESSAGE);
    const end = AFTER_MESSAGE.exec(rest)?.index;
    const message = end === undefined ? (rest.split("\n")[0] ?? "") : rest.slice(0, end);
    return message.replace(GUESS, "").trim() || undefined;
}

/** The exception that caused the others; of those that repeat its words, the first. */
function deepestException(lines: string[]): string | undefined {
    const chain = lines
        .map((line) => EXCEPTION.exec(line.replace(OPERATOR, "")))
        .filter((match) => match !== null)
        .map(([, type = "", message = ""]) => ({ type, message }));
    const said = chain.filter(({ message }) => message !== "");
    const [deepest = chain.at(-1), ...above] = said.reverse();
    const [fuller] = above
        .filter(
            ({ message }) => message.includes(deepest?.message ?? "") && !EXCEPTION.test(message),
        )
        .reverse();
    const { type, message } = fuller ?? deepest ?? { type: "", message: "" };
    return type === "" ? undefined : message === "" ? type : `${type}: ${message}`;
}

function lastLine(lines: string[]): string | undefined {
    const told = lines.filter(
        (line) => line.trim() !== "" && !FRAME.test(line) && !CHATTER.test(line),
    );
    const errors = told.filter((line) => LOG_LINE.exec(line)?.[1] !== undefined);
    const others = told.filter((line) => !LOG_LINE.test(line));
    return (others.at(-1) ?? errors.at(-1) ?? told.at(-1))?.replace(LOG_LINE, "");
}
