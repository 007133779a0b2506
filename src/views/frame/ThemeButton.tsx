import { THEMES, type Theme } from '../../state/ui-slice';
import { Button } from '../parts/Button';
import { DarkThemeIcon, LightThemeIcon, SystemThemeIcon } from '../parts/icons';
import { useRidgeline, useRidgelineStore } from '../store-context';

const ICONS = { system: SystemThemeIcon, light: LightThemeIcon, dark: DarkThemeIcon } as const satisfies Record<
  Theme,
  unknown
>;
const LABELS = { system: 'as the system has it', light: 'light', dark: 'dark' } as const satisfies Record<
  Theme,
  string
>;

export function ThemeButton() {
  const { getState } = useRidgelineStore();
  const theme = useRidgeline((state) => state.theme);
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]!;
  const Icon = ICONS[theme];
  return (
    <Button
      look="icon"
      aria-label={`Theme: ${LABELS[theme]}`}
      title={`Theme: ${LABELS[theme]}; next: ${LABELS[next]}`}
      onClick={() => getState().setTheme(next)}
    >
      <Icon />
    </Button>
  );
}
