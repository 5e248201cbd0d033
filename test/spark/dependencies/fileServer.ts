/*
 * Serves the files of a folder, and notes each request as a line of JSON:
 * node fileServer.cjs <folder> <notes> <address> <port>.
 * The first part of a path is the client's own and says who asks; it leads to the same files. A path
 * with a slash at its end leads to the folder's index.html. A client "private" has to say its name
 * and password.
 */
import { appendFileSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

const [folder = "", notes = "", address, port] = process.argv.slice(2);

function fileAt(path: string): Buffer | undefined {
    const file = join(folder, ...path.replace(/\/$/, "/index.html").split("/").slice(2));
    return statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file) : undefined;
}

const expected = `Basic ${Buffer.from("reader:s3same, open").toString("base64")}`;

createServer(({ method, url: path = "", socket, headers }, response) => {
    if (path.startsWith("/private/") && headers.authorization !== expected) {
        response.writeHead(401, { "WWW-Authenticate": 'Basic realm="packages"' }).end();
        return;
    }
    const content = fileAt(path);
    const note = { path, method, from: socket.remoteAddress, found: content !== undefined };
    appendFileSync(notes, `${JSON.stringify(note)}\n`);
    response.writeHead(content === undefined ? 404 : 200, {
        "Content-Length": content?.length ?? 0,
        // pip reads no other page as an index.
        ...(path.endsWith("/") && { "Content-Type": "text/html" }),
    });
    response.end(method === "HEAD" ? undefined : content);
}).listen(Number(port), address);
