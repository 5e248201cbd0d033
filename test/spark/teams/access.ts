import { strict as assert } from "node:assert";
import { driverLog } from "../../../testkit/applications";
import type { Scene } from "./scene";

/** The API server's answers to a driver of team alpha, in the order of its requests. */
const ANSWERS: [what: string, status: number][] = [
    ["get own pod", 200],
    ["list own pods", 200],
    ["list own claims", 200],
    ["create own configmap", 201],
    ["read the version", 200],
    ["list the API groups", 200],
    ["list own services", 403],
    ["create own service", 403],
    ["list own configmaps", 403],
    ["list own secrets", 403],
    ["get own secret", 403],
    ["create own secret", 403],
    ["read own log", 403],
    ["exec into own pod", 403],
    ["forward own port", 403],
    ["evict own pod", 403],
    ["create own pod with the node's files", 403],
    ["list own events", 403],
    ["list own accounts", 403],
    ["create own token", 403],
    ["get own sparkapplication", 403],
    ["create own sparkapplication", 403],
    ["create own role", 403],
    ["create own rolebinding", 403],
    ["delete own network policy", 403],
    ["create own network policy", 403],
    ["list own quotas", 403],
    ["create own deployment", 403],
    ["create own daemonset", 403],
    ["create own job", 403],
    ["delete own namespace", 403],
    ["list secrets of beta", 403],
    ["list configmaps of beta", 403],
    ["list pods of beta", 403],
    ["create pod in beta", 403],
    ["list sparkapplications of beta", 403],
    ["list secrets of kube-system", 403],
    ["list pods of kube-system", 403],
    ["list secrets of the operator", 403],
    ["list pods of all namespaces", 403],
    ["list secrets of all namespaces", 403],
    ["list nodes", 403],
    ["list namespaces", 403],
    ["list volumes", 403],
    ["list cluster roles", 403],
    ["create cluster role binding", 403],
    ["read the API server's metrics", 403],
    ["list nodes as an administrator", 403],
];

export function access(scene: Scene): void {
    describe("access to the Kubernetes API", () => {
        const log = () => driverLog("alpha", scene.application("ask"));

        it("the Kubernetes API denies a job everything beyond its own permissions", () => {
            const lines = [...log().matchAll(/^CALL (.*)$/gm)].map(
                ([, line = ""]) => JSON.parse(line) as { what: string; status: number },
            );
            assert.deepEqual(
                lines.map(({ what, status }) => [what, status]),
                ANSWERS,
            );
        });

        it("the API denies nothing that Spark itself requests", () => {
            for (const job of ["conf", "volumes"]) {
                assert.doesNotMatch(driverLog("alpha", scene.application(job)), /forbidden/i);
            }
        });

        it("executors have no token", () => {
            const line = /^EXECUTOR (.*)$/m.exec(log())?.[1] ?? "{}";
            assert.deepEqual(JSON.parse(line), {
                onExecutor: true,
                hasAccount: false,
                hasToken: false,
            });
        });
    });
}
