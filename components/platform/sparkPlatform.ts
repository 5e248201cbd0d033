import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { admissionResources } from "../admission/admissionResources";
import { NOT_ENFORCED } from "../admission/support";
import { plannedCluster } from "../cluster/plannedCluster";
import { ParityLine, parityLines } from "../lakehouse/parity";
import { LEAF_OBJECT } from "../kubernetes/leafObject";
import { ownedBy } from "../kubernetes/ownership";
import { batchSchedulersOf } from "../operator/chart/batchSchedulers";
import { claimedPrefix } from "../team/classClaim";
import { PriorityClasses, TeamConnection } from "../team/connection";
import { CLASS_SPECS, className } from "../team/priorityClasses";
import { SparkTeam } from "../team/sparkTeam";
import { checkedArgs } from "../validation/outputs";
import { unknownName, userError } from "../validation/problems";
import { SparkPlatformArgs } from "./platformArgs";
import { announceAutoscaler, createAutoscaler, nodePoolsOf } from "./platformAutoscaler";
import { createLakehouse } from "./platformLakehouse";
import { createObjectStore, withKeys } from "./platformObjectStore";
import { createOperator } from "./platformOperator";
import { sparkPlatformCheck } from "./platformProblems";
import { createStorage } from "./platformStorage";

/**
 * A Spark platform on a cluster: the Spark operator, the autoscaler, the priorities of Spark pods,
 * and for each team a namespace with everything that Spark jobs need.
 *
 * @example
 * const cluster = new KubeContextCluster("laptop");
 * const platform = new SparkPlatform("spark", { cluster, teams: { processing: {} } });
 * new SparkApplication("pi", { team: platform.team("processing"), main: "jobs/pi.py" });
 */
export class SparkPlatform extends pulumi.ComponentResource {
    /** Namespaces of the teams. */
    public readonly namespaces: pulumi.Output<string[]>;
    /**
     * What jobs in another stack need to know about the teams, by name. Such a job adds the
     * `provider` and the `kubeconfig` of its own stack (on EKS the cluster's `stackKubeconfig`).
     */
    public readonly teamConnections: Record<string, TeamConnection>;
    /**
     * What the platform emulates in the absence of AWS, and how its jobs differ from the same jobs
     * on EKS. Only with an object store.
     */
    public readonly parity?: ParityLine[];
    /** The teams by name, for jobs of this program. */
    public readonly teams: Record<string, TeamConnection>;

    constructor(name: string, args: SparkPlatformArgs, opts?: pulumi.ComponentResourceOptions) {
        args = checkedArgs(`SparkPlatform "${name}"`, args, sparkPlatformCheck);
        super("spark-platform:index:SparkPlatform", name, {}, opts);

        const store = createObjectStore(name, args, this);
        const teams = createTeams(name, args, createPriorityClasses(name, args, this), this);
        const connections = withKeys(name, args, store, teams, this);
        const namespaces = Object.values(connections).map(({ namespace }) => namespace);
        const policies = createAdmission(name, args, this);
        // Jobs depend on all of them, so that jobs are deleted before the nodes they run on.
        const ready = allReady([
            createOperator(name, args, connections, policies, this),
            createAutoscaler(name, args, this),
            ...createStorage(name, args, this),
        ]);

        this.namespaces = pulumi.all(namespaces);
        this.parity = args.lakehouse && parityLines(args.lakehouse);
        const known = mapValues(connections, (connection) => ({
            ...connection,
            batchSchedulers: batchSchedulersOf(args.operator),
        }));
        this.teamConnections = mapValues(known, forOtherStacks);
        this.teams = mapValues(known, (connection) => ({ ...connection, ready }));
        this.registerOutputs({
            namespaces: this.namespaces,
            teamConnections: this.teamConnections,
            // The program waits for an output.
            autoscaler: announceAutoscaler(args, this),
        });
    }

    /**
     * The team with that name.
     * @throws if there is no such team
     */
    public team(name: string): TeamConnection {
        const team = Object.hasOwn(this.teams, name) ? this.teams[name] : undefined;
        if (team === undefined) {
            throw userError(unknownName("team", name, Object.keys(this.teams)));
        }
        return team;
    }
}

/** The names bring the dependency on the classes with them. */
function createPriorityClasses(
    name: string,
    { cluster }: SparkPlatformArgs,
    parent: SparkPlatform,
): PriorityClasses {
    const prefix = claimedPrefix(cluster, name);
    return mapValues(CLASS_SPECS, (spec, role) => {
        const claimed = prefix.apply((found) => className(found, role));
        const metadata = { name: claimed, annotations: ownedBy(LEAF_OBJECT) };
        const resource = new k8s.scheduling.v1.PriorityClass(
            `${name}-${role}`,
            { metadata, ...spec },
            { parent, provider: cluster.provider },
        );
        return pulumi.all([claimed, resource.urn]).apply(([known]) => known);
    });
}

function createTeams(
    name: string,
    args: SparkPlatformArgs,
    classes: PriorityClasses,
    parent: SparkPlatform,
): Record<string, TeamConnection> {
    const { cluster, environment, sparkConf, artifacts, teams } = args;
    const common = {
        cluster,
        environment,
        platformConf: sparkConf,
        priorityClasses: classes,
        image: artifacts?.images?.spark,
        nodePools: nodePoolsOf(args, plannedCluster(cluster)),
        lakehouse: createLakehouse(name, args, parent),
    };
    return mapValues(teams, (team, teamName) => {
        const options = { ...team, ...common, team: teamName };
        return new SparkTeam(`${name}-${teamName}`, options, { parent }).connection;
    });
}

/** The admission policies, unless they are disabled. */
function createAdmission(
    name: string,
    { cluster, operator = {}, teams }: SparkPlatformArgs,
    parent: SparkPlatform,
): pulumi.Resource[] {
    if (operator.admission === false) {
        void pulumi.log.warn(`operator.admission: is false. ${NOT_ENFORCED}`, parent);
        return [];
    }
    return admissionResources(name, cluster, Object.keys(teams), parent);
}

/**
 * Every step between what fails and what waits for it costs time where it fails: V8 looks for a
 * handler along all ways from the one to the other, of which each step makes four times as many.
 */
function allReady(
    parts: readonly (pulumi.Output<string> | undefined)[],
): pulumi.Output<string> | undefined {
    const [first, ...others] = parts.filter((part) => part !== undefined);
    return first === undefined || others.length === 0
        ? first
        : pulumi.all([first, ...others]).apply(([value = ""]) => value);
}

/** Without what another stack has of its own, or cannot take over from a stack's outputs. */
function forOtherStacks(connection: TeamConnection): TeamConnection {
    return {
        ...connection,
        createdNamespace: false,
        provider: undefined,
        kubeconfig: undefined,
    };
}

function mapValues<Key extends string, T, U>(
    record: Record<Key, T>,
    change: (value: T, key: Key) => U,
): Record<Key, U> {
    const entries = Object.entries(record) as [Key, T][];
    return Object.fromEntries(entries.map(([key, value]) => [key, change(value, key)])) as Record<
        Key,
        U
    >;
}
