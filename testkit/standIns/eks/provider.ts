import type { ClusterArgs } from "@pulumi/eks";
import * as pulumi from "@pulumi/pulumi";
import { Cluster } from "./cluster";

/** Stands in for the provider `eks`: its component `Cluster` only. */
const provider: pulumi.provider.Provider = {
    version: "4.3.0",

    construct(name: string, type: string, inputs: ClusterArgs, options) {
        if (type !== "eks:index:Cluster") {
            throw new Error(`the stand-in for eks has no component ${type}`);
        }
        const { urn, state } = new Cluster(name, inputs, options);
        return Promise.resolve({ urn, state });
    },
};

void pulumi.provider.main(provider, process.argv.slice(2));
