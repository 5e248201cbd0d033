import assert from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../../../testkit/temporaryFolder";
import { problemsOf } from "../checks/cases";
import { LATIN1, projectWith } from "./project";

const MOST = 1024 * 1024 - 8192;

function problemsIn(projectFolder: string, args: Record<string, unknown>): string[] {
    return problemsOf({ projectFolder, ...args }).map((line) =>
        line.replace(/^jobs\.pi\./, "").replaceAll(projectFolder, "<project>"),
    );
}

describe("a job's project files", () => {
    let project: string;

    before(() => {
        project = projectWith({
            "jobs/pi.py": "print(1)\n",
            "jobs/my job.py": "",
            "jobs/latin1.py": LATIN1,
            "jobs/fits.py": "#".repeat(MOST),
            "jobs/large.py": "#".repeat(MOST + 1),
            "jobs/lib/helpers.py": "",
            "more/helpers.py": "",
            "other/lib/x.py": "",
            "half.csv": "#".repeat(600_000),
            "empty/.keep": "",
            "wheel.whl": "",
            "requirements.txt":
                "--index-url https://pypi.example.com/simple\nnumpy==2.2.0  # fixed\n" +
                "pandas[excel] >= 2 ; python_version > '3.9'\n" +
                "idna==3.10 \\\n    --hash=sha256:0a\n" +
                "--only-binary=:all:\n--require-hashes\n" +
                "x @ https://example.com/x.whl\nhttps://example.com/y.whl\n",
            "nested.txt": "-r requirements.txt\n",
            "local.txt": "numpy\n./vendor/x.whl\n",
            "nothing.txt": "# none\n",
            "joined.txt": "-rrequirements.txt\n",
            "wheel.txt": "wheel.whl\n",
            "elsewhere.txt":
                "--find-links https://example.com/wheels\n-c https://example.com/c.txt\nnumpy\n" +
                "git+ssh://git@example.com/a/b.git@v1#egg=b\nhg+https://example.com/c#egg=c\n",
            "strange/latin1.py": LATIN1,
            "jobs/utf16.py": Buffer.from("print(1)", "utf16le"),
            "zeros.dat": "a\0b",
        });
        mkdirSync(join(project, "jobs/package.py"));
    });

    const accepted: [string, Record<string, unknown>][] = [
        ["a script", { main: "jobs/pi.py" }],
        ["a script of the largest size", { main: "jobs/fits.py" }],
        ["modules", { main: "jobs/pi.py", deps: { pyFiles: ["jobs/lib/", "more/helpers.py"] } }],
        ["a file twice", { deps: { files: ["half.csv"], archives: [] } }],
        ["requirements", { deps: { requirements: "requirements.txt" } }],
        ["requirements from elsewhere", { deps: { requirements: "elsewhere.txt" } }],
        ["any bytes", { deps: { files: ["zeros.dat"] } }],
        ["a requirements file in the image", { deps: { requirements: "local:///opt/r.txt" } }],
    ];
    for (const [what, args] of accepted) {
        it(`are accepted with ${what}`, () => assert.deepEqual(problemsIn(project, args), []));
    }

    const refused: [string, Record<string, unknown>, string][] = [
        [
            "a script that does not exist",
            { main: "jobs/nothing.py" },
            'main: "jobs/nothing.py" does not exist (looked for <project>/jobs/nothing.py); ' +
                "paths are relative to the project's folder",
        ],
        [
            "a jar that does not exist",
            { main: "target/app.jar", mainClass: "a.B" },
            'main: "target/app.jar" does not exist (looked for <project>/target/app.jar); ' +
                "paths are relative to the project's folder",
        ],
        [
            "a folder as main",
            { main: "jobs/package.py" },
            'main: "jobs/package.py" is a folder (<project>/jobs/package.py): name the file in it',
        ],
        [
            "a name that is no key of a ConfigMap",
            { main: "jobs/my job.py" },
            'main: "jobs/my job.py": the file name may only contain letters, digits, "-", "_" ' +
                'and "."',
        ],
        [
            "other bytes than UTF-8",
            { main: "jobs/latin1.py" },
            'main: "jobs/latin1.py" is not UTF-8: save it as UTF-8',
        ],
        [
            "too large a script",
            { main: "jobs/large.py" },
            `main: "jobs/large.py" has ${MOST + 1} bytes, more than the ${MOST} that can be delivered with a job: ` +
                'put it into the image ("local:///opt/app/…"), or into an object store that the image can read (e.g. "s3a://…")',
        ],
        [
            "too much in all",
            { main: "jobs/fits.py", deps: { files: ["half.csv"] } },
            `deps: the 2 files of the project have ${MOST + 600_000} bytes, more than the ${MOST} that can be ` +
                `delivered with a job (largest: "jobs/fits.py", ${MOST}): put some into the image ("local:///opt/app/…"), ` +
                'or into an object store that the image can read (e.g. "s3a://…")',
        ],
        [
            "a path that leaves the project",
            { main: "../pi.py" },
            'main: "../pi.py" leaves the project with "..": name a file of the project (<project>), or set projectFolder',
        ],
        [
            "a path that leaves the project on its way",
            { deps: { files: ["jobs/../../x.csv"] } },
            'deps.files[0]: "jobs/../../x.csv" leaves the project with "..": name a file of the project (<project>), or set projectFolder',
        ],
        [
            "a file of the machine",
            { deps: { files: ["/etc/hostname"] } },
            'deps.files[0]: "/etc/hostname" is outside the project (<project>): copy it into ' +
                "the project, or set projectFolder",
        ],
        [
            "a folder of files",
            { deps: { files: ["jobs/lib"] } },
            'deps.files[0]: "jobs/lib" is a folder (<project>/jobs/lib): name its files, or ' +
                "list it in archives, to unpack it in the working folder",
        ],
        [
            "an empty folder",
            { deps: { pyFiles: ["empty"] } },
            'deps.pyFiles[0]: "empty" has no files',
        ],
        [
            "a wheel",
            { deps: { pyFiles: ["wheel.whl"] } },
            'deps.pyFiles[0]: "wheel.whl" is a wheel, which Spark cannot load: install it ' +
                "with deps.requirements",
        ],
        [
            "a wheel elsewhere",
            { conf: { "spark.submit.pyFiles": "https://example.com/x-1.0-py3-none-any.whl" } },
            'conf["spark.submit.pyFiles"]: "https://example.com/x-1.0-py3-none-any.whl" is a ' +
                "wheel, which Spark cannot load: install it with deps.requirements",
        ],
        [
            "text among modules",
            { deps: { pyFiles: ["half.csv"] } },
            'deps.pyFiles[0]: "half.csv" is not a file for pyFiles: use .py, .zip, .egg, folders with modules',
        ],
        [
            "a program as requirements",
            { deps: { requirements: "jobs/pi.py" } },
            'deps.requirements: "jobs/pi.py" is not a requirements file: the line "print(1)" does not name a package',
        ],
        [
            "two files of one name",
            { deps: { pyFiles: ["jobs/lib", "other/lib"] } },
            'deps.pyFiles[1]: "other/lib" and "jobs/lib" are both delivered as "lib.zip": rename one of them',
        ],
        [
            "requirements of another file",
            { deps: { requirements: "nested.txt" } },
            'deps.requirements: "nested.txt" has the line "-r requirements.txt", but pip in ' +
                "the driver has no other files of the " +
                "project: list the packages themselves, or add modules to pyFiles",
        ],
        [
            "requirements with a path",
            { deps: { requirements: "local.txt" } },
            'deps.requirements: "local.txt" has the line "./vendor/x.whl", but pip in the ' +
                "driver has no other files of the " +
                "project: list the packages themselves, or add modules to pyFiles",
        ],
        [
            "requirements of another file in one word",
            { deps: { requirements: "joined.txt" } },
            'deps.requirements: "joined.txt" has the line "-rrequirements.txt", but pip in ' +
                "the driver has no other files of the " +
                "project: list the packages themselves, or add modules to pyFiles",
        ],
        [
            "requirements with a wheel of the project",
            { deps: { requirements: "wheel.txt" } },
            'deps.requirements: "wheel.txt" has the line "wheel.whl", but pip in the driver ' +
                "has no other files of the " +
                "project: list the packages themselves, or add modules to pyFiles",
        ],
        [
            "modules in another encoding",
            { deps: { pyFiles: ["strange/"] } },
            'deps.pyFiles[0]: "strange/" contains "latin1.py", which is not UTF-8: save it as UTF-8',
        ],
        [
            "a script in UTF-16",
            { main: "jobs/utf16.py" },
            'main: "jobs/utf16.py" is not UTF-8: save it as UTF-8',
        ],
        [
            "empty requirements",
            { deps: { requirements: "nothing.txt" } },
            'deps.requirements: "nothing.txt" lists no packages',
        ],
        [
            "requirements elsewhere",
            { deps: { requirements: "https://example.com/r.txt" } },
            'deps.requirements: "https://example.com/r.txt" is neither a file of this project ' +
                'nor a file in the image ("local:///opt/app/…")',
        ],
        [
            "requirements for an environment that comes later",
            {
                deps: { requirements: "requirements.txt" },
                conf: { "spark.pyspark.python": "./env/bin/python" },
            },
            'deps: requirements are installed before "./env/bin/python" exists: put them into that environment, ' +
                "or use the image's Python",
        ],
        [
            "requirements beside a property that would hide them",
            {
                deps: { requirements: "requirements.txt" },
                conf: { "spark.executorEnv.PYTHONPATH": "/opt/app" },
            },
            'conf["spark.executorEnv.PYTHONPATH"]: would hide the packages of deps.requirements: use `executor.env`, ' +
                "which is appended to them",
        ],
        [
            "requirements of a jar",
            {
                main: "local:///opt/x.jar",
                mainClass: "a.B",
                deps: { requirements: "requirements.txt" },
            },
            "deps.requirements: applies only to Python jobs: remove it",
        ],
        [
            "a file that a property names",
            { conf: { "spark.files": "half.csv,nothing.csv" } },
            'conf["spark.files"]: "nothing.csv" does not exist (looked for ' +
                "<project>/nothing.csv); paths are relative to the project's folder",
        ],
    ];
    for (const [what, args, problem] of refused) {
        it(`are refused with ${what}`, () =>
            assert.deepEqual(problemsIn(project, args), [problem]));
    }

    it("are refused with a credential in a file that tools read, which is never shown", () => {
        const folder = projectWith({
            "a.txt": "--index-url https://me:hunter22@pypi.example.com/simple\nnumpy\n",
            "b.txt":
                "--index-url https://${PIP_USER}:${PIP_PASSWORD}@pypi.example.com/simple\nnumpy\n",
            "a.xml": '<credentials host="h" realm="r" username="me" passwd="hunter22"/>',
            "b.xml": '<credentials host="h" realm="r" username="me" passwd="${env.PASSWORD}"/>',
        });
        const refused = problemsIn(folder, {
            deps: { requirements: "a.txt", ivySettings: "a.xml" },
        });
        assert.match(
            refused[0] ?? "",
            /^deps\.requirements: "a\.txt" holds the password of a URL, .*PIP_INDEX_URL/,
        );
        assert.match(
            refused[1] ?? "",
            /^deps\.ivySettings: "a\.xml" holds a credential, .*\$\{env\.NAME\}/,
        );
        assert.equal(refused.length, 2);
        assert.doesNotMatch(refused.join(), /hunter22/);
        assert.deepEqual(
            problemsIn(folder, { deps: { requirements: "b.txt", ivySettings: "b.xml" } }),
            [],
        );
    });

    it("are refused behind a link that leaves the project", () => {
        const outside = projectWith({ "secret.txt": "x", "lib/x.py": "" });
        symlinkSync(join(outside, "secret.txt"), join(project, "link.txt"));
        mkdirSync(join(project, "linked"));
        symlinkSync(join(outside, "lib"), join(project, "linked/lib"));
        const args = { deps: { files: ["link.txt"], pyFiles: ["linked"] } };
        assert.deepEqual(problemsIn(project, args), [
            'deps.files[0]: "link.txt" is outside the project (<project>): copy it into the ' +
                "project, or set projectFolder",
            'deps.pyFiles[0]: "linked" contains a link: "<project>/linked/lib" is outside the ' +
                "project (<project>): " +
                "copy it into the project, or set projectFolder",
        ]);
    });

    it("are refused in a folder that links to itself", () => {
        const circle = projectWith({ "lib/x.py": "" });
        symlinkSync("../lib", join(circle, "lib/again"));
        assert.deepEqual(problemsIn(circle, { deps: { pyFiles: ["lib"] } }), [
            'deps.pyFiles[0]: "lib" contains a link to one of its parent folders ("again")',
        ]);
    });

    it("are refused in a folder that was named by mistake", () => {
        const many = Object.fromEntries(
            Array.from({ length: 2001 }, (_, index) => [`lib/${index}.py`, ""]),
        );
        assert.deepEqual(problemsIn(projectWith(many), { deps: { pyFiles: ["lib"] } }), [
            'deps.pyFiles[0]: "lib" has more than 2000 files',
        ]);
    });

    describe("in a project", () => {
        const start = process.cwd();
        afterEach(() => process.chdir(start));

        it("are relative to its folder, wherever the program is", () => {
            const root = projectWith({
                "Pulumi.yaml": "name: x\n",
                "jobs/pi.py": "",
                "src/a.ts": "",
            });
            process.chdir(join(root, "src"));
            assert.deepEqual(problemsOf({ main: "jobs/pi.py" }), []);
            assert.deepEqual(problemsOf({ main: join(root, "jobs/pi.py") }), []);
            const sought = `(looked for ${join(root, "pi.py")})`;
            assert.ok(problemsOf({ main: "pi.py" })[0]?.includes(sought));
        });

        it("are relative to the folder that the job sets", () => {
            const root = projectWith({ "infra/Pulumi.yaml": "name: x\n", "jobs/pi.py": "" });
            process.chdir(join(root, "infra"));
            assert.deepEqual(problemsOf({ main: "pi.py", projectFolder: "../jobs" }), []);
            assert.match(
                problemsOf({ main: "pi.py", projectFolder: "../nowhere" }).join("\n"),
                /^jobs\.pi\.projectFolder: "\.\.\/nowhere" is not a folder \(\S+\/nowhere\)$/,
            );
        });

        it("are relative to the working directory without a project", () => {
            const root = temporaryFolder();
            process.chdir(root);
            assert.match(problemsOf({ main: "pi.py" })[0] ?? "", /does not exist/);
            process.chdir(projectWith({ "pi.py": "" }));
            assert.deepEqual(problemsOf({ main: "pi.py" }), []);
        });
    });
});
