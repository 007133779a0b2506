/** Designs that are compared: files, links with all that is pinned in them, presets. */
import { MAX_PINS } from '../models/design/pins';
import { designFromPresets } from '../models/design/presets/design-from-presets';
import type { Design } from '../models/design/types';
import type { CliIo } from './io';
import { isLink, loadDesign, readLink } from './load';
import { done, refused, type Result } from './result';

/** `tpu-v4+llama-3.1-8b`: an accelerator and a model, both presets. */
const PRESETS = /^([\w.-]+)\+([\w.-]+)$/;

/** The designs of all sources, in their order; those pinned in a link come before its own. */
export async function comparedDesigns(sources: readonly string[], io: CliIo): Promise<Result<readonly Design[]>> {
  const designs: Design[] = [];
  for (const source of sources) {
    const found = await designsOf(source, io);
    if (!found.ok) return found;
    designs.push(...found.value);
  }
  if (designs.length < 2) return refused('compare: needs at least two designs');
  if (designs.length > MAX_PINS + 1) {
    return refused(`compare: takes at most ${MAX_PINS + 1} designs; these sources hold ${designs.length}`);
  }
  return done(designs);
}

async function designsOf(source: string, io: CliIo): Promise<Result<readonly Design[]>> {
  if (isLink(source)) {
    const linked = readLink(source);
    if (!linked.ok) return linked;
    const { value } = linked;
    return done([...value.pins.designs, value.kind === 'design' ? value.design : value.space.base]);
  }
  const [, hardware, model] = PRESETS.exec(source) ?? [];
  const preset = hardware === undefined || model === undefined ? null : designFromPresets(hardware, model);
  if (preset !== null) return done([preset]);
  const design = await loadDesign(io, source);
  return design.ok ? done([design.value]) : refused(`${source}: ${design.message}`);
}
