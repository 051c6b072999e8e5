import { defineConfig } from 'eslint/config';
import rxjs from 'eslint-plugin-rxjs-x';
import tseslint from 'typescript-eslint';

const ban = (selector, message) => ({ selector, message });

const forms = [
  ban('ExportAllDeclaration', 'Name what is exported: a reader looks names up.'),
  ban('ExportDefaultDeclaration', 'Export by name: one thing has one name everywhere.'),
];

const timeAndChance = [
  ban(
    'Identifier[name=/^(Promise|setTimeout|setInterval|setImmediate|queueMicrotask)$/]',
    'Virtual time must see everything (API-6): use an Observable on `scheduler`.',
  ),
  ban(
    ':function[async=true], AwaitExpression, ForOfStatement[await=true]',
    'Virtual time must see everything (API-6): use an Observable on `scheduler`.',
  ),
  ban(
    'MemberExpression[object.name=/^(Date|performance)$/][property.name="now"], NewExpression[callee.name="Date"][arguments.length=0]',
    'Measure with `clockOf(scheduler)`.',
  ),
  ban('MemberExpression[object.name="Math"][property.name="random"]', 'Chance comes in as `random`.'),
];

/** What Node gives to every module. */
const runtime = [
  ...['Buffer', 'URL', 'clearInterval', 'clearTimeout', 'console', 'fetch', 'performance', 'process', 'queueMicrotask'],
  ...['setImmediate', 'setInterval', 'setTimeout'],
];

export default defineConfig(
  { ignores: ['dist/', 'coverage/', 'bench/node_modules/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked, rxjs.configs.recommended],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      'no-restricted-syntax': ['error', ...forms],
      'rxjs-x/no-ignored-error': 'error',
      'rxjs-x/no-floating-observables': 'error',
      'rxjs-x/no-exposed-subjects': 'error',
      'rxjs-x/no-unsafe-switchmap': 'error',
      'rxjs-x/no-unsafe-catch': 'error',

      // Inside an operator `new Observable` is no nested subscription; no-nested-subscribe knows the difference.
      'rxjs-x/no-subscribe-in-pipe': 'off',
      // What `new Observable` hands over has to be named somewhere.
      '@typescript-eslint/no-deprecated': [
        'error',
        { allow: [{ from: 'package', package: 'rxjs', name: 'Subscriber' }] },
      ],
      // `return subscriber.next(value)` and `() => void count++` say it in one line.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // Objects here are records of closures: nothing reads `this`.
      '@typescript-eslint/unbound-method': 'off',
      // An index that a loop bounds.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Arguments are checked also for callers without types.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // A score is read column by column.
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
    },
  },
  {
    files: ['bench/**/*.mjs'],
    languageOptions: {
      globals: Object.fromEntries(runtime.map((name) => [name, 'readonly'])),
    },
    rules: {
      'no-restricted-syntax': ['error', ...forms],
      'no-undef': 'error',
      'no-unused-vars': 'error',
      'no-shadow': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['lib/**/*.ts'],
    rules: { 'max-lines': ['error', 200] },
  },
  {
    files: ['lib/**/*.ts'],
    ignores: ['lib/transport/**', 'lib/cli/**', 'lib/liveness/clock.ts'],
    rules: { 'no-restricted-syntax': ['error', ...forms, ...timeAndChance] },
  },
  {
    files: ['lib/{liveness,link,connection,protocol,session,rtc,rtm}/**/*.ts', 'lib/transport/webSocketTransport.ts'],
    rules: { 'no-restricted-globals': ['error', 'Buffer', 'process', 'global', 'require', '__dirname', '__filename'] },
  },
  {
    // Here commands are called for what they do, and an error that nobody handles fails the run.
    files: ['spec/**/*.ts', 'marbles/**/*.ts', 'bench/**/*.ts', 'lib/cli/**/*.ts'],
    rules: { 'rxjs-x/no-floating-observables': 'off', 'rxjs-x/no-ignored-error': 'off' },
  },
  {
    // chai states a fact by naming it: `expect(x).to.be.true`. What events and JSON bring is untyped until asserted.
    files: ['spec/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/require-await': 'off',
      'rxjs-x/no-ignored-replay-buffer': 'off',
      'rxjs-x/no-implicit-any-catch': 'off',
    },
  },
);
