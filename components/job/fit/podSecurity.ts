import { TeamConnection } from "../../team/connection";
import { PodSecurity } from "../../team/teamArgs";

/** Levels that allow a type of volume; what is not listed is allowed everywhere. */
const ALLOWED: Record<string, readonly PodSecurity[]> = {
    hostPath: [PodSecurity.Privileged],
    nfs: [PodSecurity.Privileged, PodSecurity.Baseline],
};

/** Why a team's Pod Security refuses a type of volume (Kubernetes' standards), or nothing. */
export function refusedVolume(
    type: string,
    { team, podSecurity = PodSecurity.Restricted }: Pick<TeamConnection, "team" | "podSecurity">,
): string | undefined {
    return (ALLOWED[type] ?? [podSecurity]).includes(podSecurity)
        ? undefined
        : `is refused by Pod Security "${podSecurity}" of team "${team}": use emptyDir or a claim, ` +
              `or set the team's podSecurity: "${PodSecurity.Privileged}"`;
}
