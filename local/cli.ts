import { resolve } from "node:path";
import { UserError } from "../sandbox/shell";
import { readImageOptions, readOptions } from "./options";
import { pathsOf } from "./paths";

async function main([command]: string[]): Promise<void> {
    const options = readOptions(process.env);
    const paths = pathsOf(resolve(__dirname, ".."), command === "elt" ? "elt" : options.stack);
    if (command === "up") {
        await (await import("./commands/up")).up(paths, options);
    } else if (command === "elt") {
        await (await import("./commands/elt")).elt(paths, options);
    } else if (command === "down") {
        await (await import("./commands/down")).down(paths, options);
    } else if (command === "manifest") {
        await (await import("./commands/manifest")).showManifest(paths, options.job);
    } else if (command === "conf") {
        (await import("./commands/conf")).showConf(paths, options.job);
    } else if (command === "sweep") {
        (await import("./commands/sweep")).sweep(options);
    } else if (command === "image") {
        (await import("./commands/image")).makeImage(paths, readImageOptions(process.env));
    } else if (command === "image-check") {
        (await import("./commands/imageCheck")).checkImage(options);
    } else if (command === "import") {
        (await import("./commands/import")).importApplications(options);
    } else {
        throw new UserError(
            "usage: local/cli.ts up | elt | down | manifest | conf | import | sweep | image | image-check",
        );
    }
}

main(process.argv.slice(2)).then(
    // Open connections would keep the process alive for a while.
    () => process.exit(0),
    (error: unknown) => {
        console.error(isUserFacing(error) ? error.message : (fullDisk(error) ?? error));
        process.exit(1);
    },
);

function fullDisk(error: unknown): string | undefined {
    const { code, path } = error as NodeJS.ErrnoException;
    return code === "ENOSPC"
        ? `No space left on the disk that holds ${path}. Free some space and run the command again.`
        : undefined;
}

/** Our own errors and those of the components (Pulumi's RunError) need no stack trace. */
function isUserFacing(error: unknown): error is Error {
    return error instanceof UserError || (error instanceof Error && "__pulumiRunError" in error);
}
