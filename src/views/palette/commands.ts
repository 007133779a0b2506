import { HARDWARE_PRESETS } from '../../../models/hardware/presets/presets';
import { MODEL_PRESETS } from '../../../models/workload/presets/models';
import { shareOf } from '../../state/share';
import type { RidgelineState } from '../../state/store';
import { TABS, THEMES } from '../../state/ui-slice';
import { FILES, saveFile } from '../frame/save-file';
import { TAB_LABELS } from '../frame/tab-labels';
import { withPreset, type PresetKind } from '../frame/with-preset';
import { copyText } from '../parts/clipboard';
import { addressWith } from '../parts/page-address';
import type { Command } from './command';
import { namingCommands, settingCommands } from './field-commands';
import { matching } from './match';

const MOST = 40;

/** What can be done for a query, best first: fields that it sets, then commands, presets and fields that it names. */
export function commandsFor(state: RidgelineState, query: string): readonly Command[] {
  const plain = plainCommands(state);
  if (query.trim() === '') return plain;
  const { design } = state.snapshot;
  const others = [...plain, ...presetCommands(), ...namingCommands(design)];
  const found = matching(others, ({ words, title }) => words ?? title, query);
  return [...settingCommands(design, query), ...found].slice(0, MOST);
}

function command(id: string, title: string, hint: string, run: (state: RidgelineState) => void): Command {
  return {
    ...{ id, title, hint },
    run: (state) => {
      run(state);
      return null;
    },
  };
}

function plainCommands({ tab, theme, canUndo, canRedo, pinned }: RidgelineState): readonly Command[] {
  return [
    ...TABS.filter((id) => id !== tab).map((id) =>
      command(`tab ${id}`, `Go to ${TAB_LABELS[id]}`, 'tab', ({ setTab }) => setTab(id)),
    ),
    command('pin', 'Pin this design', 'b', ({ pin }) => void pin()),
    ...(pinned.length > 0
      ? [command('unpin', 'Unpin all designs', `${pinned.length} pinned`, ({ unpinAll }) => unpinAll())]
      : []),
    ...(canUndo() ? [command('undo', 'Undo', 'Ctrl/⌘ Z', ({ undo }) => undo())] : []),
    ...(canRedo() ? [command('redo', 'Redo', 'Ctrl/⌘ Shift Z', ({ redo }) => redo())] : []),
    command('share', 'Share: copy the link', '', (state) => void copyLink(state)),
    ...FILES.map(({ kind, label, what }) =>
      command(`export ${kind}`, `Export ${label}: ${what}`, '', (state) => void save(kind, state)),
    ),
    command('machines', 'Presets of machines', 'p', ({ openDialog }) => openDialog('machines')),
    command('models', 'Presets of models', '', ({ openDialog }) => openDialog('models')),
    ...THEMES.filter((id) => id !== theme).map((id) =>
      command(`theme ${id}`, `Theme: ${id === 'system' ? 'as the system has it' : id}`, '', ({ setTheme }) =>
        setTheme(id),
      ),
    ),
    command('help', 'Help', '?', ({ openDialog }) => openDialog('help')),
  ];
}

function presetCommands(): readonly Command[] {
  const load = (kind: PresetKind, id: string, label: string): Command => ({
    id: `${kind} ${id}`,
    title: `Load ${label}`,
    hint: kind === 'machines' ? 'machine' : 'model',
    run: ({ snapshot, replaceDesign }) => {
      const refused = replaceDesign(withPreset(snapshot.design, kind, id), `${label} loaded`);
      return refused === null ? null : `${label} does not go with the rest of the design. ${refused}`;
    },
  });
  return [
    ...HARDWARE_PRESETS.map(({ id, label }) => load('machines', id, label)),
    ...MODEL_PRESETS.map(({ id, label }) => load('models', id, label)),
  ];
}

async function copyLink(state: RidgelineState): Promise<void> {
  const copied = await copyText(addressWith(shareOf(state).link));
  tell(state, copied ? 'The link is copied.' : 'The browser does not allow copying here: open Share.', copied);
}

async function save(kind: (typeof FILES)[number]['kind'], state: RidgelineState): Promise<void> {
  const problem = await saveFile(kind, state);
  if (problem !== '') tell(state, problem, false);
}

function tell({ tell: notify }: RidgelineState, text: string, ok: boolean): void {
  notify({ id: 'command', tone: ok ? 'info' : 'problem', text, details: [], action: null });
}
