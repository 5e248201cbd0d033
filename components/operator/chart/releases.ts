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
    /** The user's own values. */
    values?: ChartValues;
    /** Whether the chart creates the controller's permissions instead of this library. */
    chartCreatesRbac?: boolean;
}

/** Maximum length of a team's name in a release name, which has at most 46 characters with prefix and hash. */
const MAX_TEAM_LENGTH = 22;

/** The release that always exists, with the webhook for all teams and the shared controller, if any. */
export function mainRelease(input: ReleasesInput): OperatorRelease {
    const values =
        input.scope === OperatorScope.Team ? webhookValues(input) : operatorValues(input);
    return { name: OPERATOR_NAME, values };
}

/** The release with one team's operator. */
export function teamRelease(input: ReleasesInput, team: string): OperatorRelease {
    const name = teamReleaseName(team);
    return { name, values: teamOperatorValues({ ...input, jobNamespaces: [team] }, name) };
}

/**
 * Name of a team's release, and prefix of its object names. The longest one is a lease, with
 * "-controller-lock", and also a label value on pods; both are limited to 63 characters.
 */
function teamReleaseName(team: string): string {
    const name = `${OPERATOR_NAME}-${objectName(team, MAX_TEAM_LENGTH)}`;
    return name === CRD_RELEASE_NAME ? `${name}-${contentHash(team)}` : name;
}
