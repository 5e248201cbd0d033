/** A program with a platform alone: no operator, so that a test of its object store takes seconds. */
export const PROGRAM = `
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { SparkPlatform } from "../../../components";

const config = new pulumi.Config("spark-platform");
const { kubeconfig } = config.requireObject<{ kubeconfig: string }>("cluster");
const provider = new k8s.Provider("sandbox", { kubeconfig });
const platform = new SparkPlatform("spark", {
    cluster: { kind: "kubernetes", name: "sandbox", provider },
    operator: { install: false, admission: false },
    artifacts: config.requireObject("artifacts"),
    lakehouse: config.requireObject("lakehouse"),
    teams: config.requireObject("teams"),
});

export const teams = platform.teamConnections;
`;
