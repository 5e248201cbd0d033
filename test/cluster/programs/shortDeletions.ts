import * as pulumi from "@pulumi/pulumi";

// This provider can miss the end of a deletion (pulumi/pulumi-kubernetes#3317, mended in 4.24), and
// finds it at the time-out: the library's would be too long for a test. Kubernetes' garbage collector
// ends objects of new kinds up to 54 s after they came (measured; it looks for them every 30 s).
pulumi.runtime.registerStackTransformation(({ type, props, opts }) =>
    /:(NodePool|EC2NodeClass|SparkApplication)$/.test(type)
        ? { props, opts: { ...opts, customTimeouts: { create: "1m", delete: "90s" } } }
        : undefined,
);
