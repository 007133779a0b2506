/**
 * What a page needs at once comes in few files, which pack better than many. Models lie apart from views, because the
 * embed loads them without React; what the guide or the embed need too lies apart from what only the app needs.
 */
import { basename } from 'node:path';

/**
 * @typedef {{ readonly importers: readonly string[] }} ModuleInfo
 * @typedef {{ readonly getModuleInfo: (id: string) => ModuleInfo | null }} Modules
 */

/** All that the embed shows comes with import(), so its modules stand for its page. */
const EMBED = /\/src\/embed\//;

/**
 * The pages that import a module, directly or through others, without import(); the embed at any time.
 * @param {string} id
 * @param {Modules} modules
 */
export function pagesThatNeed(id, modules) {
  const seen = new Set([id]);
  for (const reached of seen)
    for (const importer of modules.getModuleInfo(reached)?.importers ?? []) seen.add(importer);
  const pages = [...seen].filter((reached) => reached.endsWith('.html')).map((page) => basename(page));
  return new Set([...seen].some((reached) => EMBED.test(reached)) ? [...pages, 'embed.html'] : pages);
}

/**
 * The module that a page starts with. It stays in a file of its own: it may wait for what it loads later, and that needs
 * the files of the groups.
 * @param {string} id
 * @param {Modules} modules
 */
function isEntry(id, modules) {
  return modules.getModuleInfo(id)?.importers.some((importer) => importer.endsWith('.html')) ?? false;
}

/**
 * @param {string} name
 * @param {RegExp} place
 * @param {readonly string[]} pages that all need the module at once
 */
function group(name, place, pages) {
  return {
    debugName: name,
    /** @type {(id: string, modules: Modules) => string | null} */
    name: (id, modules) => {
      if (!place.test(id) || isEntry(id, modules)) return null;
      const needing = pagesThatNeed(id, modules);
      return pages.every((page) => needing.has(page)) ? name : null;
    },
  };
}

/** In the order in which they choose their modules: a group also takes what its modules import and none before it has. */
export function chunkGroups() {
  const [app, guide, embed] = ['index.html', 'guide.html', 'embed.html'];
  return [
    group('loader', /vite\/(preload-helper|modulepreload-polyfill)/, [app]),
    group('models-common', /\/models\//, [app, guide, embed]),
    group('models', /\/models\//, [app, embed]),
    group('models-start', /\/models\//, [app, guide]),
    group('models-app', /\/models\//, [app]),
    group('page-common', /\/(src|node_modules)\//, [app, guide]),
    group('page', /\/(src|node_modules)\//, [app]),
  ];
}

const WORKER = /\.worker\.ts$/;

/**
 * What a worker starts with comes in one file beside its own, which packs better than many: without it, modules that parts
 * loaded later share with the start each get a file.
 */
export function workerGroups() {
  return [
    {
      debugName: 'worker-start',
      /** @type {(id: string, modules: Modules) => string | null} */
      name: (id, modules) => {
        const seen = new Set([id]);
        for (const reached of seen)
          for (const importer of modules.getModuleInfo(reached)?.importers ?? []) seen.add(importer);
        return !WORKER.test(id) && [...seen].some((reached) => WORKER.test(reached)) ? 'worker-start' : null;
      },
    },
  ];
}
