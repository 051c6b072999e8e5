import { readFileSync, writeFileSync } from 'node:fs';
import * as ts from 'typescript';

/** The golden file: the public names of every entry, and what they are. */
export const apiFile = 'docs/api.txt';

export interface PublicName {
  readonly entry: string;
  readonly name: string;
  /** The declaration without comments, members included. */
  readonly lines: readonly string[];
  /** The doc comment; empty when there is none. */
  readonly doc: string;
  /** Whether it can be called or constructed: then its doc comment shows how. */
  readonly callable: boolean;
  /** Members without a doc comment; what overrides another class's has one there. */
  readonly undocumented: readonly string[];
}

/** Every name that the entries of package.json export, in order. */
export function publicNames(): PublicName[] {
  const { config } = ts.readConfigFile('tsconfig.esm.json', (file) => ts.sys.readFile(file)) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
  const entries = publicEntries();
  const files = entries.map(({ file }) => file);
  const program = ts.createProgram(files, options);
  const checker = program.getTypeChecker();

  return entries.flatMap(({ entry, file }) => {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    if (!module) throw new Error(`${file} is missing or exports nothing`);
    return checker
      .getExportsOfModule(module)
      .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((symbol) => ({
        entry,
        name: symbol.name,
        lines: linesOf(symbol, checker),
        doc: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
        callable: (symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Class)) !== 0,
        undocumented: membersOf(symbol)
          .filter((name) => ts.getJSDocCommentsAndTags(name).length === 0)
          .map(({ name }) => name!.getText()),
      }));
  });
}

/** What `apiFile` must say: a section for each entry. */
export function describeApi(names: readonly PublicName[]): string {
  return [...new Set(names.map(({ entry }) => entry))]
    .map((entry) => [entry, ...names.filter((name) => name.entry === entry).flatMap(({ lines }) => lines)].join('\n'))
    .join('\n\n')
    .concat('\n');
}

function linesOf(symbol: ts.Symbol, checker: ts.TypeChecker): string[] {
  const declaration = symbol.declarations?.[0];
  if (!declaration) throw new Error(`${symbol.name} is declared nowhere`);
  const typeOf = (named: ts.Symbol) =>
    checker.typeToString(checker.getTypeOfSymbol(named), declaration, ts.TypeFormatFlags.NoTruncation);

  if (ts.isInterfaceDeclaration(declaration) || ts.isTypeAliasDeclaration(declaration)) {
    return ts
      .createPrinter({ removeComments: true })
      .printNode(ts.EmitHint.Unspecified, declaration, declaration.getSourceFile())
      .split('\n')
      .map((line) => `  ${line.replace(/^export /, '').replace(/;$/, '')}`);
  }
  if (ts.isClassDeclaration(declaration)) {
    const own = checker
      .getDeclaredTypeOfSymbol(symbol)
      .getProperties()
      .filter(({ declarations }) => declarations?.[0]?.getSourceFile() === declaration.getSourceFile());
    return [`  class ${symbol.name}`, ...own.map((member) => `      ${member.name}: ${typeOf(member)}`)];
  }
  return [`  ${symbol.name}: ${typeOf(symbol)}`];
}

/** The members that a class, an interface or an object type declares itself. */
function membersOf(symbol: ts.Symbol): readonly (ts.ClassElement | ts.TypeElement)[] {
  return (symbol.declarations ?? []).flatMap((declaration): (ts.ClassElement | ts.TypeElement)[] => {
    if (ts.isClassDeclaration(declaration)) return declaration.members.filter(isPublic);
    if (ts.isInterfaceDeclaration(declaration)) return [...declaration.members];
    return ts.isTypeAliasDeclaration(declaration) && ts.isTypeLiteralNode(declaration.type)
      ? [...declaration.type.members]
      : [];
  });
}

const isPublic = (member: ts.ClassElement) =>
  member.name !== undefined &&
  (ts.getCombinedModifierFlags(member) & (ts.ModifierFlags.Override | ts.ModifierFlags.Private)) === 0;

function publicEntries(): { entry: string; file: string }[] {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
    name: string;
    exports: Record<string, { import: string }>;
  };
  return Object.entries(manifest.exports)
    .filter(([path]) => path !== './package.json')
    .map(([path, { import: built }]) => ({
      entry: manifest.name + path.slice(1),
      file: built.replace('./dist/esm/', 'lib/').replace(/js$/, 'ts'),
    }));
}

if (process.argv[1] === __filename) writeFileSync(apiFile, describeApi(publicNames()));
