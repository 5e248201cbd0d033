import { contentHash } from "../../hash";
import { objectName } from "../../kubernetes/objectName";
import { CRD_RELEASE_NAME, OPERATOR_NAME, OperatorLoadArgs, OperatorScope } from "../operatorArgs";
import { ChartValues, operatorValues, teamOperatorValues, webhookValues } from "./values";

/** One Helm release of the operator's chart. */
export interface OperatorRelease {
    name: string;
    values: ChartValues;
}

export interface ReleasesInput {
    scope: OperatorScope;
    jobNamespaces: string[];
    /** Whole image reference. */
    image?: string;
    load?: OperatorLoadArgs;
    /** A person's own values. */
    values?: ChartValues;
    /** Whether the chart makes the controller's permissions, instead of this library. */
    chartMakesRights?: boolean;
}

/** What is kept of a team's name: 46 characters at most with prefix and hash. */
const LONGEST_TEAM = 22;

/** The release that every operator has: with the webhook for all teams, and the shared controller. */
export function mainRelease(input: ReleasesInput): OperatorRelease {
    const values =
        input.scope === OperatorScope.Team ? webhookValues(input) : operatorValues(input);
    return { name: OPERATOR_NAME, values };
}

/** The release with the operator of one team. */
export function teamRelease(input: ReleasesInput, team: string): OperatorRelease {
    const name = teamReleaseName(team);
    return { name, values: teamOperatorValues({ ...input, jobNamespaces: [team] }, name) };
}

/**
 * Name of a team's release, and prefix of what the chart makes. Its longest: a lease, with
 * "-controller-lock", and the value of a label on pods; both have 63 characters at most.
 */
function teamReleaseName(team: string): string {
    const name = `${OPERATOR_NAME}-${objectName(team, LONGEST_TEAM)}`;
    return name === CRD_RELEASE_NAME ? `${name}-${contentHash(team)}` : name;
}
