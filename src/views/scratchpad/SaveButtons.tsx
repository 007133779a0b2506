import { Button } from '../parts/Button';

interface SaveButtonsProps {
  /** What is saved: `the schedule`. */
  readonly what: string;
  readonly saves: readonly (readonly [kind: 'SVG' | 'PNG' | 'CSV' | 'JSON', save: () => void])[];
}

export function SaveButtons({ what, saves }: SaveButtonsProps) {
  return (
    <span data-print="hide">
      {saves.map(([kind, save]) => {
        const label = `Save ${what} as ${kind}`;
        return (
          <Button key={kind} look="ghost" title={label} aria-label={label} onClick={save}>
            {kind}
          </Button>
        );
      })}
    </span>
  );
}
