import { useEffect, useState } from 'react';
import { originsOf, type InputOrigin } from '../../../models/design/comparison/origin';
import type { Design } from '../../../models/design/types';
import { loadPresetMachine } from '../design/field-source';
import type { ComparedColumn } from './columns';

export type OriginOf = (rowId: string) => InputOrigin;

/** For each design, where its machine's values are from; null until presets are loaded, and where it came from none. */
export function useOrigins(columns: readonly ComparedColumn[]): readonly (OriginOf | null)[] {
  const [known, setKnown] = useState<ReadonlyMap<Design, OriginOf | null>>(new Map());
  useEffect(() => {
    let wanted = true;
    const designs = columns.map(({ snapshot }) => snapshot.design);
    Promise.all(designs.map(loadPresetMachine)).then(
      (presets) => {
        if (!wanted) return;
        const origins = presets.map((preset, at) => (preset === null ? null : originsOf(designs[at]!, preset)));
        setKnown(new Map(designs.map((design, at) => [design, origins[at]!])));
      },
      // Without a network it is not known what differs from the presets; nothing claims to know.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [columns]);
  return columns.map(({ snapshot }) => known.get(snapshot.design) ?? null);
}
