import { Check, fields } from "../validation/checks";
import { wholeNumber } from "../validation/values";

/**
 * Rate limits of the stack's requests to a cluster's API server. The server's own limits still
 * apply.
 */
export interface KubeClientSettings {
    /**
     * Requests per second, sustained.
     * @default 500
     */
    qps?: number;
    /**
     * Requests at once.
     * @default 1000
     */
    burst?: number;
}

/**
 * The Kubernetes provider's own defaults are 50 and 120. An API server serves 600 requests at a time
 * (`--max-requests-inflight` and `--max-mutating-requests-inflight`), shares them fairly, and answers
 * excess requests with 429, which the provider retries.
 */
const DEFAULTS = { qps: 500, burst: 1000 };

export const kubeClientSettingsCheck: Check = fields<KubeClientSettings>({
    qps: wholeNumber(1),
    burst: wholeNumber(1),
});

export function kubeClientSettings(
    settings: KubeClientSettings = {},
): Required<KubeClientSettings> {
    const { qps = DEFAULTS.qps, burst = DEFAULTS.burst } = settings;
    return { qps, burst };
}
