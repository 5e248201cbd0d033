import * as pulumi from "@pulumi/pulumi";

// This provider can miss the end of a deletion (pulumi/pulumi-kubernetes#3317, mended in 4.24), and
// finds it at the time-out: the library's would be too long for a test. It is longer than Kubernetes
// needs to look for new kinds, since it ends objects of those only that it knows.
pulumi.runtime.registerStackTransformation(({ type, props, opts }) =>
    /:(NodePool|EC2NodeClass|SparkApplication)$/.test(type)
        ? { props, opts: { ...opts, customTimeouts: { create: "1m", delete: "40s" } } }
        : undefined,
);
