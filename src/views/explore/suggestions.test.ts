import { describe, expect, it } from 'vitest';
import { designFromPresets } from '../../../models/design/presets/design-from-presets';
import { axisIssues } from '../../../models/design/space-checks';
import { explainDesign } from '../../../models/evaluate/explain/explain';
import { HARDWARE_PRESETS } from '../../../models/hardware/presets/presets';
import { suggestionsFor } from './suggestions';

describe('suggested spaces', () => {
  it.each(HARDWARE_PRESETS.map(({ id }) => id))(
    'of %s are valid, and of some ten to some hundred thousand designs',
    (id) => {
      const design = designFromPresets(id, 'llama-3.1-8b')!;
      const suggestions = suggestionsFor(design, explainDesign(design).metrics);
      expect(suggestions).toHaveLength(2);
      for (const { axes, objectives, designs } of suggestions) {
        expect(axisIssues({ base: design, axes, constraints: [], objectives })).toEqual([]);
        expect(axes.filter((axis) => 'values' in axis)).toHaveLength(4);
        expect(designs).toBeGreaterThan(30_000);
        expect(designs).toBeLessThan(300_000);
      }
    },
  );
});
