import { ObjectApi } from "../access";

interface KarpenterObject {
    metadata: { name: string; generation: number };
    status?: { conditions?: { type: string; status: string }[] };
}

const KINDS = ["karpenter.k8s.aws/v1/ec2nodeclasses", "karpenter.sh/v1/nodepools"];
const EVERY_MS = 300;

/**
 * Stands in for Karpenter's controller: only marks its objects as ready, which the provider waits
 * for. Returns a function that stops it.
 */
export function sayReady(api: ObjectApi): () => Promise<void> {
    let ended = false;
    const look = async () => {
        while (!ended) {
            for (const kind of KINDS) {
                await markReady(api, `/apis/${kind}`);
            }
            await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
        }
    };
    const done = look();
    return () => {
        ended = true;
        return done;
    };
}

async function markReady(api: ObjectApi, path: string): Promise<void> {
    const { status, body } = await api.get(path);
    const objects = status === 200 ? (body as { items: KarpenterObject[] }).items : [];
    for (const { metadata, status: known } of objects) {
        if (!known?.conditions?.some(({ type }) => type === "Ready")) {
            const ready = {
                ...{ type: "Ready", status: "True", reason: "Ready", message: "" },
                lastTransitionTime: new Date().toISOString(),
                observedGeneration: metadata.generation,
            };
            // Whether it is gone shows at the next check.
            await api.patch(`${path}/${metadata.name}/status`, { status: { conditions: [ready] } });
        }
    }
}
