/** The rooms of the library from the ground up: each may use those before it. The first four are foundations. */
const ROOMS = [
    "validation",
    "kubernetes",
    "aws",
    "spark",
    "cluster",
    "nodes",
    "operator",
    "lakehouse",
    "team",
    "admission",
    "job",
    "platform",
];

const upward = ROOMS.slice(0, -1).map((room, index) => ({
    name: `nothing-above-${room}`,
    comment: `components/${room} may use only the rooms before it (CONTRIBUTING.md, "The house").`,
    severity: "error",
    from: { path: `^components/${room}/` },
    to: { path: `^components/(${ROOMS.slice(index + 1).join("|")})/` },
}));

module.exports = {
    forbidden: [
        ...upward,
        {
            name: "no-circle",
            comment:
                "Files that import each other are one file, or one of them holds what belongs to a third.",
            severity: "error",
            from: {},
            to: { circular: true },
        },
        {
            name: "library-stands-alone",
            comment: "The library knows nothing of the program, the tools and the tests.",
            severity: "error",
            from: { path: "^components/" },
            to: {
                path: "^(?!components/|node_modules/)[^/]+(/|\\.ts$)",
                dependencyTypesNot: ["core", "npm"],
            },
        },
        {
            name: "leaves-import-nothing",
            severity: "error",
            from: { path: "^components/(versions|hash)\\.ts$" },
            to: { path: "^components/(?!digests\\.json$)" },
        },
        {
            name: "index-is-for-others",
            comment: "components/index.ts is the public door: no room goes through it.",
            severity: "error",
            from: { path: "^components/" },
            to: { path: "^components/index\\.ts$" },
        },
        {
            name: "public-doors",
            comment:
                "The program uses what every consumer of the package can: components/index.ts.",
            severity: "error",
            from: { path: "^(program/|index\\.ts$|examples/)" },
            to: { path: "^components/(?!index\\.ts$)" },
        },
        {
            name: "kit-is-no-test",
            comment: "What tests and benches share does not depend on one of them.",
            severity: "error",
            from: { path: "^testkit/" },
            to: { path: "^(test|bench)/" },
        },
    ],
    options: {
        tsPreCompilationDeps: true,
        tsConfig: { fileName: "tsconfig.json" },
        doNotFollow: { path: "node_modules" },
        exclude: { path: "^(bin|coverage|\\.local)/" },
    },
};
