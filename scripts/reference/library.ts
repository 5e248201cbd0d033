import * as path from "node:path";
import * as ts from "typescript";

const CHECKOUT = path.join(__dirname, "..", "..");
const INDEX = path.join(CHECKOUT, "components", "index.ts");
const STACK_FILE = path.join(__dirname, "stackFileArgs.ts");

/** The library's types, as the TypeScript compiler reads them. */
export interface Library {
    checker: ts.TypeChecker;
    /** Exports of components/index.ts by name, aliases resolved. */
    exports: ReadonlyMap<string, ts.Symbol>;
    /** `StackFileArgs`: the type of a whole stack file. */
    stackFile: ts.Type;
}

/**
 * Reads the types of components/index.ts. Packages are not read: their types are shown by name, and
 * reading them would take most of a minute.
 */
export function readLibrary(): Library {
    const options: ts.CompilerOptions = {
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.CommonJS,
        moduleResolution: ts.ModuleResolutionKind.Node10,
        strict: true,
        types: [],
    };
    const host = ts.createCompilerHost(options, true);
    host.resolveModuleNameLiterals = (literals, file) =>
        literals.map(({ text }) =>
            text.startsWith(".")
                ? ts.resolveModuleName(text, file, options, host)
                : { resolvedModule: undefined },
        );
    const program = ts.createProgram([INDEX, STACK_FILE], options, host);
    const checker = program.getTypeChecker();
    const stackFile = exportsOf(program, checker, STACK_FILE).get("StackFileArgs");
    if (stackFile === undefined) {
        throw new Error(`${STACK_FILE} does not export StackFileArgs`);
    }
    return {
        checker,
        exports: exportsOf(program, checker, INDEX),
        stackFile: checker.getDeclaredTypeOfSymbol(stackFile),
    };
}

function exportsOf(
    program: ts.Program,
    checker: ts.TypeChecker,
    file: string,
): Map<string, ts.Symbol> {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    if (module === undefined) {
        throw new Error(`${file} is not a module`);
    }
    return new Map(
        checker
            .getExportsOfModule(module)
            .map((symbol) => [symbol.name, resolved(symbol, checker)]),
    );
}

/** What an import or a re-export stands for. */
export function resolved(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
    const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
    return isAlias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** Whether a declaration is the library's own: not of TypeScript's libraries. */
export function isOwn(declaration: ts.Declaration | undefined): boolean {
    const file = declaration?.getSourceFile().fileName;
    return file !== undefined && !file.includes("/node_modules/");
}
