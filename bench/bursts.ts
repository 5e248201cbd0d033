import { InstanceType, instanceTypes } from "../components/nodes/instanceTypes/instanceTypes";
import { checkoutId, sandboxDown, type Sandbox } from "../sandbox";
import { sandboxForKarpenter } from "../testkit/karpenterKinds";
import { SparkLoad } from "../testkit/sparkLoad";
import { measure, Measured } from "./burst";
import { burstOf } from "./burstLoad";
import { burstTable, methodLines, spotLine, typeLines } from "./burstTable";
import { clusterAutoscalerNodes } from "./clusterAutoscalerNodes";
import { fixedName, fixedNodes } from "./fixedNodes";
import {
    karpenterOnDemand,
    karpenterWithPools,
    Provisioner,
    WITH_SPOT,
    WITHOUT_SPOT,
} from "./provisioners";

const zones = ["us-east-1a", "us-east-1b", "us-east-1c"];
const sizes = (process.env.BURSTS ?? "10,100,1000").split(",").map(Number);
const spotDiscount = Number(process.env.DISCOUNT ?? 0.65);
const clusterAutoscaler = process.env.CLUSTER_AUTOSCALER_KWOK;
const oneSizes = (process.env.ONE_SIZE ?? "m5.2xlarge,r5.4xlarge").split(",").map(typeNamed);

/** Measures what bursts of executors cost on nodes of each provisioner, in one run. */
async function bench(): Promise<void> {
    const id = `${checkoutId()}-bursts`;
    const bursts = new Map<number, Measured[]>();
    const sandbox = await sandboxForKarpenter(id);
    try {
        for (const executors of sizes) {
            const ofBurst: Measured[] = [];
            for (const provisioner of provisioners(sandbox)) {
                ofBurst.push(await one(sandbox, provisioner, executors));
            }
            bursts.set(executors, ofBurst);
        }
    } finally {
        await sandboxDown(id);
    }
    console.log(burstTable(bursts, fixedName(oneSizes[0] as InstanceType)));
    console.log(`\n${spotLine(bursts, WITH_SPOT, WITHOUT_SPOT, spotDiscount)}`);
    console.log(`\nNodes:\n\n${typeLines(bursts)}`);
    console.log(`\nMethod:\n\n${methodLines(spotDiscount, zones)}`);
}

function provisioners(sandbox: Sandbox): Provisioner[] {
    return [
        karpenterWithPools(sandbox, { zones, spotDiscount }),
        karpenterOnDemand(sandbox, { zones, spotDiscount }),
        ...(clusterAutoscaler === undefined
            ? []
            : [clusterAutoscalerNodes(sandbox, clusterAutoscaler, zones)]),
        ...oneSizes.map((type) => fixedNodes(sandbox, type, zones)),
    ];
}

function typeNamed(name: string): InstanceType {
    const type = instanceTypes.get(name);
    if (type === undefined) {
        throw new Error(`ONE_SIZE: "${name}" is not a known instance type`);
    }
    return type;
}

async function one(
    sandbox: Sandbox,
    provisioner: Provisioner,
    executors: number,
): Promise<Measured> {
    console.error(`${executors} executors: ${provisioner.name} …`);
    const { labelled } = provisioner;
    const load = new SparkLoad(sandbox, labelled ? zones : [], labelled);
    try {
        const measured = await measure(provisioner, load, burstOf(executors), spotDiscount);
        if (labelled && measured.crossZonePairs > 0) {
            throw new Error(`${measured.crossZonePairs} pairs of executors are not in one zone`);
        }
        return measured;
    } finally {
        load.close();
    }
}

bench().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
