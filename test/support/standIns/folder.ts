/** Variables that tell the plugins where to work. */
export const FOLDER_ENV = "STAND_INS_FOLDER";
/** Path of the kubeconfig that stands for the cluster's. */
export const KUBECONFIG_ENV = "STAND_INS_KUBECONFIG";
