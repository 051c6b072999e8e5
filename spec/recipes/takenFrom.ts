import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import * as ts from 'typescript';
import { compileFunction } from 'node:vm';
import * as frontDoor from '../../lib/index.js';
import { examplesOf } from '../docs/examples.js';

type Module = (exports: object, require: (name: string) => unknown) => void;

const outside = createRequire(resolve('package.json'));
const isTaken = (statement: ts.Statement) =>
  ts.isImportDeclaration(statement) ||
  (ts.canHaveModifiers(statement) &&
    ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword));

/** The imports and exports of a recipe's program, as they stand there. */
export function takenText(file: string): string {
  const [example] = examplesOf({ file, text: readFileSync(file, 'utf8') });
  const page = ts.createSourceFile(file, example!.code, ts.ScriptTarget.ES2022, true);
  return page.statements
    .filter(isTaken)
    .map((statement) => statement.getFullText())
    .join('');
}

/** What the program of a recipe exports: what a reader takes along. Nothing else of it is run. */
export function takenFrom(file: string): unknown {
  const { outputText } = ts.transpileModule(takenText(file), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exported = {};
  const load = (name: string): unknown => (name === 'rx-lifeline' ? frontDoor : outside(name));
  const module = compileFunction(outputText, ['exports', 'require'], { filename: file }) as Module;
  module(exported, load);
  return exported;
}
