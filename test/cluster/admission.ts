import assert from "node:assert/strict";
import type { AdminApi, Answer, Identity } from "../support/access";
import { ALLOWED, ALLOWED_SPEC, FRAGMENTS } from "./admissionTables";

const GROUP = "/apis/sparkoperator.k8s.io";

export interface AdmissionScene {
    api: () => AdminApi;
    /** Who submits to team "alpha". */
    submitters: Record<string, Identity>;
    /** The account that alpha's jobs run as. */
    job: Identity;
}

/** What the API server says to objects in alpha's namespace; it keeps none. */
export function admission({ api, submitters, job }: AdmissionScene): void {
    const submit = (spec: object, as?: Identity): Promise<Answer> =>
        api().post(
            `${GROUP}/v1beta2/namespaces/alpha/sparkapplications?dryRun=All`,
            {
                apiVersion: "sparkoperator.k8s.io/v1beta2",
                kind: "SparkApplication",
                metadata: { name: "tried", namespace: "alpha" },
                spec: { ...ALLOWED_SPEC, ...spec },
            },
            as,
        );
    const messageOf = ({ body }: Answer): string => (body as { message?: string }).message ?? "";

    it(`each of ${FRAGMENTS.length} fragments is refused, whoever submits it`, async () => {
        const wrong: unknown[] = [];
        for (const [what, spec, message] of FRAGMENTS) {
            for (const [who, identity] of Object.entries(submitters)) {
                const answer = await submit(spec, identity);
                if (![403, 422].includes(answer.status) || !messageOf(answer).includes(message)) {
                    wrong.push({ what, who, status: answer.status, said: messageOf(answer) });
                }
            }
            const { status } = await submit(spec, job);
            if (status !== 403) {
                wrong.push({ what, who: "a job", status });
            }
        }
        assert.deepEqual(wrong, []);
    });

    it(`each of ${ALLOWED.length} others is allowed`, async () => {
        const wrong: unknown[] = [];
        for (const [what, spec] of ALLOWED) {
            for (const [who, identity] of Object.entries(submitters)) {
                const answer = await submit(spec, identity);
                if (answer.status !== 201) {
                    wrong.push({ what, who, said: messageOf(answer) });
                }
            }
        }
        assert.deepEqual(wrong, []);
    });
}
