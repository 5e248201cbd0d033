import { versions } from "../../components/versions";

/** A program that is built from its public Go module. */
export interface GoBuild {
    name: string;
    module: string;
    version: string;
    /** Program name to package path (below the module). */
    programs: Record<string, string>;
    /** Further modules that the build needs at an exact version. */
    alsoRequire?: Record<string, string>;
    /**
     * The module's own `replace` lines are not inherited: each local one is set to this version.
     */
    localReplaceVersion?: string;
    replace?: Record<string, string>;
    /** Go package variables to set at link time. */
    linkerVariables?: Record<string, string>;
    /** Folders of the module to copy next to the programs: name here to path in the module. */
    copy?: Record<string, string>;
    /** Changes to the module's own source. */
    patch?: Patch;
    /** Our own main package, if the module has none that builds outside its repository. */
    main?: { source: string; embed: Record<string, string> };
}

/** Changes to a module's source; paths are relative to the module. */
export interface Patch {
    /** Path to the string to replace in the file, and its replacement. */
    replace: Record<string, { old: string; by: string }>;
    /** Path to content of files to add. */
    add: Record<string, string>;
}

const kubernetes = "1.35.4";
const kubernetesStaging = "v0.35.4";
const pulumiCli = "v3.274.1";
const pulumiKubernetes = "4.24.0";

/** The oldest supported `pulumi` on PATH: the version of the oldest SDK in package.json. */
export const oldestEngine = "v3.230.0";

const LANGUAGE_HOST = "nodejs/cmd/pulumi-language-nodejs";
const TRACING = "rpcutil.OpenTracingServerInterceptorOptions(tracingSpan)";

/**
 * The language host sits between programs and the engine. It also forwards calls that its version
 * does not know, such as resource hooks: a message of any type is preserved as unknown fields of an
 * empty one.
 */
const newerMonitor: Patch = {
    replace: {
        [`${LANGUAGE_HOST}/main.go`]: {
            old: `Options: ${TRACING},`,
            by: `Options: append(${TRACING}, forwarded(conn)),`,
        },
    },
    add: {
        [`${LANGUAGE_HOST}/forward.go`]: `package main

import (
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"
)

func forwarded(conn *grpc.ClientConn) grpc.ServerOption {
	return grpc.UnknownServiceHandler(func(_ any, stream grpc.ServerStream) error {
		method, _ := grpc.MethodFromServerStream(stream)
		var request, response emptypb.Empty
		if err := stream.RecvMsg(&request); err != nil {
			return err
		}
		if err := conn.Invoke(stream.Context(), method, &request, &response); err != nil {
			return err
		}
		return stream.SendMsg(&response)
	})
}
`,
    },
};

/** The Pulumi engine: built only if PATH has no `pulumi` that is new enough. */
export const engineBuilds: GoBuild[] = [
    {
        name: "pulumi",
        module: "github.com/pulumi/pulumi/pkg/v3",
        version: pulumiCli,
        programs: { pulumi: "cmd/pulumi" },
        replace: {
            "github.com/atotto/clipboard":
                "github.com/tgummerer/clipboard v0.0.0-20241001131231-d02d263e614e",
        },
        linkerVariables: {
            "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": pulumiCli,
        },
    },
    {
        // The newest line of the Node.js language host that the Go module proxy serves.
        name: "pulumi-language-nodejs",
        module: "github.com/pulumi/pulumi/sdk/v3",
        version: "v3.60.0",
        programs: { "pulumi-language-nodejs": LANGUAGE_HOST },
        patch: newerMonitor,
    },
    {
        name: "pulumi-resource-kubernetes",
        module: "github.com/pulumi/pulumi-kubernetes/provider/v4",
        version: "v4.0.0-20260115033456-f47bc2d6f199",
        programs: {},
        alsoRequire: { "github.com/pulumi/pulumi-kubernetes/sdk/v4": `v${pulumiKubernetes}` },
        main: {
            source: `package main

import (
	_ "embed"

	"github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/provider"
)

//go:embed schema.json
var schema []byte

//go:embed terraform-mapping.json
var mapping []byte

func main() { provider.Serve("kubernetes", "${pulumiKubernetes}", schema, mapping) }
`,
            embed: {
                "schema.json": "cmd/pulumi-resource-kubernetes/schema.json",
                "terraform-mapping.json": "cmd/pulumi-resource-kubernetes/terraform-mapping.json",
            },
        },
    },
];

