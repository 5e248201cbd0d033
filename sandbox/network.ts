import { run, succeeds, UserError } from "./shell";

/** IP addresses of the host's end and the sandbox's end of the link between them. */
function hostAddress(subnet: number): string {
    return `10.213.${subnet}.1`;
}

export function sandboxAddress(subnet: number): string {
    return `10.213.${subnet}.2`;
}

export function linkName(subnet: number): string {
    return `spark-sb${subnet}`;
}

/** The first subnet that is used by neither this machine nor any of the given sandboxes. */
export function freeSubnet(taken: number[]): number {
    const used = run("ip", ["-4", "-oneline", "address"]);
    for (let subnet = 0; subnet < 256; subnet++) {
        if (!taken.includes(subnet) && !used.includes(` ${hostAddress(subnet)}/`)) {
            return subnet;
        }
    }
    throw new UserError("All subnets 10.213.0.0/30 to 10.213.255.0/30 are in use on this machine.");
}

/** Links the host to the network namespace of a process. The kernel removes both ends with the namespace. */
export function linkToHost(initPid: number, subnet: number): void {
    const link = linkName(subnet);
    const inside = ["-t", String(initPid), "--net", "ip"];
    run("ip", [
        ...["link", "add", link, "type", "veth"],
        ...["peer", "name", "eth0", "netns", String(initPid)],
    ]);
    run("ip", ["address", "add", `${hostAddress(subnet)}/30`, "dev", link]);
    run("ip", ["link", "set", link, "up"]);
    run("nsenter", [...inside, "link", "set", "lo", "up"]);
    run("nsenter", [...inside, "address", "add", `${sandboxAddress(subnet)}/30`, "dev", "eth0"]);
    run("nsenter", [...inside, "link", "set", "eth0", "up"]);
    run("nsenter", [...inside, "route", "add", "default", "via", hostAddress(subnet)]);
}

/** Removes the link immediately; the kernel would do so shortly after the namespace ends. */
export function unlinkFromHost(subnet: number): void {
    succeeds("ip", ["link", "delete", linkName(subnet)]);
}
