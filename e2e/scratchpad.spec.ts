import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { smallNetwork } from './support/onnx';
import { axeViolations, expect, test } from './support/test';

async function open(page: Page): Promise<void> {
  await page.goto('./');
  await page.getByRole('tab', { name: 'Scratchpad' }).click();
}

async function openCells(page: Page): Promise<void> {
  await open(page);
  await page.getByRole('combobox', { name: 'Graph', exact: true }).selectOption('Example: two NASNet-A cells');
  await expect(page.getByRole('group', { name: /^Two NASNet-A cells: 64\sKiB moved/ })).toBeVisible();
}

async function setSize(page: Page, size: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Scratchpad' });
  await field.fill(size);
  await field.press('Enter');
}

function jsonFile(name: string, content: unknown) {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return { name, mimeType: 'application/json', buffer: Buffer.from(text) };
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a schedule is found and gone through step by step, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openCells(page);
    await page.getByRole('button', { name: 'Use the design’s CMEM' }).click();
    await expect(page.getByText('CMEM of the design', { exact: true })).toBeVisible();
    await expect(
      page.getByRole('group', { name: /^Two NASNet-A cells: nothing is moved .*proven optimal$/ }),
    ).toBeVisible();

    await setSize(page, '384 KiB');
    const chart = page.getByRole('group', { name: /64\sKiB moved beyond the compulsory 288\sKiB, proven optimal/ });
    await expect(chart).toBeVisible();
    const resident = page.getByRole('region', { name: 'In the scratchpad at step 1', exact: true });
    await expect(resident.getByRole('row', { name: /^image input .* read, fetched$/ })).toBeVisible();
    await chart.press('ArrowRight');
    await expect(page.getByRole('slider', { name: /^Step 2 of 33/ })).toHaveAttribute('aria-valuetext', /step 2 of 33/);
    await page.getByRole('slider', { name: /^Step/ }).press('End');
    const last = page.getByRole('region', { name: 'In the scratchpad at step 33' });
    await expect(last.getByRole('row', { name: /^join_2 output .* computed, written as output$/ })).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
  });
}

test('a scratchpad that is too small names the operator and offers the size that works', async ({ page }) => {
  await openCells(page);
  await setSize(page, '0.1 MB');
  const problem = page.getByText(
    'The operator join_1 needs 384\u00a0KiB for its inputs and outputs; the scratchpad has',
  );
  await expect(problem).toBeVisible();
  await page.getByRole('button', { name: 'Use the smallest that works, 384\u00a0KiB' }).click();
  await expect(problem).toBeHidden();
  await expect(page.getByText('set here', { exact: true })).toBeVisible();
  await expect(page.getByText(/^Proven optimal/)).toBeVisible();
});

test('what is no size and no count is refused by name, and greys what is shown', async ({ page }) => {
  await open(page);
  await setSize(page, '4.65');
  await expect(page.getByText('Scratchpad must be whole bytes, or have a unit such as MiB.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Schedule', exact: true })).toHaveAttribute('data-stale', 'true');
  await setSize(page, '130.5MiB');
  await expect(page.getByRole('textbox', { name: 'Scratchpad' })).toHaveValue('130.5MiB');
  await page.getByRole('textbox', { name: 'Tokens', exact: true }).fill('1.5');
  await expect(page.getByText('Tokens must be a whole number from 1 to 1,000,000,000.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Tokens', exact: true }).fill('1k');
  await page.getByRole('textbox', { name: 'Tokens', exact: true }).press('Enter');
  await expect(page.getByRole('textbox', { name: 'Tokens', exact: true })).toHaveValue('1000');
  await expect(page.getByRole('region', { name: 'Schedule', exact: true })).toHaveAttribute('data-stale', 'false');
});

