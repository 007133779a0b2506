const FILES = import.meta.glob<string>('./fixtures/hf-configs/*.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Texts of the published config files by model, e.g. `Qwen--Qwen3-8B`. */
export const CONFIG_TEXTS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(FILES).map(([path, text]) => [path.slice(path.lastIndexOf('/') + 1, -'.json'.length), text]),
);

export function configText(model: string): string {
  const text = CONFIG_TEXTS[model];
  if (text === undefined) throw new Error(`no fixture ${model}`);
  return text;
}
