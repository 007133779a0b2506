/** What every exported file carries, so that its numbers can be traced and made again. */
export interface FigureSource {
  /** Address that opens the same design or space. */
  readonly permalink: string;
  readonly appVersion: string;
  /** Of the presets' data and of the models' figures. */
  readonly dataVersion: string;
  /** Units of the numbers, by name of the column or axis. */
  readonly units: Readonly<Record<string, string>>;
}

/** One line for people: where a file came from. */
export function sourceLine({ permalink, appVersion, dataVersion }: FigureSource): string {
  return `Ridgeline ${appVersion}, data ${dataVersion}, ${permalink}`;
}

/** A name that every file system takes, from a title that anybody may have chosen. */
export function fileName(title: string, extension: 'svg' | 'png' | 'csv' | 'json'): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return `${words === '' ? 'ridgeline' : words}.${extension}`;
}
