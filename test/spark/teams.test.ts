import { SHORT_LIVED_JVMS } from "../../testkit/testSandbox";
import { access } from "./teams/access";
import { configuration } from "./teams/configuration";
import { handWritten, submitByHand } from "./teams/handWritten";
import { jobs, operator, teams } from "./teams/jobs";
import { endOfJobs, lifecycle, lifecycleJobs, lifecycleSchedules } from "./teams/lifecycle";
import { pinned, pinnedJobs, pinnedTeam, provideForPinned, removePinned } from "./teams/pinned";
import { pods } from "./teams/pods";
import { placement, placementWithoutWebhook, withoutWebhook } from "./teams/placement";
import { exceedQuota, MissingExecutors, quotaJobs, quotas } from "./teams/quotas";
import { Scene } from "./teams/scene";
import { volumes } from "./teams/volumes";

describe("teams and their jobs", () => {
    const scene = new Scene();

    before(() =>
        scene.begin({
            sparkConf: {
                ...SHORT_LIVED_JVMS,
                "spark.sql.shuffle.partitions": "3",
                "spark.rdd.compress": "true",
            },
            operator,
            teams,
            jobs,
        }),
    );

    after(() => scene.end());

    configuration(scene);
    access(scene);
    volumes(scene);
    placement(scene);

    // One update for all of them: each would wait for the same things.
    describe("with other jobs", () => {
        const missing = new MissingExecutors();

        before(async () => {
            submitByHand(scene);
            exceedQuota();
            provideForPinned();
            const changed = {
                teams: { ...teams, beta: pinnedTeam() },
                jobs: { ...quotaJobs, ...lifecycleJobs, ...pinnedJobs },
                scheduledJobs: lifecycleSchedules,
            };
            await scene.up(changed, missing.look);
        });

        after(removePinned);

        handWritten(scene);
        quotas(missing);
        pinned(scene);
        lifecycle(scene);
    });

    describe("at the end", () => {
        before(() => scene.up(withoutWebhook));

        endOfJobs();
        placementWithoutWebhook(scene);
    });

    pods(scene);
});
