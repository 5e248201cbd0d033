import { LabelRequirement, Labels, LabelSelector } from "./objects";

/**
 * Whether a label selector matches an object with these labels; an empty one matches everything.
 */
export function selects(selector: LabelSelector, labels: Labels): boolean {
    const { matchLabels = {}, matchExpressions = [] } = selector;
    return (
        Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
        matchExpressions.every((requirement) => isMet(requirement, labels))
    );
}

/** What the API server would reject is an error here, so that no test passes because of it. */
function isMet({ key, operator, values = [] }: LabelRequirement, labels: Labels): boolean {
    const value = labels[key];
    const takesValues = operator === "In" || operator === "NotIn";
    if (takesValues !== values.length > 0) {
        throw new Error(`matchExpressions: ${operator} of ${key} with ${values.length} values`);
    }
    switch (operator) {
        case "In":
            return value !== undefined && values.includes(value);
        case "NotIn":
            // Also true for an object without the label.
            return value === undefined || !values.includes(value);
        case "Exists":
            return value !== undefined;
        case "DoesNotExist":
            return value === undefined;
        default:
            throw new Error(`matchExpressions: unknown operator ${operator}`);
    }
}
