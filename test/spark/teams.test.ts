import { access } from "./teams/access";
import { configuration } from "./teams/configuration";
import { handWritten } from "./teams/handWritten";
import { jobs, operator, teams } from "./teams/jobs";
import { lifecycle } from "./teams/lifecycle";
import { placement, placementWithoutWebhook } from "./teams/placement";
import { quotas } from "./teams/quotas";
import { Scene } from "./teams/scene";
import { volumes } from "./teams/volumes";

describe("teams and their jobs", () => {
    const scene = new Scene();

    before(() =>
        scene.begin({
            sparkConf: { "spark.sql.shuffle.partitions": "3", "spark.rdd.compress": "true" },
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
    handWritten(scene);
    quotas(scene);
    lifecycle(scene);
    placementWithoutWebhook(scene);
});
