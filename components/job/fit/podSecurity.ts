import { TeamConnection } from "../../team/connection";
import { PodSecurity } from "../../team/teamArgs";

/** Levels that allow a volume type; types that are not listed are always allowed. */
const ALLOWED: Record<string, readonly PodSecurity[]> = {
    hostPath: [PodSecurity.Privileged],
    nfs: [PodSecurity.Privileged, PodSecurity.Baseline],
};

/** The part of a team that limits its pods. */
export type Place = Pick<TeamConnection, "team" | "podSecurity">;

/** The message for something that a team's Pod Security refuses. */
export function refusedBy({ team, podSecurity = PodSecurity.Restricted }: Place): string {
    return `is refused by Pod Security "${podSecurity}" of team "${team}"`;
}

/** Why a team's Pod Security refuses a volume type (Kubernetes' standards), or nothing. */
export function refusedVolume(type: string, place: Place): string | undefined {
    const { podSecurity = PodSecurity.Restricted } = place;
    return (ALLOWED[type] ?? [podSecurity]).includes(podSecurity)
        ? undefined
        : `${refusedBy(place)}: use emptyDir or a claim, ` +
              `or set the team's podSecurity: "${PodSecurity.Privileged}"`;
}
