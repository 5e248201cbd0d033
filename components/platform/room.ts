/** What pods request, or may request, together. */
export interface Room {
    cpuMillis: number;
    memoryMib: number;
    pods: number;
}

const NOTHING: Room = { cpuMillis: 0, memoryMib: 0, pods: 0 };

export function times({ cpuMillis, memoryMib, pods }: Room, factor: number): Room {
    return {
        cpuMillis: cpuMillis * factor,
        memoryMib: memoryMib * factor,
        pods: pods * factor,
    };
}

export function sum(rooms: readonly Room[]): Room {
    return rooms.reduce(
        (all, { cpuMillis, memoryMib, pods }) => ({
            cpuMillis: all.cpuMillis + cpuMillis,
            memoryMib: all.memoryMib + memoryMib,
            pods: all.pods + pods,
        }),
        NOTHING,
    );
}

export function hasRoomFor(room: Room, wanted: Room): boolean {
    return (
        wanted.cpuMillis <= room.cpuMillis &&
        wanted.memoryMib <= room.memoryMib &&
        wanted.pods <= room.pods
    );
}