export const clusterBuilds: GoBuild[] = [
    {
        name: "kubernetes",
        module: "k8s.io/kubernetes",
        version: `v${kubernetes}`,
        programs: Object.fromEntries(
            [
                "kube-apiserver",
                "kube-controller-manager",
                "kube-scheduler",
                "kubectl",
                "kubelet",
                "kube-proxy",
            ].map((program) => [program, `cmd/${program}`]),
        ),
        localReplaceVersion: kubernetesStaging,
        linkerVariables: Object.fromEntries(
            ["k8s.io/component-base/version", "k8s.io/client-go/pkg/version"].flatMap((path) => [
                [`${path}.gitVersion`, `v${kubernetes}`],
                [`${path}.gitMajor`, kubernetes.split(".")[0]],
                [`${path}.gitMinor`, kubernetes.split(".")[1]],
            ]),
        ) as Record<string, string>,
    },
    {
        name: "etcd",
        module: "go.etcd.io/etcd/server/v3",
        version: "v3.5.21",
        programs: { etcd: "." },
    },
    {
        name: "kwok",
        module: "sigs.k8s.io/kwok",
        version: "v0.8.0",
        programs: { kwok: "cmd/kwok", kwokctl: "cmd/kwokctl" },
    },
    {
        // Only with the plugins in the sandbox's Corefile, without those of cloud providers.
        name: "coredns",
        module: "github.com/coredns/coredns",
        version: "v1.12.4",
        programs: {},
        main: {
            source: `package main

import (
	"github.com/coredns/coredns/core/dnsserver"
	"github.com/coredns/coredns/coremain"
	_ "github.com/coredns/coredns/plugin/bind"
	_ "github.com/coredns/coredns/plugin/errors"
	_ "github.com/coredns/coredns/plugin/kubernetes"
)

func main() {
	dnsserver.Directives = []string{"bind", "errors", "kubernetes"}
	coremain.Run()
}
`,
            embed: {},
        },
    },
    {
        name: "spark-operator",
        module: "github.com/kubeflow/spark-operator/v2",
        version: `v${versions.sparkOperator}`,
        programs: { "spark-operator": "cmd/operator" },
        localReplaceVersion: "",
        copy: { chart: "charts/spark-operator-chart" },
    },
];

/** Renders charts in tests, and is the baseline of `make bench-helm`. */
export const helm: GoBuild = {
    name: "helm",
    module: "helm.sh/helm/v3",
    version: "v3.20.2",
    programs: { helm: "cmd/helm" },
};

/** Checks the workflows under .github in `make lint`. */
export const actionlint: GoBuild = {
    name: "actionlint",
    module: "github.com/rhysd/actionlint",
    version: "v1.7.12",
    programs: { actionlint: "cmd/actionlint" },
};

/**
 * An earlier operator for upgrade tests: only the chart with its CRDs, from the newest release with
 * different CRDs.
 */
export const earlierOperator: GoBuild = {
    name: "spark-operator-earlier",
    module: "github.com/kubeflow/spark-operator/v2",
    version: "v2.3.0",
    programs: {},
    copy: { chart: "charts/spark-operator-chart" },
};

/**
 * Karpenter's controller with a provider of simulated nodes: its decisions are the same as on EC2.
 */
export const karpenterBuild: GoBuild = {
    name: "karpenter-kwok",
    module: "sigs.k8s.io/karpenter",
    version: `v${versions.karpenter}`,
    programs: { "karpenter-kwok": "kwok" },
    copy: { crds: "kwok/charts/crds", "node-class-crd": "kwok/apis/crds" },
};

/** Karpenter's charts and CRDs. Its main chart links to the CRDs, and Go modules omit links. */
export const karpenterCharts: GoBuild = {
    name: "karpenter-charts",
    module: "github.com/aws/karpenter-provider-aws",
    version: `v${versions.karpenter}`,
    programs: {},
    copy: {
        karpenter: "charts/karpenter",
        "karpenter-crd": "charts/karpenter-crd",
        crds: "pkg/apis/crds",
    },
};

/** Kueue's manager and its chart. */
export const kueueBuild: GoBuild = {
    name: "kueue",
    module: "sigs.k8s.io/kueue",
    version: "v0.17.0",
    programs: { kueue: "cmd/kueue" },
    copy: { chart: "charts/kueue" },
};

/** An S3-compatible server that stores objects as plain files, for tests. */
export const s3Server: GoBuild = {
    name: "versitygw",
    module: "github.com/versity/versitygw",
    version: "v1.8.0",
    programs: { versitygw: "cmd/versitygw" },
};

/** The oldest Go that every module above accepts (kwok v0.8.0's go.mod). */
export const minimumGo = "1.26.0";
