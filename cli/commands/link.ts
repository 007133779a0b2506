import { encodeDesign, encodeSpace } from '../../models/design/encode-link';
import { MAX_LINK_CHARACTERS } from '../../models/design/link-format';
import { NO_PINS } from '../../models/design/pins';
import { parsePins, type ParsedPins } from '../../models/design/pins-schema';
import type { Command } from '../command';
import type { CliIo } from '../io';
import { checkDesign, checkSpace, loadJson, readLink, type Linked } from '../load';
import { jsonText, print } from '../output';
import { done, refused, type Result } from '../result';

export const linkCommand: Command = {
  name: 'link',
  takes: '<design.json | space.json | -> | --decode <url>',
  positionals: { min: 0, max: 1 },
  summary: 'Permalink of a design or space, and back',
  options: [
    { name: 'decode', value: 'URL', help: 'Print what a link holds, as JSON; the address in front of # is optional' },
    { name: 'page', value: 'URL', help: 'Address of the page, put in front of the link' },
  ],
  async run(args, io) {
    const [path] = args.positionals;
    const url = args.text('decode');
    if ((url === undefined) === (path === undefined)) return { refused: 'link: needs either a file or --decode URL' };
    if (url !== undefined) {
      const linked = readLink(url);
      if (!linked.ok) return { refused: linked.message };
      io.stdout.write(jsonText(contentOf(linked.value)));
      return { exit: 0 };
    }
    const subject = await loadEither(io, path!);
    if (!subject.ok) return { refused: subject.message };
    const { value } = subject;
    const { pins } = value;
    const hash = value.kind === 'design' ? encodeDesign(value.design, { pins }) : encodeSpace(value.space, { pins });
    if (hash.length > MAX_LINK_CHARACTERS) {
      return { refused: `link: would have ${hash.length} characters; at most ${MAX_LINK_CHARACTERS} are read back` };
    }
    const link = (args.text('page') ?? '').split('#')[0]! + hash;
    print(io, args, { json: () => ({ link }), text: () => `${link}\n` });
    return { exit: 0 };
  },
};

/** The design or space; with designs that are pinned beside it, an object that has both. */
function contentOf(linked: Linked): unknown {
  const { pins } = linked;
  if (linked.kind === 'design') return pins.designs.length === 0 ? linked.design : { design: linked.design, pins };
  return pins.designs.length === 0 ? linked.space : { space: linked.space, pins };
}

/** A file says by its own form what it holds: only a space has a base. */
async function loadEither(io: CliIo, path: string): Promise<Result<Linked>> {
  const json = await loadJson(io, path);
  if (!json.ok) return json;
  const { value } = json;
  if (typeof value !== 'object' || value === null) return refused(`${path}: must hold a design or a space`);
  const record = value as { readonly design?: unknown; readonly space?: unknown; readonly pins?: unknown };
  const pinned: ParsedPins = record.pins === undefined ? { ok: true, pins: NO_PINS } : parsePins(record.pins);
  if (!pinned.ok) return refused(pinned.message);
  const { pins } = pinned;
  if (Object.hasOwn(record, 'base') || Object.hasOwn(record, 'space')) {
    const space = checkSpace(record.space ?? record);
    return space.ok ? done({ kind: 'space', space: space.value, pins }) : space;
  }
  const design = checkDesign(record.design ?? record);
  return design.ok ? done({ kind: 'design', design: design.value, pins }) : design;
}
