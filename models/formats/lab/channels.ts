/** Channels (columns) of a tensor: which stand out, and how their values spread. */

export interface ChannelValues {
  readonly channel: number;
  readonly rootMeanSquare: number;
  readonly largestMagnitude: number;
  /** At most `MOST_VALUES`, spread evenly over the rows. */
  readonly values: Float64Array;
}

const MOST_VALUES = 1000;

/** Channels whose errors are measured: at most `most` spread evenly, and those with the largest root mean square. */
export function channelsOf(
  tensor: Float32Array,
  columns: number,
  most: number,
  standingOut: number,
): readonly number[] {
  const shown = Math.min(columns, most);
  const evenly = Array.from({ length: shown }, (_, i) => Math.floor(((i + 0.5) * columns) / shown));
  return [...new Set([...evenly, ...largestChannels(tensor, columns, standingOut)])].sort((a, b) => a - b);
}

/** Largest root mean square first, of equals the first; channels that hold what is no number are left out. */
export function largestChannels(tensor: Float32Array, columns: number, count: number): readonly number[] {
  const power = new Float64Array(columns);
  for (let at = 0; at < tensor.length; at++) power[at % columns]! += tensor[at]! * tensor[at]!;
  const largest: number[] = [];
  for (let channel = 0; channel < columns; channel++) {
    if (!(power[channel]! > (power[largest[count - 1] ?? -1] ?? -1))) continue;
    const place = largest.findIndex((other) => power[other]! < power[channel]!);
    largest.splice(place < 0 ? largest.length : place, 0, channel);
    largest.length = Math.min(largest.length, count);
  }
  return largest;
}

export function channelValues(tensor: Float32Array, columns: number, channel: number): ChannelValues {
  const rows = Math.ceil((tensor.length - channel) / columns);
  const shown = Math.min(rows, MOST_VALUES);
  const values = Float64Array.from({ length: shown }, (_, i) => tensor[Math.floor((i * rows) / shown) * columns + channel]!); // prettier-ignore
  let power = 0;
  let largestMagnitude = 0;
  for (let at = channel; at < tensor.length; at += columns) {
    power += tensor[at]! * tensor[at]!;
    largestMagnitude = Math.max(largestMagnitude, Math.abs(tensor[at]!));
  }
  return { channel, rootMeanSquare: Math.sqrt(power / rows), largestMagnitude, values };
}
