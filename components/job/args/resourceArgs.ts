/** Something of nodes that pods ask for beside CPU and memory, such as GPUs. */
export interface ResourceArgs {
    /** How many each pod gets. */
    amount: number;
    /**
     * Domain in Kubernetes' name of the resource, `<vendor>/<name>`.
     * @default "nvidia.com" for `gpu`; needed for others
     */
    vendor?: string;
    /**
     * Script in the image, by its absolute path, that tells Spark which ones a pod has.
     * @default Spark's own for `gpu` of NVIDIA; needed for others
     */
    discoveryScript?: string;
    /**
     * How many a task of an executor takes: a part from 0 to 0.5, or a whole number.
     * @default tasks do not count them
     */
    perTask?: number;
}
