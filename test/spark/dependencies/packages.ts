import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { run } from "../../../sandbox/shell";
import { fetchedJar, listedJar, mainJar } from "./jars";
import { writeWheels } from "./wheels";

/** Writes what the jobs ask for: jars, Python files, an archive, a Maven repository, a Python index. */
export function writePackages(folder: string): void {
    const write = (name: string, content: string | Buffer) => {
        const file = join(folder, name);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
        return file;
    };
    write("listed.jar", listedJar);
    write("note.txt", "a note");
    write("helper.py", 'def greeting():\n    return "hello"\n');
    for (const main of ["main.py", "parquet.py", "onS3.py"]) {
        copyFileSync(join(__dirname, main), join(folder, main));
    }
    write("main.jar", mainJar);
    const needs = { fetched: ["base", "unwanted"], base: [], unwanted: [] };
    for (const [name, others] of Object.entries(needs)) {
        const file = `maven/org/example/${name}/1.0/${name}-1.0`;
        write(`${file}.jar`, fetchedJar);
        write(`${file}.pom`, pom(name, others));
    }
    const environment = mkdtempSync(join(folder, "environment-"));
    const python = join(environment, "bin/python");
    mkdirSync(dirname(python));
    writeFileSync(python, '#!/bin/sh\nPACKED_PYTHON=yes exec python3 "$@"\n');
    chmodSync(python, 0o755);
    writeFileSync(join(environment, "marker.txt"), "unpacked");
    run("tar", ["-czf", join(folder, "env.tar.gz"), "-C", environment, "."]);
    writeWheels(folder);
}

function pom(artifact: string, needs: string[]): string {
    const named = (name: string) =>
        `<groupId>org.example</groupId><artifactId>${name}</artifactId><version>1.0</version>`;
    const dependencies = needs.map((name) => `<dependency>${named(name)}</dependency>`).join("");
    return (
        `<project><modelVersion>4.0.0</modelVersion>${named(artifact)}` +
        `<dependencies>${dependencies}</dependencies></project>`
    );
}
