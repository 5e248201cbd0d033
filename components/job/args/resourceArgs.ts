/** A resource of nodes besides CPU and memory, such as GPUs. */
export interface ResourceArgs {
    /** Number that each pod of the role gets. */
    amount: number;
    /**
     * Domain in Kubernetes' name of the resource, `<vendor>/<name>`.
     * @default "nvidia.com" for `gpu`; required for others
     */
    vendor?: string;
    /**
     * Absolute path of a script in the image that prints which devices a pod has, in [Spark's
     * form](https://spark.apache.org/docs/latest/configuration.html#custom-resource-scheduling-and-configuration-overview).
     * @default Spark's own for `gpu` of NVIDIA; required for others
     */
    discoveryScript?: string;
    /**
     * Number that each task of an executor takes: a fraction up to 0.5, or a whole number. For
     * executors only.
     * @default tasks do not count them
     */
    perTask?: number;
}
