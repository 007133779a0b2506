/** Integer programmes as data: columns and rows, for any solver, and to be checked without one. */
export interface IntegerProgramme {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** The objective, which is minimised, is this plus the sum of costs times values. */
  readonly offset: number;
}

export interface Column {
  readonly name: string;
  readonly cost: number;
  readonly lower: number;
  readonly upper: number;
  readonly isInteger: boolean;
}

/** `lower <= sum of values times columns <= upper`; each column at most once. */
export interface Row {
  readonly name: string;
  readonly columns: readonly number[];
  readonly values: readonly number[];
  readonly lower: number;
  readonly upper: number;
}

export type Terms = readonly (readonly [column: number, value: number])[];

/** Collects columns and rows. A term of a column that is not there (-1) is left out; terms of one column are added up. */
export class ProgrammeBuilder {
  readonly columns: Column[] = [];
  readonly rows: Row[] = [];
  offset = 0;

  column(
    name: string,
    { cost = 0, lower = 0, upper = 1, isInteger = true }: Partial<Omit<Column, 'name'>> = {},
  ): number {
    this.columns.push({ name, cost, lower, upper, isInteger });
    return this.columns.length - 1;
  }

  row(name: string, terms: Terms, lower: number, upper: number): void {
    const sums = new Map<number, number>();
    for (const [column, value] of terms) if (column >= 0) sums.set(column, (sums.get(column) ?? 0) + value);
    const kept = [...sums].filter(([, value]) => value !== 0);
    if (kept.length === 0 && lower <= 0 && upper >= 0) return;
    this.rows.push({
      name,
      columns: kept.map(([column]) => column),
      values: kept.map(([, value]) => value),
      lower,
      upper,
    });
  }

  atMost(name: string, terms: Terms, upper: number): void {
    this.row(name, terms, -Infinity, upper);
  }

  atLeast(name: string, terms: Terms, lower: number): void {
    this.row(name, terms, lower, Infinity);
  }

  equal(name: string, terms: Terms, value: number): void {
    this.row(name, terms, value, value);
  }

  finish(): IntegerProgramme {
    return { columns: this.columns, rows: this.rows, offset: this.offset };
  }
}

export function objectiveOf({ columns, offset }: IntegerProgramme, values: ArrayLike<number>): number {
  return columns.reduce((sum, { cost }, column) => sum + cost * values[column]!, offset);
}

/** Names of the rows and columns whose bounds these whole values break. */
export function brokenBy({ columns, rows }: IntegerProgramme, values: ArrayLike<number>): readonly string[] {
  const outside = columns.flatMap(({ name, lower, upper }, column) => {
    return values[column]! < lower || values[column]! > upper ? [name] : [];
  });
  const broken = rows.flatMap(({ name, columns: used, values: factors, lower, upper }) => {
    const sum = used.reduce((total, column, index) => total + factors[index]! * values[column]!, 0);
    return sum < lower || sum > upper ? [name] : [];
  });
  return [...outside, ...broken];
}
