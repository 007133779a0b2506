/**
 * Mixed precision: formats for each module of each range of layers, so that time, energy or memory is least under a budget
 * of perplexity.
 *
 * Costs come from the engine: what a metric changes when one item alone leaves its first option. They add up exactly
 * where items do not share a maximum (one pipeline stage, no overlap of collectives, memory of one phase); the chosen
 * design is evaluated as a whole, and the difference is shown. Losses are an assumption: the noise of an item counts by
 * its share of the products, so that one pair of formats everywhere gives the estimate of the whole model.
 */
import type { Design, FormatRule } from '../design/types';
import type { MetricId } from '../evaluate/metrics/metrics';
import type { ProductMapper } from '../evaluate/mapped/product-mapper';
import { evaluateSingle } from '../evaluate/single';
import type { AccuracyModel, FormatTriple } from '../formats/accuracy/estimate';
import { publishedModelName } from '../formats/accuracy/models';
import { formatOf } from '../evaluate/formats-of';
import { layerTexts } from '../workload/layer-kinds';
import type { TensorRole } from '../workload/types';
import type { ChoiceOption, ChoiceProblem } from './choice-problem';
import type { FormatChoices, MixedBase } from './choices';
import { precisionItems, type PrecisionItem } from './items';
import { layerRanges } from './layer-ranges';

export interface MixedOption extends ChoiceOption {
  readonly formats: FormatTriple;
}

export interface MixedItem extends PrecisionItem {
  readonly options: readonly MixedOption[];
}

export interface MixedProblem {
  readonly design: Design;
  readonly cost: MetricId;
  readonly base: MixedBase;
  /** The metric of the design with every item at its first option. */
  readonly baseCost: number;
  /** Logarithm of its ratio of perplexity to that at 16 bits; 0 for BF16. */
  readonly baseLoss: number;
  readonly items: readonly MixedItem[];
  /** Logarithm of the ratio of perplexity to which the fit reaches. */
  readonly largestLoss: number;
  readonly basis: 'model' | 'typical';
  /** Factor on a loss that nine of ten left-out points stay within. */
  readonly errorFactor: number;
}

export interface MixedQuestion {
  readonly cost: MetricId;
  readonly choices: FormatChoices;
  /** Runs of layers that may differ. */
  readonly layerRuns: number;
  /** BF16 unless given. */
  readonly base?: MixedBase;
  /** Factors on the noise of an item; 1 where nothing better is known. */
  readonly sensitivity?: (item: PrecisionItem) => number;
}

/** A problem, or the sentence that says why there is none. */
export type Posed =
  { readonly ok: true; readonly value: MixedProblem } | { readonly ok: false; readonly reason: string };

/** The format that everything has where nothing is chosen: no noise. */
const AT_16_BITS = 'bf16';

/** Evaluates the design once for each option of each item. */
export function poseMixedProblem(
  design: Design,
  question: MixedQuestion,
  accuracy: AccuracyModel,
  mapper: ProductMapper | null = null,
): Posed {
  const { cost, choices, layerRuns, base = 'bf16' } = question;
  const borders = base === 'design' ? rangeBorders(design.formats) : [];
  const items = precisionItems(design, layerRanges(design.workload, layerRuns, borders));
  const bases = items.map((item) => (base === 'design' ? formatsOfItem(design, item) : EVERYTHING_16_BITS));
  const start = withItems(design, items, bases);
  const baseCost = evaluateSingle(start, { mapper }).metrics[cost];
  if (!Number.isFinite(baseCost)) {
    const what = base === 'bf16' ? 'at 16 bits' : 'of the design';
    return { ok: false, reason: `${cost} is not known ${what}, so no change of it is` };
  }
  const model = publishedModelName(design.origin.workload?.preset ?? null);
  const { sensitivity } = accuracy;
  const own = model === null ? undefined : sensitivity.byModel.get(model);
  const slope = own ?? sensitivity.typical;
  const lossOf = (item: PrecisionItem, formats: FormatTriple) =>
    slope * itemNoise(item, formats, accuracy) * (question.sensitivity?.(item) ?? 1);
  const unknown = items.findIndex((item, i) => Number.isNaN(lossOf(item, bases[i]!)));
  if (unknown >= 0) return { ok: false, reason: noBase(items[unknown]!, bases[unknown]!) };
  const changeOf = rememberedChanges(design, (item, formats) => {
    return evaluateSingle(withItem(start, item, formats), { mapper }).metrics[cost] - baseCost;
  });
  const mixed = items.map((item, i): MixedItem => {
    const options = optionsOf(item, choices, bases[i]!).flatMap((formats): readonly MixedOption[] => {
      const loss = lossOf(item, formats);
      if (Number.isNaN(loss)) return [];
      const change = changeOf(item, formats, bases[i]!);
      return Number.isFinite(change) ? [{ formats, cost: change, loss }] : [];
    });
    return { ...item, options };
  });
  return {
    ok: true,
    value: {
      design,
      cost,
      base,
      baseCost,
      baseLoss: items.reduce((sum, item, i) => sum + lossOf(item, bases[i]!), 0),
      items: mixed,
      largestLoss: slope * sensitivity.largestNoise,
      basis: own === undefined ? 'typical' : 'model',
      errorFactor: (own === undefined ? sensitivity.unknownModel : sensitivity.knownModel).ninetieth,
    },
  };
}

