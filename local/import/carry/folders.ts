import { mapAt } from "../document";
import { FieldRow } from "../fieldRow";
import { freeName } from "./volumeNames";

type Entry = NonNullable<FieldRow["entry"]>;

/** A ConfigMap as a folder, in the operator's own format. */
export const configMapFolder: Entry = ({ name, path }, { target }) => {
    const volumes = mapAt(target, "volumes");
    volumes[freeName(String(name), volumes)] = { mountPath: path, configMap: name };
};

/** Variables that point to a file, by the type of a Secret (`submission.go` of operator 2.5.2). */
const VARIABLES: Record<string, readonly [variable: string, file: string]> = {
    GCPServiceAccount: ["GOOGLE_APPLICATION_CREDENTIALS", "key.json"],
    HadoopDelegationToken: ["HADOOP_TOKEN_FILE_LOCATION", "hadoop.token"],
};

/** A Secret as a folder, and the variable that points to its file. */
export const secretFolder: Entry = ({ name, path, secretType }, { target }) => {
    const volumes = mapAt(target, "volumes");
    volumes[freeName(String(name), volumes)] = { mountPath: path, secret: name };
    const [variable, file] = VARIABLES[String(secretType)] ?? [];
    if (variable !== undefined) {
        mapAt(target, "env")[variable] = `${String(path).replace(/\/$/, "")}/${file}`;
    }
};
