import { useMemo } from 'react';
import '../charts.css';
import { PAGE } from '../theme';
import { layoutStackedBar, type StackedBarData } from './stacked-layout';

/** Parts of a whole, or of what there is room for, with their names and values below. */
export function StackedBar({ data }: { readonly data: StackedBarData }) {
  const layout = useMemo(() => layoutStackedBar(data), [data]);
  const percent = (share: number) => `${share * 100}%`;
  return (
    <div className="chart-stack">
      <svg className="chart-stack-bar" role="img" aria-label={layout.finding} width="100%" height={14}>
        <rect width="100%" height={14} fill={PAGE.grid} />
        {layout.placed.map((part) => (
          <rect
            key={part.label}
            x={percent(part.from)}
            width={percent(part.to - part.from)}
            height={14}
            fill={PAGE[part.colour]}
            stroke={PAGE.surface}
            strokeWidth={1}
          />
        ))}
        {layout.isOver && layout.capacityAt !== null && (
          <line
            x1={percent(layout.capacityAt)}
            x2={percent(layout.capacityAt)}
            y1={0}
            y2={14}
            stroke={PAGE.ink}
            strokeWidth={2}
          />
        )}
      </svg>
      <ul className="chart-stack-key" aria-hidden="true">
        {layout.placed.map((part) => (
          <li key={part.label} title={part.shareText}>
            <i style={{ background: PAGE[part.colour] }} />
            {part.label} {part.valueText}
          </li>
        ))}
        {layout.freeText !== null && <li>free {layout.freeText}</li>}
        {layout.missing.map((label) => (
          <li key={label}>{label} not known</li>
        ))}
      </ul>
    </div>
  );
}
