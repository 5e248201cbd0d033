import { run, succeeds, UserError } from "./shell";

/** The host's end and the sandbox's end of the one link between them. */
function hostAddress(subnet: number): string {
    return `10.213.${subnet}.1`;
}

export function sandboxAddress(subnet: number): string {
    return `10.213.${subnet}.2`;
}

export function linkName(subnet: number): string {
    return `spark-sb${subnet}`;
}

/** The first subnet that neither this machine nor one of the given sandboxes uses. */
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

/** Removes the link at once; the kernel does it by itself a moment after the namespace's end. */
export function unlinkFromHost(subnet: number): void {
    succeeds("ip", ["link", "delete", linkName(subnet)]);
}
