import { code, summary, table } from "./cells";
import { Page, TYPES_PAGE } from "./pages";

/** docs/reference/README.md: what is on which page. */
export function indexPage(pages: readonly Page[]): string[] {
    const components = pages.flatMap(({ component, file }) =>
        component === undefined
            ? []
            : [[`[${component.name}](${file})`, summary(component.comment)]],
    );
    const others = pages.flatMap(({ file, types }) =>
        types.map(({ name, comment }) => [
            `[${name}](${file}#${name.toLowerCase()})`,
            summary(comment),
        ]),
    );
    return [
        "# Reference",
        [
            "- [The stack file](stack-file.md): every key of `Pulumi.<stack>.yaml`.",
            "- [Compatibility](compatibility.md): versions of Spark, Kubernetes and everything else that work together.",
            `- [Shared types](${TYPES_PAGE}): what several components take.`,
        ].join("\n"),
        "The pages are generated from the comments in `components/`.",
        "## Components",
        table(["component", "meaning"], components),
        "An argument whose type says **or Output** also takes the output of another resource; every other " +
            `argument must be a plain value, known before the program runs, e.g. from ${code("pulumi.Config")}.`,
        "## Types",
        table(
            ["type", "meaning"],
            others.sort(([a = ""], [b = ""]) => a.localeCompare(b)),
        ),
    ];
}
