import { OperatorScope } from "../operatorArgs";
import { Controller, controllerOf } from "./controller";
import { mainRelease, OperatorRelease, ReleasesInput, teamRelease } from "./releases";

/** What an operator consists of. */
export interface OperatorPlan {
    main: OperatorRelease;
    /** Releases with one team's operator each, with its namespace. */
    teams: { namespace: string; release: OperatorRelease }[];
    /** The controllers whose permissions this library creates, with the namespaces that each serves. */
    controllers: ServingController[];
}

interface ServingController {
    controller: Controller;
    /** Name of its release. */
    release: string;
    namespaces: string[];
}

/** @param served namespaces whose names are known */
export function operatorPlan(
    input: Omit<ReleasesInput, "jobNamespaces">,
    served: string[],
): OperatorPlan {
    const whole = { ...input, jobNamespaces: served };
    const main = mainRelease(whole);
    if (input.scope === OperatorScope.Team) {
        const teams = served.map((namespace) => ({
            namespace,
            release: teamRelease(whole, namespace),
        }));
        const controllers = teams.map(({ namespace, release }) => serving(release, [namespace]));
        return { main, teams, controllers };
    }
    const controllers = input.chartCreatesRbac === true ? [] : [serving(main, served)];
    return { main, teams: [], controllers };
}

function serving(release: OperatorRelease, namespaces: string[]): ServingController {
    return { controller: controllerOf(release.values), release: release.name, namespaces };
}
