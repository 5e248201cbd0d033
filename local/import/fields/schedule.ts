import { concurrency, timeZone } from "../carry/schedule";
import { Answer, FieldGroup } from "../fieldRow";

/** Fields of a ScheduledSparkApplication besides its template. */
export const SCHEDULE: FieldGroup = {
    title: "ScheduledSparkApplication",
    places: ["spec"],
    rows: [
        { field: "schedule", answer: Answer.Argument },
        {
            field: "timeZone",
            answer: Answer.Argument,
            why: "`Local` means the zone of the operator's pod; name a zone instead (the default is UTC)",
            carry: timeZone,
        },
        {
            field: "concurrencyPolicy",
            answer: Answer.Argument,
            to: "concurrency",
            why: "the operator documents `Allow` as its default; the platform's is `forbid`",
            carry: concurrency,
        },
        { field: "successfulRunHistoryLimit", answer: Answer.Argument, to: "history.successful" },
        { field: "failedRunHistoryLimit", answer: Answer.Argument, to: "history.failed" },
        { field: "suspend", answer: Answer.Argument },
        {
            field: "template",
            answer: Answer.Argument,
            to: "the job",
            below: true,
            why: "has the fields of a SparkApplication's spec, with the same answers",
            carry: () => undefined,
        },
    ],
};
