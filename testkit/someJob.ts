import { delivery } from "../components/job/files/delivery";
import { languageOf } from "../components/job/files/mainFile";
import { ResolvedJobArgs, ManifestParts } from "../components/job/manifest/manifest";

/** Minimal parts of a job's manifest. */
export function someJob(parts: Partial<ManifestParts> = {}): ManifestParts {
    return {
        job: "pi",
        args: { main: "local:///opt/pi.py" },
        team: "processing",
        namespace: "processing",
        serviceAccount: "spark",
        mainUri: "local:///opt/pi.py",
        language: "Python",
        image: "apache/spark:4.1.2",
        sparkVersion: "4.1.2",
        facts: { labelled: true, zones: [] },
        tableFormat: parts.args?.tableFormat,
        ...parts,
    };
}

/** Parts of a job with these arguments, run by a team with every feature. */
export function jobWith(args: ResolvedJobArgs): ManifestParts {
    const { uris, content } = delivery(args);
    return someJob({
        args,
        mainUri: uris.main?.[args.main] ?? args.main,
        fileUris: uris,
        language: languageOf(args.main, args.language),
        mainConfigMap: content && "pi-main-12345678",
        log4j2ConfigMap: "log4j2-12345678",
        metricsConfigMap: "metrics-12345678",
        priorityClasses: { driver: "spark-driver", executor: "spark-executor" },
        platformConf: { "spark.sql.session.timeZone": "UTC" },
        sparkConf: { "spark.sql.shuffle.partitions": "64" },
        facts: { labelled: true, zones: ["a"] },
    });
}
