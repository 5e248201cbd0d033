import { CredentialPlace, CredentialPlaces } from "../validation/credentials/credentialPlaces";

/** Spark properties whose values are expanded somewhere, or hold URIs. */
const PLACES: readonly [RegExp, CredentialPlace][] = [
    // Iceberg makes the second kind properties of Hadoop (`SparkUtil.hadoopConfCatalogOverrides`).
    [/^spark\.hadoop\.|^spark\.sql\.catalog\.[^.]+\.hadoop\./, CredentialPlaces.HadoopProperty],
    // Variables of containers, which Spark puts after those of the pod template.
    [/^spark\.(executorEnv|kubernetes\.driverEnv)\./, CredentialPlaces.Variable],
    [/^spark\.jars\.repositories$/, CredentialPlaces.Repository],
    [/^spark\.(jars|files|archives|submit\.pyFiles)$/, CredentialPlaces.Address],
];

/** Where the value of a Spark property stands. */
export function placeOfProperty(name: string): CredentialPlace {
    return PLACES.find(([pattern]) => pattern.test(name))?.[1] ?? CredentialPlaces.Property;
}
