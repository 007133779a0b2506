import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Results that differ between engines, or between two runs, have no place in the models. */
const BANNED_MATH = [
  'pow',
  'exp',
  'expm1',
  'log',
  'log2',
  'log10',
  'log1p',
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'atan2',
  'sinh',
  'cosh',
  'tanh',
  'asinh',
  'acosh',
  'atanh',
  'cbrt',
  'hypot',
];

const BANNED_GLOBALS = {
  'The models have no clock; a shouldStop() is passed in': [
    'Date',
    'performance',
    'setTimeout',
    'setInterval',
    'setImmediate',
    'queueMicrotask',
    'requestAnimationFrame',
  ],
  'The models do no input or output': [
    'fetch',
    'console',
    'process',
    'navigator',
    'window',
    'document',
    'localStorage',
  ],
  'Name the thing that is needed, so that these rules can see it': ['globalThis', 'self'],
  'The models draw from a seeded generator': ['crypto'],
  'Wording by locale differs between machines; models/units formats numbers': ['Intl'],
};

const UNIT_TESTS = ['**/*.test.ts', '**/*.test.tsx', '**/*.test-support.ts'];

export default defineConfig(
  globalIgnores(['dist/', 'dist-cli/', 'node_modules/', 'test-results/', 'playwright-report/', 'coverage/', 'public/']),
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-restricted-exports': [
        'error',
        {
          restrictDefaultExports: {
            direct: true,
            named: true,
            defaultFrom: true,
            namedFrom: true,
            namespaceFrom: true,
          },
        },
      ],
      'object-shorthand': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': /** @type {any} */ (reactHooks) },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: ['*.config.{ts,mjs}', '.dependency-cruiser.mjs'],
    rules: { 'no-restricted-exports': 'off', '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
  {
    files: ['models/**/*.ts'],
    ignores: UNIT_TESTS,
    rules: {
      'no-restricted-properties': [
        'error',
        ...BANNED_MATH.map((property) => ({
          object: 'Math',
          property,
          message: 'Its last bits differ between engines; use the implementation in models/units.',
        })),
        { object: 'Math', property: 'random', message: 'Draw from a seeded generator.' },
        ...['localeCompare', 'toLocaleString', 'toLocaleLowerCase', 'toLocaleUpperCase'].map((property) => ({
          property,
          message: 'Its result depends on the locale of the machine.',
        })),
      ],
      'no-restricted-globals': [
        'error',
        ...Object.entries(BANNED_GLOBALS).flatMap(([message, names]) => names.map((name) => ({ name, message }))),
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: ':matches(BinaryExpression[operator="**"], AssignmentExpression[operator="**="])',
          message: 'The last bits of ** differ between engines; multiply, or use the implementation in models/units.',
        },
        {
          selector: 'VariableDeclarator > Identifier.init[name="Math"]',
          message: 'Write Math.name where it is used, so that the banned functions can be seen.',
        },
        {
          selector: 'MemberExpression[object.name="Math"][computed=true]',
          message: 'Write Math.name, so that the banned functions can be seen.',
        },
      ],
    },
  },
  {
    files: [...UNIT_TESTS, 'e2e/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['scripts/**/*.mjs'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
);
