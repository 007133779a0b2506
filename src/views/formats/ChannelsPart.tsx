import { useCallback } from 'react';
import type { ChannelValues } from '../../../models/formats/lab/channels';
import type { FormatError } from '../../../models/formats/lab/measure';
import { PlotlyChart } from '../../charts/plotly/PlotlyChart';
import { violinFigure } from '../../charts/plotly/violin';
import type { ChartTheme } from '../../charts/theme';
import { SPREAD_MEASURES } from './spread-data';
import { NumberHeads } from './NumberHeads';
import { sizeText } from './numbers';
import styles from './formats.module.css';

interface ChannelsPartProps {
  readonly channels: readonly ChannelValues[];
  /** Whose errors stand beside the values. */
  readonly format: FormatError;
}

/** Values of single channels, those that stand out among them, and what a format does to each. */
export function ChannelsPart({ channels, format }: ChannelsPartProps) {
  const figure = useCallback(
    (theme: ChartTheme) =>
      violinFigure(
        {
          groups: channels.map(({ channel, values }) => ({ label: `channel ${channel}`, values })),
          yTitle: 'Value, linear',
        },
        theme,
      ),
    [channels],
  );
  return (
    <>
      <h3>Channels</h3>
      <PlotlyChart finding="Values by channel: the largest channels, and some of the others" figure={figure} />
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Channels">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Channel</th>
              <NumberHeads
                titles={[
                  'Root mean square',
                  'Largest magnitude',
                  'Crest factor',
                  ...SPREAD_MEASURES.map(({ label }) => `${label}, ${format.label}`),
                ]}
              />
            </tr>
          </thead>
          <tbody>
            {channels.map(({ channel, rootMeanSquare, largestMagnitude }) => {
              const at = format.channelIndices.indexOf(channel);
              return (
                <tr key={channel}>
                  <th scope="row">{channel}</th>
                  <td className={styles.number}>{sizeText(rootMeanSquare)}</td>
                  <td className={styles.number}>{sizeText(largestMagnitude)}</td>
                  <td className={styles.number}>{sizeText(largestMagnitude / rootMeanSquare)}</td>
                  {SPREAD_MEASURES.map(({ id, text }) => (
                    <td key={id} className={styles.number}>
                      {text(format.channels[id][at] ?? NaN)}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p className={styles.note}>
        Channels are columns of the tensor: the eight with the largest root mean square and eight that are spread
        evenly, at most 1,000 values of each in the picture.
      </p>
    </>
  );
}