/** Layers where a rule of the design begins or ends to count. */
function rangeBorders(rules: readonly FormatRule[]): readonly number[] {
  return rules.flatMap(({ match: { layers } }) => (layers === undefined ? [] : [layers.from, layers.to]));
}

/** The formats that an item has now: all layers of its range alike. The head counts as of the first layer. */
function formatsOfItem({ formats }: Design, { module, layers, cacheShare }: PrecisionItem): FormatTriple {
  const of = (role: TensorRole) => formatOf(formats, module, role, layers?.from ?? 0).id;
  return {
    weights: of('weight'),
    activations: of('activation'),
    keyValues: cacheShare > 0 ? of('kv') : AT_16_BITS,
  };
}

function noBase({ module }: PrecisionItem, { weights, activations, keyValues }: FormatTriple): string {
  return `the noise of ${weights}, ${activations} and ${keyValues} (${module}) is not known or beyond what published values reach, so the formats of the design can not be the start`;
}

/** Runs of the same layers change a metric alike from the same base: each kind of run is evaluated once. */
function rememberedChanges(
  { workload }: Design,
  evaluate: (item: PrecisionItem, formats: FormatTriple) => number,
): (item: PrecisionItem, formats: FormatTriple, base: FormatTriple) => number {
  const layers = layerTexts(workload);
  const known = new Map<string, number>();
  return (item, formats, base) => {
    const run = item.layers === null ? [] : layers.slice(item.layers.from, item.layers.to).toSorted();
    const key = JSON.stringify([item.module, run, tripleText(formats), tripleText(base)]);
    const change = known.get(key) ?? evaluate(item, formats);
    known.set(key, change);
    return change;
  };
}

const EVERYTHING_16_BITS: FormatTriple = { weights: AT_16_BITS, activations: AT_16_BITS, keyValues: AT_16_BITS };

function tripleText({ weights, activations, keyValues }: FormatTriple): string {
  return `${weights} ${activations} ${keyValues}`;
}

/** The base first, then every combination; the cache has a format of its own only where there is a cache. */
function optionsOf({ cacheShare }: PrecisionItem, choices: FormatChoices, base: FormatTriple): readonly FormatTriple[] {
  const all = new Map<string, FormatTriple>();
  for (const keyValues of cacheShare > 0 ? [base.keyValues, AT_16_BITS, ...choices.keyValues] : [AT_16_BITS]) {
    for (const activations of [base.activations, AT_16_BITS, ...choices.activations]) {
      for (const weights of [base.weights, AT_16_BITS, ...choices.weights]) {
        const formats = { weights, activations, keyValues };
        all.set(tripleText(formats), formats);
      }
    }
  }
  return [...all.values()];
}

/** Noise of an item as it enters the whole model's; NaN where a format's is not known or beyond what was fitted. */
function itemNoise(
  item: PrecisionItem,
  formats: FormatTriple,
  { sensitivity, cacheShare, noise }: AccuracyModel,
): number {
  const of = (operands: keyof FormatTriple) => noise.of(formats[operands], operands)?.value ?? NaN;
  const products = of('weights') + of('activations');
  if (!(products <= sensitivity.largestNoise)) return NaN;
  return item.productShare * products + item.cacheShare * cacheShare.value * of('keyValues');
}

/** The integer programme of a budget of ln(perplexity / perplexity at 16 bits), no larger than what was fitted. */
export function choiceProblemOf({ items, largestLoss }: MixedProblem, budget: number): ChoiceProblem {
  return { items: items.map(({ options }) => options), budget: Math.min(budget, largestLoss) };
}

/** The design with the chosen option of every item. */
export function chosenDesign({ design, items }: MixedProblem, chosen: readonly number[]): Design {
  const formats = items.map(({ options }, item) => options[chosen[item] ?? -1]?.formats ?? EVERYTHING_16_BITS);
  return withItems(design, items, formats);
}

/** Rules of single modules come after those for a role alone, so they win; those of the same items are replaced. */
function withItems(design: Design, items: readonly PrecisionItem[], formats: readonly FormatTriple[]): Design {
  return items.reduce(
    (changed, item, position) => withItem(changed, item, formats[position] ?? EVERYTHING_16_BITS),
    design,
  );
}

function withItem(design: Design, item: PrecisionItem, formats: FormatTriple): Design {
  const rules = itemRules(item, formats);
  const key = (rule: FormatRule) => JSON.stringify([rule.match.module, rule.match.role, rule.match.layers]);
  const replaced = new Set(rules.map(key));
  return { ...design, formats: [...design.formats.filter((rule) => !replaced.has(key(rule))), ...rules] };
}

function itemRules({ module, layers, cacheShare }: PrecisionItem, formats: FormatTriple): readonly FormatRule[] {
  const where = layers === null ? { module } : { module, layers };
  const rules: FormatRule[] = [
    { match: { ...where, role: 'weight' }, format: formats.weights },
    { match: { ...where, role: 'activation' }, format: formats.activations },
  ];
  if (cacheShare > 0) rules.push({ match: { ...where, role: 'kv' }, format: formats.keyValues });
  return rules;
}
