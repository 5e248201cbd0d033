import { copyFileSync, cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runIn } from "../rootFolder";
import { checkSha256 } from "./checksum";

/** A jar of a Maven repository, without what it depends on. */
export interface MavenJar {
    group: string;
    artifact: string;
    version: string;
    sha256: string;
}

/**
 * Downloads jars by Ivy, which Spark's distribution holds, with the Java of an unpacked Debian: a
 * machine needs neither Java nor Maven. From Maven Central or the mirror that Spark itself would ask
 * by the variable DEFAULT_ARTIFACT_REPOSITORY.
 *
 * @param root folder of a Debian with a Java runtime; it is changed
 */
export async function downloadFromMaven(
    jars: MavenJar[],
    root: string,
    ivy: string,
    into: string,
): Promise<void> {
    trustWhatThisMachineTrusts(root);
    const folder = join(root, "tmp/ivy");
    mkdirSync(folder);
    copyFileSync(ivy, join(folder, "ivy.jar"));
    writeFileSync(join(folder, "settings.xml"), settings());
    writeFileSync(join(folder, "ivy.xml"), moduleWith(jars));
    runIn(root, "/usr/bin/java", [
        ...["-jar", "/tmp/ivy/ivy.jar", "-settings", "/tmp/ivy/settings.xml"],
        ...["-ivy", "/tmp/ivy/ivy.xml", "-cache", "/tmp/ivy/cache"],
        ...["-retrieve", "/tmp/ivy/jars/[artifact]-[revision].[ext]"],
    ]);
    mkdirSync(into, { recursive: true });
    for (const { artifact, version, sha256 } of jars) {
        const name = `${artifact}-${version}.jar`;
        const file = join(folder, "jars", name);
        await checkSha256(file, [sha256]);
        copyFileSync(file, join(into, name));
    }
}

/** The authorities that an administrator has added to Debian's. */
function trustWhatThisMachineTrusts(root: string): void {
    const authorities = "/usr/local/share/ca-certificates";
    if (existsSync(authorities)) {
        cpSync(authorities, join(root, authorities), { recursive: true });
        runIn(root, "/usr/sbin/update-ca-certificates", []);
    }
}

function settings(): string {
    const mirror = process.env.DEFAULT_ARTIFACT_REPOSITORY;
    const attributes = {
        name: "central",
        m2compatible: "true",
        // The jars are listed one by one, with checksums of our own.
        usepoms: "false",
        useMavenMetadata: "false",
        checksums: "",
        ...(mirror ? { root: mirror } : {}),
    };
    return (
        `<ivysettings><settings defaultResolver="central"/>` +
        `<resolvers><ibiblio${xml(attributes)}/></resolvers></ivysettings>`
    );
}

function moduleWith(jars: MavenJar[]): string {
    const dependencies = jars.map(
        ({ group: org, artifact: name, version: rev }) => `<dependency${xml({ org, name, rev })}/>`,
    );
    return (
        `<ivy-module version="2.0"><info organisation="example" module="jars"/>` +
        `<dependencies>${dependencies.join("")}</dependencies></ivy-module>`
    );
}

function xml(attributes: Record<string, string>): string {
    return Object.entries(attributes)
        .map(([name, value]) => ` ${name}="${value.replace(/&/g, "&amp;")}"`)
        .join("");
}
