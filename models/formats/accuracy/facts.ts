import type { AccuracySourceId } from './source-ids';
import { BITMOD_TABLES } from './tables/bitmod';
import { INT_VERSUS_FLOAT_TABLES } from './tables/int-versus-float';
import { LLAMA_CPP_TABLES } from './tables/llama-cpp';
import { OTHER_TABLES } from './tables/others';
import { QSERVE_TABLES } from './tables/qserve';
import type { AccuracyFact, AccuracyMetric, PublishedTable } from './types';

export const ACCURACY_TABLES: readonly PublishedTable[] = [
  ...INT_VERSUS_FLOAT_TABLES,
  ...BITMOD_TABLES,
  ...QSERVE_TABLES,
  ...LLAMA_CPP_TABLES,
  ...OTHER_TABLES,
];

/** Every published cell, suspect ones included and marked. */
export function accuracyFacts(): readonly AccuracyFact[] {
  return ACCURACY_TABLES.flatMap(factsOf);
}

export function factsOf(table: PublishedTable): readonly AccuracyFact[] {
  const { source, title, metric, test, models, reference, rows } = table;
  return rows.flatMap(({ name, scheme, values }) =>
    models.flatMap((model, column) => {
      const value = values[column] ?? null;
      if (value === null) return [];
      const suspect = suspicion(table, name, model);
      const at16Bits = reference === null ? 0 : (reference[column] ?? NaN);
      return [{ model, scheme, metric, test, value, reference: at16Bits, source, title, row: name, suspect }];
    }),
  );
}

/** A cell is as doubtful as the reference it is compared with. */
function suspicion({ suspects }: PublishedTable, row: string, model: string): string | null {
  return suspects.find((each) => each.model === model && (each.row === null || each.row === row))?.reason ?? null;
}

/** An absent condition matches everything. */
export interface AccuracyQuery {
  readonly source?: AccuracySourceId;
  readonly model?: string;
  readonly metric?: AccuracyMetric;
  readonly weights?: string;
  readonly activations?: string;
  readonly keyValues?: string;
  readonly method?: string;
  readonly test?: string;
  /** Cells that contradict others are left out unless they are asked for. */
  readonly withSuspects?: boolean;
}

/** The published values that match, in the order of the tables. */
export function findAccuracy(facts: readonly AccuracyFact[], query: AccuracyQuery): readonly AccuracyFact[] {
  const matches = (wanted: string | undefined, found: string) => wanted === undefined || wanted === found;
  return facts.filter(
    (fact) =>
      matches(query.source, fact.source) &&
      matches(query.model, fact.model) &&
      matches(query.metric, fact.metric) &&
      matches(query.weights, fact.scheme.weights) &&
      matches(query.activations, fact.scheme.activations) &&
      matches(query.keyValues, fact.scheme.keyValues) &&
      matches(query.method, fact.scheme.method) &&
      matches(query.test, fact.test) &&
      (query.withSuspects === true || fact.suspect === null),
  );
}
