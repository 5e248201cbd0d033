import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

/** Registers the default storage class, encrypted gp3. EKS has no default of its own. */
export function defaultStorageClass(
    name: string,
    child: pulumi.CustomResourceOptions,
): k8s.storage.v1.StorageClass {
    return new k8s.storage.v1.StorageClass(
        `${name}-gp3`,
        {
            metadata: {
                name: "gp3",
                annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
            },
            provisioner: "ebs.csi.aws.com",
            parameters: { type: "gp3", encrypted: "true" },
            // The volume must be in the same zone as the pod's node.
            volumeBindingMode: "WaitForFirstConsumer",
            reclaimPolicy: "Delete",
            allowVolumeExpansion: true,
        },
        child,
    );
}
