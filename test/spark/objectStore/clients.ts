import { readFileSync } from "node:fs";
import { join } from "node:path";
import { apply, kubectl, testSandbox } from "../../../testkit/testSandbox";

/** Method, path, and what else a call has. */
export type Call = [
    method: string,
    path: string,
    more?: {
        query?: Record<string, string>;
        body?: string;
        headers?: Record<string, string>;
        /** Objects to delete. */
        keys?: string[];
    },
];

/** What each call was answered: a status, or one with what the answer lists. */
export type Answers = Record<string, unknown>;

/** A pod of a team that makes calls with the team's own key, as a driver of Spark would. */
export function startClient(team: string, name: string, env: Record<string, string>): void {
    const metadata = { name, namespace: team, labels: { "spark-role": "driver" } };
    apply(
        testSandbox(),
        {
            apiVersion: "v1",
            kind: "ConfigMap",
            metadata: { name, namespace: team },
            data: { "client.py": readFileSync(join(__dirname, "client.py"), "utf8") },
        },
        {
            apiVersion: "v1",
            kind: "Pod",
            metadata,
            spec: {
                restartPolicy: "Never",
                automountServiceAccountToken: false,
                terminationGracePeriodSeconds: 0,
                securityContext: {
                    runAsNonRoot: true,
                    runAsUser: 185,
                    seccompProfile: { type: "RuntimeDefault" },
                },
                containers: [
                    {
                        name: "client",
                        image: testSandbox().artifacts.images.spark,
                        command: ["python3", "/etc/client/client.py"],
                        env: Object.entries(env).map(([key, value]) => ({ name: key, value })),
                        // A test of a key that is gone brings it itself.
                        envFrom: [{ secretRef: { name: "object-store", optional: true } }],
                        securityContext: {
                            allowPrivilegeEscalation: false,
                            capabilities: { drop: ["ALL"] },
                        },
                        volumeMounts: [{ name: "client", mountPath: "/etc/client" }],
                    },
                ],
                volumes: [{ name: "client", configMap: { name } }],
            },
        },
    );
}

/** What a client has printed in the end. */
export function resultOf(team: string, name: string): unknown {
    const pod = `pod/${name}`;
    const phase = "--for=jsonpath={.status.phase}=Succeeded";
    try {
        kubectl("wait", pod, "--namespace", team, phase, "--timeout=60s");
    } catch (error) {
        throw new Error(kubectl("logs", pod, "--namespace", team), { cause: error });
    }
    return JSON.parse(kubectl("logs", pod, "--namespace", team)) as unknown;
}

/** Makes the calls of several teams at once. */
export function answersTo(
    name: string,
    calls: Record<string, Record<string, Call>>,
    env: Record<string, string> = {},
): Record<string, Answers> {
    for (const [team, ofTeam] of Object.entries(calls)) {
        startClient(team, name, { ...env, CALLS: JSON.stringify(ofTeam) });
    }
    return Object.fromEntries(
        Object.keys(calls).map((team) => [team, resultOf(team, name) as Answers]),
    );
}
