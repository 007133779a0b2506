/** Rules that give a module, or some of its layers, a format of their own. */
import type { Design, FormatRule } from './types';

type Match = FormatRule['match'];

/** Rules for one module or some layers; those for a role alone have fields of their own. */
export function exceptionsOf({ formats }: Pick<Design, 'formats'>): readonly FormatRule[] {
  return formats.filter(isException);
}

/**
 * The design with a rule. It takes the place of the one with the same match, else it comes last and wins over all that
 * match the same tensors.
 */
export function withFormatRule(design: Design, rule: FormatRule): Design {
  const at = design.formats.findIndex(({ match }) => isSameMatch(match, rule.match));
  const formats = at < 0 ? [...design.formats, rule] : design.formats.with(at, rule);
  return { ...design, formats };
}

export function withoutFormatRule(design: Design, match: Match): Design {
  return { ...design, formats: design.formats.filter((rule) => !isSameMatch(rule.match, match)) };
}

/** The design with these exceptions and no others. */
export function withExceptions(design: Design, exceptions: readonly FormatRule[]): Design {
  return { ...design, formats: [...design.formats.filter((rule) => !isException(rule)), ...exceptions] };
}

function isException({ match }: FormatRule): boolean {
  return match.module !== undefined || match.layers !== undefined;
}

function isSameMatch(a: Match, b: Match): boolean {
  return (
    a.module === b.module && a.role === b.role && a.layers?.from === b.layers?.from && a.layers?.to === b.layers?.to
  );
}
