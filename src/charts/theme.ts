/**
 * Colours of the charts. On the page they are custom properties (`charts.css`), so that a change of theme redraws
 * nothing; an exported or embedded figure carries the concrete colours of the theme it was asked for.
 *
 * Categories are those of Okabe and Ito (https://jfly.uni-koeln.de/color/), darkened or lightened where a mark needs a
 * contrast of 3:1 on its surface.
 */
export interface ChartTheme {
  /** Behind the plot. */
  readonly surface: string;
  /** Behind a tooltip. */
  readonly panel: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly inkFaint: string;
  readonly grid: string;
  readonly axis: string;
  readonly accent: string;
  readonly limit: string;
  readonly blue: string;
  readonly vermilion: string;
  readonly green: string;
  readonly purple: string;
  readonly yellow: string;
  readonly sky: string;
}

export type ThemeName = 'light' | 'dark';
export type CategoryColour = 'blue' | 'vermilion' | 'green' | 'purple' | 'yellow' | 'sky';

export const LIGHT: ChartTheme = {
  surface: '#f7f7f5',
  panel: '#ffffff',
  ink: '#1c1d1f',
  inkSoft: '#55585e',
  inkFaint: '#65696f',
  grid: '#e2e2de',
  axis: '#8c8f93',
  accent: '#0b63ce',
  limit: '#b3401f',
  blue: '#0072b2',
  vermilion: '#d55e00',
  green: '#008a64',
  purple: '#b65f91',
  yellow: '#a37a00',
  sky: '#2f8fc9',
};

export const DARK: ChartTheme = {
  surface: '#131517',
  panel: '#1b1e21',
  ink: '#e9eaeb',
  inkSoft: '#aeb4ba',
  inkFaint: '#8f969d',
  grid: '#272c30',
  axis: '#6b7279',
  accent: '#6db1ff',
  limit: '#ff9070',
  blue: '#56a8e0',
  vermilion: '#ff8c42',
  green: '#2fc79b',
  purple: '#e29cc3',
  yellow: '#e6c029',
  sky: '#8fd0f5',
};

/** Print wants white paper. */
export const PRINT: ChartTheme = { ...LIGHT, surface: '#ffffff' };

export const THEMES: Readonly<Record<ThemeName, ChartTheme>> = { light: LIGHT, dark: DARK };

export const THEME_ROLES = Object.keys(LIGHT) as readonly (keyof ChartTheme)[];

/** Custom property of a colour: `inkSoft` is `--chart-ink-soft`. */
export function themeVariable(role: keyof ChartTheme): string {
  return `--chart-${role.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** The theme of the page around the chart, whichever that is. */
export const PAGE = Object.fromEntries(
  THEME_ROLES.map((role) => [role, `var(${themeVariable(role)})`]),
) as unknown as ChartTheme;

export const CATEGORIES: readonly CategoryColour[] = ['blue', 'vermilion', 'green', 'purple', 'yellow', 'sky'];

/** Colour of the density of designs. Its alpha says how many, so that it reads on both surfaces. */
export const DENSITY_RGB = [43, 123, 216] as const;

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
