import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

/** File, what it imports, and the rule that refuses it; without a rule the import is allowed. */
const PLANTED: readonly (readonly [file: string, imports: string, rule?: string])[] = [
  ['models/units/ground.ts', ''],
  ['models/assumptions/set.ts', "import '../units/ground';"],
  ['models/formats/low.ts', ''],
  ['models/hardware/presets/chip.ts', ''],
  ['models/hardware/rates.ts', "import '../formats/low';"],
  ['models/hardware/with-preset.ts', "import './presets/chip';"],
  ['models/workload/rules.ts', "import '../assumptions/set';"],
  ['models/evaluate/engine.ts', "import '../workload/rules';"],
  ['models/design/list.ts', "import '../assumptions/set';"],
  ['models/space/all.ts', "import '../evaluate/engine';"],
  ['models/units/loop.ts', "import './loop-back';"], // a circle is reported once
  ['models/units/loop-back.ts', "import './loop';", 'no-cycles'],
  ['models/units/lost.ts', "import './nowhere';", 'no-unresolved'],
  ['models/units/page.ts', "import '../../src/views/panel';", 'models-stand-alone'],
  ['models/units/disk.ts', "import 'node:fs';", 'models-are-pure'],
  ['models/units/react.ts', "import 'react';", 'models-are-pure'],
  ['models/design/codec.ts', "import 'fflate'; import 'valibot';"],
  ['models/formats/sideways.ts', "import '../assumptions/set';", 'models-formats'],
  ['models/workload/upwards.ts', "import '../evaluate/engine';", 'models-workload'],
  ['models/cost/switches.ts', "import '../assumptions/set';", 'models-cost'],
  ['models/inference/switches.ts', "import '../assumptions/set';", 'models-inference'],
  [
    'models/evaluate/switches.ts',
    "import type { set } from '../assumptions/set'; export type T = typeof set;",
    'models-evaluate',
  ],
  ['models/evaluate/engine.test.ts', "import '../assumptions/set';"],
  ['models/scheduling/low.ts', "import '../formats/low';", 'models-scheduling'],
  ['workers/job.ts', "import 'comlink'; import '../models/space/all';"],
  ['workers/page.ts', "import '../src/views/panel';", 'workers-import-models-only'],
  ['workers/presets.ts', "import '../models/hardware/with-preset';", 'workers-carry-no-presets'],
  ['workers/disk.ts', "import 'node:fs';", 'workers-in-node'],
  ['workers/pool-node.ts', "import 'node:worker_threads';"],
  ['src/views/panel.ts', ''],
  ['src/views/jobs.ts', "import '../../workers/job';", 'views-ask-state'],
  ['src/state/store.ts', "import '../../workers/job';"],
  ['src/state/drawn.ts', "import '../views/panel';", 'state-below-views'],
  ['src/charts/svg.ts', "import 'd3-scale'; import '../../models/units/ground';"],
  ['src/charts/frame.tsx', "import 'react'; import './svg';"],
  ['src/charts/engine.ts', "import '../../models/evaluate/engine';", 'charts-take-plain-data'],
  ['src/charts/types.ts', "import type { engine } from '../../models/evaluate/engine'; export type T = typeof engine;"],
  ['src/charts/hooks.ts', "import 'react';", 'react-in-tsx-only'],
  ['src/export/store.ts', "import type {} from '../state/store';", 'charts-without-state'],
  ['src/embed/small.ts', "import '../charts/svg';"],
  ['src/embed/large.ts', "import '../charts/frame';", 'embed-without-react'],
  ['cli/main.ts', "import '../models/space/all'; import '../workers/job';"],
  ['cli/page.ts', "import '../src/views/panel';", 'cli-without-page'],
  ['src/shell.ts', "import '../cli/main';", 'nobody-imports-cli'],
  ['e2e/inside.spec.ts', "import '../src/views/panel';", 'e2e-from-outside'],
  ['src/undeclared.ts', "import 'picomatch';", 'no-undeclared-package'],
  ['src/development.ts', "import 'fast-check';", 'no-development-package'],
];

const ROOMS = ['models', 'workers', 'src', 'cli', 'e2e'];

describe('import rules', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rooms-'));
  let violations: readonly Violation[] = [];

  beforeAll(() => {
    for (const file of ['.dependency-cruiser.mjs', 'package.json', 'tsconfig.base.json', 'tsconfig.src.json']) {
      cpSync(file, join(folder, file));
    }
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'dir');
    for (const [file, imports] of PLANTED) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      const name = /(\w+)\.\w+$/.exec(file)?.[1] ?? '';
      writeFileSync(join(folder, file), `${imports}\nexport const ${name} = 1;\n`);
    }
    const cruiser = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const { stdout } = spawnSync(
      process.execPath,
      [cruiser, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...ROOMS],
      { cwd: folder, encoding: 'utf8', maxBuffer: 64e6 },
    );
    const report = JSON.parse(stdout) as { summary: { violations: Violation[] } };
    violations = report.summary.violations;
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(PLANTED)('%s with: %s', (file, _imports, rule) => {
    const names = violations.filter(({ from }) => from === file).map((violation) => violation.rule.name);
    if (rule === undefined) expect(names).toEqual([]);
    else expect(names).toContain(rule);
  });
});
