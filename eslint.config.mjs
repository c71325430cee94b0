// Typed rules for everything that is written by hand; layout is prettier's.
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** Imports point one way, and a package that others build on keeps it so. */
const notFrom = (files, regex, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ regex, message }] }] },
});
const TESTS_AND_APPS = '/(?:apps|test)(?:/|$)';

export default tseslint.config(
  { ignores: ['build/', 'coverage/', 'dist/', 'imports/', 'node_modules/', 'scratch/', '**/*.generated.*'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.dev.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      // jsii knows maps by index signatures alone.
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['lib/**/*.ts'],
    rules: {
      // The props of one construct are an interface of their own, for what comes later.
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
    },
  },
  notFrom(['lib/**/*.ts'], TESTS_AND_APPS, 'lib/ knows neither apps/ nor test/'),
  notFrom(
    ['lib/config/**/*.ts'],
    `^\\.\\./(?:cluster|savepoint|monitoring|network|security)/|^cdk8s|${TESTS_AND_APPS}`,
    'lib/config/ is pure: it knows Flink, and no Kubernetes',
  ),
  notFrom(['lib/savepoint/runtime/**/*.ts'], '^(?!\\./|node:)', 'the update program stands alone: its own files and Node.js only'),
  {
    // Texts of foreign APIs, and doubles for them.
    files: ['lib/savepoint/runtime/**/*.ts', 'test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['lib/savepoint/runtime/**/*.ts'],
    rules: {
      // What answers hold is anything: an empty text there is as good as none.
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/prefer-nullish-coalescing': 'off',
      '@typescript-eslint/prefer-optional-chain': 'off',
      '@typescript-eslint/prefer-string-starts-ends-with': 'off',
      'no-console': 'off',
    },
  },
  { files: ['test/e2e/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    // apps/index.ts loads the apps that lie beside it.
    files: ['apps/index.ts'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: { __dirname: 'readonly', console: 'readonly', module: 'writable', process: 'readonly', require: 'readonly' },
    },
  },
  prettier,
);
