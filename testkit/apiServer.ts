import * as http from "node:http";
import { AddressInfo } from "node:net";

/** Responses of the stand-in; a missing path is "not found". */
export type Answers = Record<string, Answer | Answer[]>;

interface Answer {
    status?: number;
    /** Sent as JSON, or as it is if it is a string. */
    body: unknown;
}

export interface ApiServer {
    kubeconfig: string;
    url: string;
    /** Requests in order of arrival, e.g. `GET /version`. */
    requests: string[];
    /** The media types that the requests accept. */
    accepted: (string | undefined)[];
    stop(): Promise<void>;
}

/** A stand-in for an API server, on a free port. A list of responses is returned one by one. */
export async function startApiServer(answers: Answers): Promise<ApiServer> {
    const requests: string[] = [];
    const accepted: (string | undefined)[] = [];
    const server = http.createServer((request, response) => {
        const path = decodeURIComponent(request.url ?? "");
        requests.push(`${request.method} ${path}`);
        accepted.push(request.headers.accept);
        const known = answers[path];
        const answer = Array.isArray(known) ? known.shift() : known;
        const { status = 200, body } = answer ?? { status: 404, body: { message: "not found" } };
        response.writeHead(status);
        response.end(typeof body === "string" ? body : JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
    return { kubeconfig: kubeconfigFor(url), url, requests, accepted, stop };
}

/** A kubeconfig of one context, named "test". */
export function kubeconfigFor(server: string): string {
    return JSON.stringify({
        "current-context": "test",
        contexts: [{ name: "test", context: { cluster: "test", user: "test" } }],
        clusters: [{ name: "test", cluster: { server, "insecure-skip-tls-verify": true } }],
        users: [{ name: "test", user: { token: "secret-token" } }],
    });
}
