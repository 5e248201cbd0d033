import { claimAccess, itemPaths, mediumOf, mountAccess, mountFolder } from "../carry/volumes";
import { Answer, FieldGroup, FieldRow } from "../fieldRow";

const KEY = "the key in volumes";
const PLACES = ["spec.driver.volumeMounts[]", "spec.executor.volumeMounts[]"];
const NO_ARGUMENT = "the volume and its mounts then go into the template";

/** Volume types without an argument. */
const TEMPLATES = [
    ...["awsElasticBlockStore", "azureDisk", "azureFile", "cephfs", "cinder", "csi", "downwardAPI"],
    ...["ephemeral", "fc", "flexVolume", "flocker", "gcePersistentDisk", "gitRepo", "glusterfs"],
    ...["image", "iscsi", "nfs", "photonPersistentDisk", "portworxVolume", "projected", "quobyte"],
    ...["rbd", "scaleIO", "storageos", "vsphereVolume"],
];

/** Types that Pod Security "restricted" allows. */
const ALLOWED = ["csi", "downwardAPI", "ephemeral", "image", "projected"];

/** A ConfigMap or Secret as a folder. */
function folder(field: string, name: string): FieldRow[] {
    return [
        { field: `${field}.${name}`, answer: Answer.Argument, to: field },
        {
            field: `${field}.items`,
            answer: Answer.Argument,
            to: "items",
            below: ["key", "path"],
            carry: itemPaths,
        },
        {
            field: `${field}.items[].mode`,
            answer: Answer.PodTemplate,
            to: "spec.volumes",
            why: NO_ARGUMENT,
        },
        { field: `${field}.defaultMode`, answer: Answer.Argument, to: "defaultMode" },
        { field: `${field}.optional`, answer: Answer.Argument, to: "optional" },
    ];
}

/** A volume, whose argument is set for each role that mounts it. */
export const VOLUMES: FieldGroup = {
    title: "Volumes",
    places: ["spec.volumes[]"],
    rows: [
        { field: "name", answer: Answer.Argument, to: KEY, carry: () => undefined },
        ...folder("configMap", "name"),
        ...folder("secret", "secretName"),
        {
            field: "emptyDir.medium",
            answer: Answer.Argument,
            to: "emptyDir.memory",
            carry: mediumOf,
        },
        { field: "emptyDir.sizeLimit", answer: Answer.Argument },
        { field: "persistentVolumeClaim.claimName", answer: Answer.Argument, to: "claim" },
        {
            field: "persistentVolumeClaim.readOnly",
            answer: Answer.Argument,
            to: "readOnly",
            carry: claimAccess,
        },
        {
            field: "hostPath.path",
            answer: Answer.Argument,
            to: "hostPath",
            why: "only for a team with `podSecurity: privileged`",
            carry: (value, { target }) => (target["hostPath"] = value),
        },
        {
            field: "hostPath.type",
            answer: Answer.Platform,
            why: "the folder must exist, and the job's `user` must be able to write to it",
        },
        ...TEMPLATES.map((field): FieldRow => ({
            field,
            answer: Answer.PodTemplate,
            to: "spec.volumes",
            below: true,
            why: ALLOWED.includes(field)
                ? NO_ARGUMENT
                : `${NO_ARGUMENT}; only for a team with \`podSecurity: privileged\``,
        })),
    ],
};

/** Where Spark's container mounts a volume. */
export const MOUNTS: FieldGroup = {
    title: "Volume mounts",
    places: PLACES,
    rows: [
        { field: "name", answer: Answer.Argument, to: KEY, carry: () => undefined },
        { field: "mountPath", answer: Answer.Argument, carry: mountFolder },
        {
            field: "readOnly",
            answer: Answer.Argument,
            why: "for claims and host paths; ConfigMaps and Secrets are always read-only",
            carry: mountAccess,
        },
        ...["subPath", "subPathExpr", "mountPropagation", "recursiveReadOnly"].map(
            (field): FieldRow => ({
                field,
                answer: Answer.PodTemplate,
                to: "container.volumeMounts",
                why: NO_ARGUMENT,
            }),
        ),
    ],
};
