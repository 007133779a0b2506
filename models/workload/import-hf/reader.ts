import { isJsonObject, refuse, type JsonObject, type Refusal } from './json';

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** A value as a message shows it: short, and of the right type for the eye. */
function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}...` : value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : 'an object';
}

/**
 * Reads the fields of one config object, remembers which were read, and keeps the first problem.
 *
 * A field that is missing or out of range yields its range's minimum, so that a family reads on without checks at
 * every line; the importer looks at `problem` before it uses anything.
 */
export class ConfigReader {
  readonly notes: string[] = [];
  private firstProblem: Refusal | null = null;
  private readonly read = new Set<string>();

  /** `defaults`: what the model type's own code takes for a field that its file leaves out. */
  constructor(
    private readonly config: JsonObject,
    private readonly path: string,
    private readonly defaults: Readonly<Record<string, number>> = {},
  ) {}

  get problem(): Refusal | null {
    return this.firstProblem;
  }

  fail(name: string, reason: string): void {
    this.firstProblem ??= refuse(this.path + name, `${this.path}${name} ${reason}`);
  }

  note(text: string): void {
    if (!this.notes.includes(text)) this.notes.push(text);
  }

  /** The value of a field, null when it is absent or null. */
  value(name: string): unknown {
    this.read.add(name);
    return Object.hasOwn(this.config, name) ? (this.config[name] ?? null) : null;
  }

  has(name: string): boolean {
    return this.value(name) !== null;
  }

  /** Marks fields that are understood and change nothing that is modelled. */
  acknowledge(...names: readonly string[]): void {
    for (const name of names) this.read.add(name);
  }

  /** Fields that nobody asked for. */
  unread(): readonly string[] {
    return Object.keys(this.config).filter((name) => !this.read.has(name));
  }

  private checkedInteger(name: string, value: unknown, range: Range): number {
    if (typeof value === 'number' && Number.isInteger(value) && value >= range.min && value <= range.max) return value;
    this.fail(name, `must be a whole number from ${range.min} to ${range.max}, not ${shown(value)}.`);
    return range.min;
  }

  integer(name: string, range: Range): number {
    const value = this.value(name);
    const fallback = Object.hasOwn(this.defaults, name) ? this.defaults[name] : undefined;
    if (value === null && fallback !== undefined) {
      this.note(`${name} is absent: ${fallback}, the default of its model type, is used.`);
      return fallback;
    }
    if (value === null) {
      this.fail(name, `is missing; it must be a whole number from ${range.min} to ${range.max}.`);
      return range.min;
    }
    return this.checkedInteger(name, value, range);
  }

  integerOr<T extends number | null>(name: string, range: Range, fallback: T): number | T {
    const value = this.value(name);
    if (value !== null) return this.checkedInteger(name, value, range);
    return Object.hasOwn(this.defaults, name) ? this.integer(name, range) : fallback;
  }

  /** One size that goes by several names; null when none is there. Names that disagree are a problem. */
  integerByAnyName(names: readonly string[], range: Range): number | null {
    const present = names.filter((name) => this.has(name));
    const values = present.map((name) => this.integer(name, range));
    const other = values.findIndex((value) => value !== values[0]);
    if (other > 0)
      this.fail(present[other]!, `is ${values[other]} but ${present[0]} is ${values[0]}; they must agree.`);
    return values[0] ?? null;
  }

  numberOr(name: string, range: Range, fallback: number): number {
    const value = this.value(name);
    if (value === null) return fallback;
    if (typeof value === 'number' && value >= range.min && value <= range.max) return value;
    this.fail(name, `must be a number from ${range.min} to ${range.max}, not ${shown(value)}.`);
    return range.min;
  }

  flag(name: string, fallback: boolean): boolean {
    const value = this.value(name);
    if (value === null) return fallback;
    if (typeof value !== 'boolean') this.fail(name, `must be true or false, not ${shown(value)}.`);
    return value === true;
  }

  text(name: string): string | null {
    const value = this.value(name);
    if (value === null) return null;
    if (typeof value === 'string') return value;
    this.fail(name, `must be a text, not ${shown(value)}.`);
    return null;
  }

  object(name: string): JsonObject | null {
    const value = this.value(name);
    if (value === null) return null;
    if (isJsonObject(value)) return value;
    this.fail(name, `must be an object, not ${shown(value)}.`);
    return null;
  }

  private list(name: string, length: number | null): readonly unknown[] | null {
    const value = this.value(name);
    if (value === null) return null;
    if (!Array.isArray(value)) {
      this.fail(name, `must be a list, not ${shown(value)}.`);
      return null;
    }
    if (length !== null && value.length !== length) {
      this.fail(name, `must have one entry for each of the ${length} layers, not ${value.length}.`);
      return null;
    }
    return value as readonly unknown[];
  }

  /** A list of whole numbers; with `length`, one for each layer. */
  integers(name: string, range: Range, length: number | null): readonly number[] | null {
    return this.list(name, length)?.map((value) => this.checkedInteger(name, value, range)) ?? null;
  }

  /** A list of words, one for each layer. */
  words<T extends string>(name: string, allowed: readonly T[], length: number): readonly T[] | null {
    const list = this.list(name, length);
    if (list === null) return null;
    const words = list.map((value) => allowed.find((word) => word === value));
    const unknown = words.indexOf(undefined);
    if (unknown >= 0) {
      this.fail(name, `may hold ${allowed.join(', ')} for this model type, not ${shown(list[unknown])}.`);
      return null;
    }
    return words.filter((word) => word !== undefined);
  }
}
