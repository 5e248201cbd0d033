import { ObjectFiles } from "./stackObjects";

/** The Kubernetes objects of a stack, created by `kubectl apply` in dependency order. */
export class PlainObjects {
    private readonly inOrder: string[];

    constructor(
        private readonly kubectl: (...args: string[]) => void,
        { namespaces, others, applications }: ObjectFiles,
    ) {
        this.inOrder = [namespaces, others, applications];
    }

    apply(): void {
        this.inOrder.forEach((file) => this.kubectl("apply", "--filename", file));
    }

    delete(): void {
        [...this.inOrder].reverse().forEach((file) => this.kubectl("delete", "--filename", file));
    }
}
