/**
 * Who may import whom. The rooms of models/ in order:
 * units <- assumptions, formats, hardware <- workload <- cost <- inference <- design <- evaluate <- mapping, space <- precision.
 */
const TESTS = '\\.(test|test-support)\\.tsx?$';

/** For each room, the rooms of models/ that it may import besides itself. */
const MAY_IMPORT = {
  units: [],
  assumptions: ['units'],
  formats: ['units'],
  tensors: ['units'],
  hardware: ['units', 'formats'],
  workload: ['units', 'assumptions', 'formats', 'hardware'],
  cost: ['units', 'formats', 'hardware', 'workload'],
  mapping: ['units', 'hardware', 'workload', 'cost', 'evaluate'],
  inference: ['units', 'formats', 'hardware', 'workload', 'cost'],
  design: ['units', 'assumptions', 'formats', 'hardware', 'workload', 'cost', 'inference'],
  evaluate: ['units', 'formats', 'hardware', 'workload', 'cost', 'inference', 'design'],
  space: ['units', 'assumptions', 'formats', 'hardware', 'workload', 'cost', 'inference', 'design', 'evaluate'],
  scheduling: ['units', 'hardware', 'workload', 'cost', 'design', 'evaluate'],
  precision: ['units', 'formats', 'workload', 'design', 'evaluate', 'space'],
};

const rooms = Object.entries(MAY_IMPORT).map(([room, others]) => ({
  name: `models-${room}`,
  comment: `models/${room} may import ${others.map((other) => `models/${other}`).join(', ') || 'no other room'}.`,
  severity: 'error',
  from: { path: `^models/${room}/`, pathNot: TESTS },
  to: { path: '^models/', pathNot: `^models/(${[room, ...others].join('|')})/` },
}));

/**
 * @param {string} name
 * @param {string} comment
 * @param {object} from
 * @param {object} to
 */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

export default {
  forbidden: [
    ...rooms,
    forbid('no-cycles', 'Two modules that import each other are one module.', {}, { circular: true }),
    forbid('no-unresolved', 'The imported module does not exist.', {}, { couldNotResolve: true }),
    forbid(
      'no-undeclared-package',
      'Every package that is imported stands in package.json.',
      {},
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
    forbid(
      'no-development-package',
      'What is shipped imports no development package.',
      { path: '^(models|workers|src|cli)/', pathNot: TESTS },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    ),
    forbid(
      'models-stand-alone',
      'models/ imports nothing of the rooms built on it.',
      { path: '^models/' },
      { path: '^(workers|src|cli|bench|e2e|scripts)/' },
    ),
    forbid(
      'models-are-pure',
      'models/ imports no Node module and no package but the schema and compression ones.',
      { path: '^models/', pathNot: TESTS },
      {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer'],
        pathNot: 'node_modules/(valibot|fflate)/',
      },
    ),
    forbid(
      'workers-import-models-only',
      'workers/ imports models/ and itself.',
      { path: '^workers/' },
      { path: '^(src|cli|bench|e2e|scripts)/' },
    ),
    forbid(
      'workers-carry-no-presets',
      'A worker is handed values; presets would be loaded once per thread. No chain of imports may lead there.',
      { path: '^workers/', pathNot: TESTS },
      { path: '^models/.*/presets/', reachable: true },
    ),
    forbid(
      'workers-in-node',
      'Only files named for Node import its modules: the others run in a browser.',
      { path: '^workers/', pathNot: `(node[^/]*\\.ts$|${TESTS})` },
      { dependencyTypes: ['core'] },
    ),
    forbid('nobody-imports-cli', 'The command line stands on top.', { pathNot: '^cli/' }, { path: '^cli/' }),
    forbid('cli-without-page', 'The command line does not need the page.', { path: '^cli/' }, { path: '^src/' }),
    forbid(
      'state-below-views',
      'src/state knows nothing of what draws it.',
      { path: '^src/state/' },
      { path: '^src/(views|embed)/' },
    ),
    forbid(
      'views-ask-state',
      'src/views reaches the workers through src/state.',
      { path: '^src/views/', pathNot: TESTS },
      { path: '^workers/', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'charts-take-plain-data',
      'src/charts and src/export take types and plain data, and import each other, models/units and d3.',
      { path: '^src/(charts|export)/', pathNot: TESTS },
      {
        path: '^(models|workers|src)/',
        pathNot: '^(models/units|src/charts|src/export)/',
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'charts-without-state',
      'src/charts and src/export know nothing of the page around them, not even its types.',
      { path: '^src/(charts|export)/', pathNot: TESTS },
      { path: '^src/(state|views|embed)/' },
    ),
    forbid(
      'react-in-tsx-only',
      'Layout and SVG are drawn without React; a .tsx file wraps them.',
      { path: '^src/(charts|export)/.*\\.ts$', pathNot: TESTS },
      { path: 'node_modules/(@types/)?(react|react-dom)/' },
    ),
    forbid(
      'embed-without-react',
      'The embedded chart is small because no chain of its imports leads to React.',
      { path: '^src/embed/' },
      { path: 'node_modules/(react|react-dom)/', reachable: true },
    ),
    forbid(
      'e2e-from-outside',
      'Browser tests know the page as a user does.',
      { path: '^e2e/' },
      { path: '^(src|models|workers|cli)/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|dist-cli|test-results)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.src.json' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'browser', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
    reporterOptions: { text: { highlightFocused: false } },
  },
};