test('a faulty graph is answered in one sentence, and a good one takes its place', async ({ page }) => {
  await open(page);
  const chooser = page.getByLabel('A graph of your own');
  await chooser.setInputFiles(jsonFile('broken.json', '{'));
  await expect(page.getByRole('alert')).toHaveText('The file is not JSON.');
  const tensors = { x: { size: 4, kind: 'input' }, y: { size: 4, kind: 'output' } };
  const ops = [{ id: 'only', in: ['x'], out: ['z'] }];
  await chooser.setInputFiles(jsonFile('lost.json', { ops, tensors }));
  await expect(page.getByRole('alert')).toHaveText(/the operator "only" names "z", which is not among the tensors\.$/);
  await chooser.setInputFiles(jsonFile('good.json', { ops: [{ id: 'only', in: ['x'], out: ['y'] }], tensors }));
  await expect(page.getByRole('alert')).toBeHidden();
  await expect(page.getByRole('group', { name: /^good: nothing is moved/ })).toBeVisible();
  await page.getByRole('tab', { name: 'Roofline' }).click();
  await page.getByRole('tab', { name: 'Scratchpad' }).click();
  await expect(page.getByRole('group', { name: /^good: nothing is moved/ })).toBeVisible();
});

test('the workload of the design is drawn as it is asked for', async ({ page }) => {
  await open(page);
  const tokens = page.getByRole('textbox', { name: 'Tokens', exact: true });
  await expect(
    page.getByText(/^14 operators, 15 tensors;.* of 2,048 tokens does not fit: drawn are 1,344/),
  ).toBeVisible();
  await expect(page.getByRole('group', { name: /^Llama 3.1 8B: 10\.5\sMiB moved .*proven optimal$/ })).toBeVisible();
  await page.getByRole('combobox', { name: 'Phase' }).selectOption('decode');
  await expect(page.getByText(/^14 operators, 17 tensors;/)).toBeVisible();
  await page.getByRole('combobox', { name: 'Attention' }).selectOption('each head by itself');
  await expect(page.getByText(/^121 operators/)).toBeVisible();
  await page.getByRole('combobox', { name: 'Phase' }).selectOption('prefill');
  await tokens.fill('2048');
  await tokens.press('Enter');
  await expect(page.getByText(/^The operator layer0\.ffn\.product needs 168\sMiB/)).toBeVisible();
  await page.getByRole('button', { name: 'Draw the longest prompt that fits' }).click();
  await expect(tokens).toHaveValue('1536');
  await expect(page.getByText(/^Proven optimal/)).toBeVisible();
  await page.getByText(/notes on this graph/).click();
  await expect(page.getByText('The first layer of 32 is drawn, without embedding and head.')).toBeVisible();
});

