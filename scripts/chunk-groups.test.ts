import { describe, expect, it } from 'vitest';
import { chunkGroups, pagesThatNeed } from './chunk-groups.mjs';

const IMPORTERS: Readonly<Record<string, readonly string[]>> = {
  '/app/models/units.ts': ['/app/models/engine.ts', '/app/src/guide/main.tsx'],
  '/app/models/engine.ts': ['/app/src/main.tsx', '/app/models/units.ts'],
  '/app/models/rare.ts': ['/app/src/lazy.tsx'],
  '/app/src/views/App.tsx': ['/app/src/main.tsx'],
  '/app/src/main.tsx': ['/app/index.html'],
  '/app/src/guide/main.tsx': ['/app/guide.html'],
  '/app/models/presets.ts': ['/app/src/main.tsx'],
  '/app/models/link.ts': ['/app/src/main.tsx', '/app/src/embed/show-link.ts'],
};
const modules = { getModuleInfo: (id: string) => ({ importers: IMPORTERS[id] ?? [] }) };
const groupOf = (id: string) => chunkGroups().map(({ name }) => name(id, modules)).find((name) => name !== null); // prettier-ignore

describe('which file of the build a module goes to', () => {
  it('follows from the pages that need it at once, cycles included', () => {
    expect(pagesThatNeed('/app/models/engine.ts', modules)).toEqual(new Set(['index.html', 'guide.html']));
    expect(pagesThatNeed('/app/src/main.tsx', modules)).toEqual(new Set(['index.html']));
    expect(pagesThatNeed('/app/models/rare.ts', modules)).toEqual(new Set());
  });

  it('keeps models apart from views, and what is loaded later out of both', () => {
    expect(groupOf('/app/models/units.ts')).toBe('models-start');
    expect(groupOf('/app/models/presets.ts')).toBe('models-app');
    expect(groupOf('/app/src/views/App.tsx')).toBe('page');
    expect(groupOf('/app/src/guide/main.tsx')).toBeUndefined();
    expect(groupOf('/app/models/rare.ts')).toBeUndefined();
  });

  it('leaves entries alone: they may wait for files that need the groups', () => {
    expect(groupOf('/app/src/main.tsx')).toBeUndefined();
  });

  it('spares the embed what it does not show, though it shows all with import()', () => {
    expect(pagesThatNeed('/app/models/link.ts', modules)).toEqual(new Set(['index.html', 'embed.html']));
    expect(groupOf('/app/models/link.ts')).toBe('models');
  });
});
