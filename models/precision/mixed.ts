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
import type { MetricId } from '../evaluate/metrics';
import type { ProductMapper } from '../evaluate/product-mapper';
import { evaluateSingle } from '../evaluate/single';
import type { AccuracyModel, FormatTriple } from '../formats/accuracy/estimate';
import { publishedModelName } from '../formats/accuracy/models';
import { layerTexts } from '../workload/layer-kinds';
import type { ChoiceOption, ChoiceProblem } from './choice-problem';
import { precisionItems, type PrecisionItem } from './items';
import { layerRanges } from './layer-ranges';
import type { FormatChoices } from './uniform';

export interface MixedOption extends ChoiceOption {
  readonly formats: FormatTriple;
}

export interface MixedItem extends PrecisionItem {
  readonly options: readonly MixedOption[];
}

export interface MixedProblem {
  readonly design: Design;
  readonly cost: MetricId;
  /** The metric of the design with every item at its first option. */
  readonly baseCost: number;
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
  const { cost, choices, layerRuns } = question;
  const items = precisionItems(design, layerRanges(design.workload, layerRuns));
  const base = withItems(
    design,
    items,
    items.map(() => EVERYTHING_16_BITS),
  );
  const baseCost = evaluateSingle(base, { mapper }).metrics[cost];
  if (!Number.isFinite(baseCost))
    return { ok: false, reason: `${cost} is not known at 16 bits, so no change of it is` };
  const model = publishedModelName(design.origin.workload?.preset ?? null);
  const { sensitivity } = accuracy;
  const own = model === null ? undefined : sensitivity.byModel.get(model);
  const slope = own ?? sensitivity.typical;
  const lossOf = (item: PrecisionItem, formats: FormatTriple) =>
    slope * itemNoise(item, formats, accuracy) * (question.sensitivity?.(item) ?? 1);
  const changeOf = rememberedChanges(design, (item, formats) => {
    return evaluateSingle(withItem(base, item, formats), { mapper }).metrics[cost] - baseCost;
  });
  const mixed = items.map((item): MixedItem => {
    const options = optionsOf(item, choices).flatMap((formats): readonly MixedOption[] => {
      const loss = lossOf(item, formats);
      if (Number.isNaN(loss)) return [];
      const change = changeOf(item, formats);
      return Number.isFinite(change) ? [{ formats, cost: change, loss }] : [];
    });
    return { ...item, options };
  });
  return {
    ok: true,
    value: {
      design,
      cost,
      baseCost,
      items: mixed,
      largestLoss: slope * sensitivity.largestNoise,
      basis: own === undefined ? 'typical' : 'model',
      errorFactor: (own === undefined ? sensitivity.unknownModel : sensitivity.knownModel).ninetieth,
    },
  };
}

/** Runs of the same layers change a metric alike: each kind of run is evaluated once. */
function rememberedChanges(
  { workload }: Design,
  evaluate: (item: PrecisionItem, formats: FormatTriple) => number,
): (item: PrecisionItem, formats: FormatTriple) => number {
  const layers = layerTexts(workload);
  const known = new Map<string, number>();
  return (item, formats) => {
    const run = item.layers === null ? [] : layers.slice(item.layers.from, item.layers.to).toSorted();
    const key = JSON.stringify([item.module, run, formats.weights, formats.activations, formats.keyValues]);
    const change = known.get(key) ?? evaluate(item, formats);
    known.set(key, change);
    return change;
  };
}

const EVERYTHING_16_BITS: FormatTriple = { weights: AT_16_BITS, activations: AT_16_BITS, keyValues: AT_16_BITS };

/** 16 bits first, then every combination; the cache has a format of its own only where there is a cache. */
function optionsOf({ cacheShare }: PrecisionItem, choices: FormatChoices): readonly FormatTriple[] {
  const all = new Map<string, FormatTriple>();
  for (const keyValues of cacheShare > 0 ? [AT_16_BITS, ...choices.keyValues] : [AT_16_BITS]) {
    for (const activations of [AT_16_BITS, ...choices.activations]) {
      for (const weights of [AT_16_BITS, ...choices.weights]) {
        all.set(`${weights} ${activations} ${keyValues}`, { weights, activations, keyValues });
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