test('graph and schedule are tied, and walked with the keys', async ({ page }) => {
  await openCells(page);
  const graph = page.getByRole('group', { name: 'Two NASNet-A cells: 33 operators' });
  await graph.focus();
  await graph.press('Home');
  await graph.press('End');
  await expect(page.getByText(/^join_2: reads squeeze_before_2 32\sKiB/)).toBeAttached();
  await graph.press('Enter');
  await expect(page.getByRole('slider', { name: 'Step 33 of 33' })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Fuse chains' }).check();
  await expect(page.getByRole('group', { name: /^Two NASNet-A cells: 33 operators as \d+ chains$/ })).toBeVisible();
});

/** Operators that read three of the last sixteen tensors: too entangled to be settled while the test waits. */
function entangledGraph(operators: number) {
  let seed = 1;
  const draw = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  const names = ['x'];
  const tensors: Record<string, { size: number; kind: string }> = { x: { size: 4, kind: 'input' } };
  const ops = Array.from({ length: operators }, (_, index) => {
    const inputs = [16, 16, 16].map((reach) => names[Math.max(0, names.length - 1 - draw(reach))]!);
    tensors[`t${index}`] = { size: 1 + draw(9), kind: 'act' };
    names.push(`t${index}`);
    return { id: `op${index}`, in: [...new Set(inputs)], out: [`t${index}`] };
  });
  return { ops, tensors };
}

test('a long search shows its bounds, and keeps its best answer when it is cancelled', async ({ page }) => {
  await open(page);
  await setSize(page, '39 B');
  await page.getByLabel('A graph of your own').setInputFiles(jsonFile('entangled.json', entangledGraph(60)));
  await expect(page.getByRole('group', { name: /^entangled: .*searching, gap/ })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(
    page.getByText(/^Cancelled\. Heuristic, gap .*%: the least possible lies between .* and .*\.$/),
  ).toBeVisible();
  await expect(page.getByRole('group', { name: /^entangled: .*heuristic, gap/ })).toBeVisible();
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await expect(page.getByText('Searching …').first()).toBeVisible();
});

test('the curve of sizes is read with the keys, and sets the size', async ({ page }) => {
  await openCells(page);
  const curve = page.getByRole('group', { name: /from 416\sKiB on nothing is moved twice, at 384\sKiB, the smallest/ });
  await curve.press('ArrowRight');
  await expect(page.getByText(/^Scratchpad, KiB 384: moved 64$/)).toBeAttached();
  await curve.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Scratchpad' })).toHaveValue('384 KiB');
  const rules = page.getByRole('region', { name: 'Schedules made by rule' });
  await expect(rules.getByRole('row', { name: /^LRU 576\sKiB 9 / })).toBeVisible();
  const stairs = page.getByRole('region', { name: 'Stairs' });
  await stairs.getByRole('button', { name: 'Use 416\u00a0KiB' }).click();
  await expect(page.getByRole('group', { name: /^Two NASNet-A cells: nothing is moved/ })).toBeVisible();
});

test('a schedule is proven a second time, and saved', async ({ page }) => {
  await openCells(page);
  const tensors = {
    x: { size: 4, kind: 'input' },
    a: { size: 4, kind: 'act' },
    b: { size: 3, kind: 'act' },
    y: { size: 1, kind: 'output' },
  };
  const ops = [
    { id: 'left', in: ['x'], out: ['a'] },
    { id: 'right', in: ['x'], out: ['b'] },
    { id: 'join', in: ['a', 'b'], out: ['y'] },
  ];
  await page.getByLabel('A graph of your own').setInputFiles(jsonFile('small.json', { ops, tensors }));
  await setSize(page, '8 B');
  await expect(page.getByRole('group', { name: /^small: 6\sB moved .*proven optimal$/ })).toBeVisible();
  await page.getByRole('button', { name: 'Prove by integer programme' }).click();
  await expect(page.getByText(/^Both proofs agree: no schedule moves less than 6\sB /)).toBeVisible();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the schedule as JSON' }).click();
  expect((await saving).suggestedFilename()).toBe('schedule-of-small.json');
});

test('an ONNX file and a dropped graph are scheduled, and stay while other tabs are looked at', async ({ page }) => {
  await open(page);
  const file = { name: 'small.onnx', mimeType: 'application/octet-stream', buffer: smallNetwork() };
  await page.getByLabel('A graph of your own').setInputFiles(file);
  await expect(page.getByRole('combobox', { name: 'Graph', exact: true })).toHaveValue('file');
  await expect(page.getByRole('group', { name: /proven optimal$/ })).toBeVisible();
  await expect(page.getByText(/^\d operators?, \d tensors?; compulsory traffic/)).toBeVisible();

  const dropped = JSON.stringify({
    ops: [{ id: 'only', in: ['x'], out: ['y'] }],
    tensors: { x: { size: 4, kind: 'input' }, y: { size: 4, kind: 'output' } },
  });
  const transfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'dropped.json', { type: 'application/json' }));
    return data;
  }, dropped);
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
  await expect(page.getByText('Drop a graph as JSON or an .onnx file to schedule it')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  await expect(page.getByRole('group', { name: /^dropped: nothing is moved/ })).toBeVisible();
  await setSize(page, '64 B');
  await page.getByRole('tab', { name: 'Roofline' }).click();
  await page.getByRole('tab', { name: 'Scratchpad' }).click();
  await expect(page.getByRole('textbox', { name: 'Scratchpad' })).toHaveValue('64 B');
  await expect(page.getByRole('group', { name: /^dropped: nothing is moved/ })).toBeVisible();
});

/** The link that the Share panel shows. */
async function sharedLink(page: Page): Promise<string> {
  await page.getByRole('banner').getByRole('button', { name: 'Share' }).click();
  return page.getByRole('textbox', { name: /^Link to this design, in the Scratchpad tab/ }).inputValue();
}

