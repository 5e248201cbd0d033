/** A resource's options as sent to the engine; only those that are set. */
export interface ResourceOptions {
    /** Its dependencies, including those through properties: type and name to `true`. */
    dependsOn?: Record<string, true>;
    provider?: string;
    protect?: true;
    retainOnDelete?: true;
    deleteBeforeReplace?: true;
    ignoreChanges?: string[];
    replaceOnChanges?: string[];
    aliases?: unknown[];
    deletedWith?: string;
    customTimeouts?: Record<string, string>;
}

/** The part of a registration request that holds options. */
export interface OptionsRequest {
    getDependenciesList(): string[];
    getProvider(): string;
    getProtect(): boolean | undefined;
    getRetainondelete(): boolean | undefined;
    getDeletebeforereplace(): boolean;
    getIgnorechangesList(): string[];
    getReplaceonchangesList(): string[];
    getAliasurnsList(): string[];
    getAliasesList(): { toObject(): unknown }[];
    getDeletedwith(): string;
    getCustomtimeouts():
        { getCreate(): string; getUpdate(): string; getDelete(): string } | undefined;
}

export function optionsOf(request: OptionsRequest): ResourceOptions {
    const dependencies = request.getDependenciesList().map(shortened).sort();
    const timeouts = request.getCustomtimeouts();
    const options = {
        dependsOn: Object.fromEntries(dependencies.map((name) => [name, true])),
        provider: shortened(request.getProvider()),
        protect: request.getProtect(),
        retainOnDelete: request.getRetainondelete(),
        deleteBeforeReplace: request.getDeletebeforereplace(),
        ignoreChanges: request.getIgnorechangesList(),
        replaceOnChanges: request.getReplaceonchangesList(),
        aliases: [
            ...request.getAliasurnsList(),
            ...request.getAliasesList().map((alias) => alias.toObject()),
        ],
        deletedWith: shortened(request.getDeletedwith()),
        customTimeouts: onlySet({
            create: timeouts?.getCreate(),
            update: timeouts?.getUpdate(),
            delete: timeouts?.getDelete(),
        }),
    };
    return onlySet(options);
}

function onlySet(options: Record<string, unknown>): Record<string, unknown> {
    return Object.fromEntries(Object.entries(options).filter(([, value]) => isSet(value)));
}

/** Type and name from a URN, or from a provider's `URN::id`. */
function shortened(urn: string): string {
    const [, , type = "", name = ""] = urn.split("::");
    return `${type.split("$").pop()} ${name}`.trim();
}

function isSet(value: unknown): boolean {
    return typeof value === "object" && value !== null
        ? Object.keys(value).length > 0
        : Boolean(value);
}
