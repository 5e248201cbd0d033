import { plainLines } from "../../validation/plainText";

/** Longer API server messages are not parsed. */
const MAX_MESSAGE_LENGTH = 16_384;

/** Surrounds the API server's message in fabric8's client (KubernetesClientException). */
const MESSAGE = "Message: ";
const AFTER_MESSAGE = /\.? Received status: Status\(/;
/** Prefix that some of its versions add to a 401 or 403 message. */
const GUESS =
    /^(?:Forbidden!\s*Configured service account doesn't have access\. Service account may have been revoked\. |Unauthorized! (?:Token may have expired! Please log-in again\. )?)/;

/** The operator's own prefix, once for each of its functions. */
const OPERATOR = /^(?:failed to (?:submit SparkApplication[^:]*|run spark-submit[^:]*): )+/;
const FRAME = /^\s*(?:at [\w.$/<>@-]+[.(]|\.{3} \d+ (?:more|common frames omitted))/;
/** `26/01/31 12:00:00 ERROR Client: …` */
const LOG_LINE =
    /^\d{2,4}[/-]\d\d[/-]\d\d[ T][\d:.,]+ (?:TRACE|DEBUG|INFO|WARN|(ERROR|FATAL)) [\w.$]+: /;
/** Output of the JVM and log4j at startup. */
const NOISE =
    /^(?:WARNING: |OpenJDK |Picked up |log4j:|Using Spark's default|Setting default log|SLF4J)/;
const EXCEPTION =
    /^(?:Exception in thread "[^"]*" |Caused by: |Suppressed: )?((?:[\w$]+\.)+[\w$]*(?:Exception|Error|Failure|Throwable))(?:: (.*))?$/;

/** The API server's wording of a refusal. */
const REFUSAL =
    / is forbidden: |violates PodSecurity| denied (?:the )?request|failed calling webhook/;

/**
 * A short reason why a job could not be submitted, extracted from what spark-submit printed or the
 * API server answered: the relevant line is above or between dozens of stack frames. Undefined for
 * other reasons.
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

/** The API server's last message: rethrown exceptions repeat the earlier ones. */
function lastMessage(reason: string): string | undefined {
    const start = reason.lastIndexOf(MESSAGE);
    if (start < 0) {
        return undefined;
    }
    const rest = reason.slice(start + MESSAGE.length, start + MAX_MESSAGE_LENGTH);
    const end = AFTER_MESSAGE.exec(rest)?.index;
    const message = end === undefined ? (rest.split("\n")[0] ?? "") : rest.slice(0, end);
    return message.replace(GUESS, "").trim() || undefined;
}

/**
 * The root cause; if outer exceptions repeat its message, the innermost of them that adds to it.
 */
function deepestException(lines: string[]): string | undefined {
    const chain = lines
        .map((line) => EXCEPTION.exec(line.replace(OPERATOR, "")))
        .filter((match) => match !== null)
        .map(([, type = "", message = ""]) => ({ type, message }));
    const withMessage = chain.filter(({ message }) => message !== "");
    const [deepest = chain.at(-1), ...above] = withMessage.reverse();
    const [fuller] = above
        .filter(
            ({ message }) => message.includes(deepest?.message ?? "") && !EXCEPTION.test(message),
        )
        .reverse();
    const { type, message } = fuller ?? deepest ?? { type: "", message: "" };
    return type === "" ? undefined : message === "" ? type : `${type}: ${message}`;
}

function lastLine(lines: string[]): string | undefined {
    const relevant = lines.filter(
        (line) => line.trim() !== "" && !FRAME.test(line) && !NOISE.test(line),
    );
    const errors = relevant.filter((line) => LOG_LINE.exec(line)?.[1] !== undefined);
    const others = relevant.filter((line) => !LOG_LINE.test(line));
    return (others.at(-1) ?? errors.at(-1) ?? relevant.at(-1))?.replace(LOG_LINE, "");
}