test('a link opens the tab with the same graph in the same scratchpad', async ({ page, context }) => {
  await open(page);
  await page.getByRole('combobox', { name: 'Attention' }).selectOption('fused, scores never stored');
  await page.getByRole('checkbox', { name: 'Weights pass through the scratchpad' }).check();
  await setSize(page, '200 MiB');
  const finding = page.getByRole('group', { name: /^Llama 3.1 8B: .*proven optimal$/ });
  await expect(finding).toBeVisible();
  const other = await context.newPage();
  await other.goto(await sharedLink(page));
  await expect(other.getByRole('combobox', { name: 'Attention' })).toHaveValue('fused');
  await expect(other.getByRole('checkbox', { name: 'Weights pass through the scratchpad' })).toBeChecked();
  await expect(other.getByRole('textbox', { name: 'Scratchpad' })).toHaveValue('200 MiB');
  const same = await finding.getAttribute('aria-label');
  await expect(other.getByRole('group', { name: same!, exact: true })).toBeVisible();
});

test('a link carries a graph that was opened, and one drawn from an ONNX file', async ({ page, context }) => {
  await open(page);
  const file = { name: 'small.onnx', mimeType: 'application/octet-stream', buffer: smallNetwork() };
  await page.getByLabel('A graph of your own').setInputFiles(file);
  await expect(page.getByRole('group', { name: /proven optimal$/ })).toBeVisible();
  const facts = await page.getByText(/^\d operators?, \d tensors?; compulsory traffic/).innerText();
  const link = await sharedLink(page);
  await expect(page.getByText(/^The ONNX file stays here; the graph drawn from it goes along/)).toBeVisible();
  const other = await context.newPage();
  await other.goto(link);
  await expect(other.getByRole('combobox', { name: 'Graph', exact: true })).toHaveValue('file');
  await expect(other.getByText(facts)).toBeVisible();
});

test('what is chosen can be undone, and what is looked at stays', async ({ page }) => {
  await openCells(page);
  await page.getByRole('button', { name: 'Use the design’s CMEM' }).click();
  await page.getByRole('slider', { name: /^Step/ }).press('End');
  await page.getByRole('button', { name: 'join_2', exact: true }).click();
  await page.getByRole('tab', { name: 'Roofline' }).click();
  await page.getByRole('tab', { name: 'Scratchpad' }).click();
  await expect(page.getByRole('slider', { name: 'Step 33 of 33' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'join_2', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('set here', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('combobox', { name: 'Graph', exact: true })).toHaveValue('design');
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(page.getByRole('combobox', { name: 'Graph', exact: true })).toHaveValue('cells');
});

test('tables and pictures are saved with where they came from', async ({ page }) => {
  await openCells(page);
  await setSize(page, '384 KiB');
  await expect(page.getByRole('group', { name: /at 384\sKiB, the smallest that works/ })).toBeVisible();
  for (const [what, kind] of [
    ['schedule', 'CSV'],
    ['schedule', 'SVG'],
    ['graph', 'SVG'],
    ['graph', 'JSON'],
    ['rules', 'CSV'],
    ['curve', 'CSV'],
    ['curve', 'SVG'],
  ]) {
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: `Save the ${what} as ${kind}` }).click();
    const text = await readFile(await (await saving).path(), 'utf8');
    expect(text).toMatch(/http:\/\/[^#]*#1\.[\w-]{100,}/);
    expect(text).toContain('[B]'.repeat(kind === 'CSV' ? 1 : 0));
  }
});

test('sizes of the scratchpad are swept in Explore at one click', async ({ page }) => {
  await open(page);
  // The sizes of its stairs are among those that are swept, once the curve has them all.
  await expect(page.getByRole('group', { name: /on nothing is moved twice, at .*, the smallest/ })).toBeVisible();
  await page.getByRole('button', { name: 'Sweep CMEM in Explore' }).click();
  await expect(page.getByRole('tab', { name: 'Explore' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('columnheader', { name: /Spill traffic of a prefill pass/ })).toBeVisible();
  await expect(page.getByText(/^\d of 117 designs are on the frontier/)).toBeVisible();
});
