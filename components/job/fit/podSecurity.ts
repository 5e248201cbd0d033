import { TeamConnection } from "../../team/connection";
import { PodSecurity } from "../../team/teamArgs";

/** Levels that allow a type of volume; what is not listed is allowed everywhere. */
const ALLOWED: Record<string, readonly PodSecurity[]> = {
    hostPath: [PodSecurity.Privileged],
    nfs: [PodSecurity.Privileged, PodSecurity.Baseline],
};

/** A team, as far as it says what its pods may be. */
export type Place = Pick<TeamConnection, "team" | "podSecurity">;

/** Why something is refused by a team's Pod Security. */
export function refusedBy({ team, podSecurity = PodSecurity.Restricted }: Place): string {
    return `is refused by Pod Security "${podSecurity}" of team "${team}"`;
}

/** Why a team's Pod Security refuses a type of volume (Kubernetes' standards), or nothing. */
export function refusedVolume(type: string, place: Place): string | undefined {
    const { podSecurity = PodSecurity.Restricted } = place;
    return (ALLOWED[type] ?? [podSecurity]).includes(podSecurity)
        ? undefined
        : `${refusedBy(place)}: use emptyDir or a claim, ` +
              `or set the team's podSecurity: "${PodSecurity.Privileged}"`;
}
