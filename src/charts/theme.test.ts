import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CATEGORIES, DARK, DENSITY_RGB, LIGHT, PRINT, THEME_ROLES, themeVariable, type ChartTheme } from './theme';

function channels(hex: string): readonly number[] {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(rgb: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((channel) => {
    const c = channel / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: readonly number[], b: readonly number[]): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((p, q) => q - p);
  return (light + 0.05) / (dark + 0.05);
}

const themes: readonly (readonly [string, ChartTheme])[] = [
  ['light', LIGHT],
  ['dark', DARK],
  ['print', PRINT],
];

describe.each(themes)('the %s theme', (_, theme) => {
  const behind = [theme.surface, theme.panel].map(channels);

  it.each(['ink', 'inkSoft', 'inkFaint', 'accent', 'limit'] as const)('has text in %s at 4.5:1', (role) => {
    for (const surface of behind) expect(contrast(channels(theme[role]), surface)).toBeGreaterThanOrEqual(4.5);
  });

  it.each([...CATEGORIES, 'axis'] as const)('has marks in %s at 3:1', (role) => {
    for (const surface of behind) expect(contrast(channels(theme[role]), surface)).toBeGreaterThanOrEqual(3);
  });

  it('shows the densest cell at 3:1', () => {
    for (const surface of behind) expect(contrast(DENSITY_RGB, surface)).toBeGreaterThanOrEqual(3);
  });
});

describe('charts.css', () => {
  const css = readFileSync(new URL('./charts.css', import.meta.url), 'utf8');
  const values = (role: keyof ChartTheme) =>
    [...css.matchAll(new RegExp(`${themeVariable(role)}: ([^;]+);`, 'g'))].map((match) => match[1]);

  it.each(THEME_ROLES)('gives %s the colours of the themes', (role) => {
    const [light, systemDark, forcedDark] = values(role);
    expect([light, systemDark, forcedDark]).toEqual([LIGHT[role], DARK[role], DARK[role]]);
  });
});
