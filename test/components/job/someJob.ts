import { ManifestParts } from "../../../components/job/manifest";

/** Parts of a job's manifest, as small as they can be. */
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
        ...parts,
    };
}
