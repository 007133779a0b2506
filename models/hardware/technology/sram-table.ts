/**
 * SRAM banks of up to 128 KiB as CACTI 7 gives them: random-access memory, one bank, one read/write port of 256 bits,
 * no ECC, itrs-hp cells, 360 K. A 64-bit port costs up to 3 times as much per byte read.
 *
 * Source: `cacti7` in `provenance.ts`. Beyond 128 KiB the sweep goes on as single banks, which no designer builds.
 */

/** One bank: energy of one access of `SRAM_ACCESS_BYTES`, leakage, area. */
export interface SramBank {
  readonly kibibytes: number;
  readonly readPicojoules: number;
  readonly writePicojoules: number;
  readonly leakageMilliwatts: number;
  readonly squareMillimetres: number;
}

export const SRAM_ACCESS_BYTES = 32;

type Row = readonly [kibibytes: number, readPj: number, writePj: number, leakageMw: number, mm2: number];

const bank = ([kibibytes, readPicojoules, writePicojoules, leakageMilliwatts, squareMillimetres]: Row): SramBank => ({
  kibibytes,
  readPicojoules,
  writePicojoules,
  leakageMilliwatts,
  squareMillimetres,
});

/** By node in nanometres, smallest bank first. */
export const SRAM_BANKS: Readonly<Record<number, readonly SramBank[]>> = {
  65: (
    [
      [2, 12.6968, 17.9871, 2.96986, 0.02816],
      [8, 15.7668, 38.4567, 11.1981, 0.06437],
      [32, 37.5185, 75.4315, 41.051, 0.21589],
      [64, 53.6777, 130.092, 81.6409, 0.39997],
      [128, 104.255, 148.922, 147.994, 0.76872],
    ] as const
  ).map(bank),
  45: (
    [
      [2, 7.22116, 10.007, 2.64188, 0.01346],
      [8, 9.0578, 21.1564, 9.96379, 0.0308],
      [32, 21.6778, 41.414, 37.1837, 0.10342],
      [64, 31.3389, 71.1787, 73.9528, 0.19165],
      [128, 56.2922, 66.4696, 134.971, 0.47378],
    ] as const
  ).map(bank),
  32: (
    [
      [2, 3.85576, 5.35155, 1.42441, 0.00683],
      [8, 4.96566, 11.4447, 5.36537, 0.01561],
      [32, 12.2378, 22.4613, 19.7723, 0.05234],
      [64, 18.0926, 38.7317, 39.3182, 0.09696],
      [128, 31.8612, 36.2849, 71.6069, 0.23979],
    ] as const
  ).map(bank),
  22: (
    [
      [2, 1.93812, 2.70638, 0.71806, 0.00324],
      [8, 2.58545, 5.88596, 2.66426, 0.00738],
      [32, 6.61704, 11.5921, 9.47912, 0.02474],
      [64, 10.7988, 15.7739, 18.9582, 0.06743],
      [128, 17.0912, 18.6626, 34.6925, 0.11338],
    ] as const
  ).map(bank),
};

type OtherRow = readonly [kibibytes: number, readPj: number, writePj: number];

/**
 * The same bank by another build of CACTI 7, built apart from the first: the other end of the span, never mixed in.
 * It was not run at 32 nm.
 */
export const OTHER_BUILD: Readonly<Record<number, readonly OtherRow[]>> = {
  65: [[4, 16.5537, 29.0301], [16, 23.5308, 75.1564], [64, 85.4557, 110.161], [256, 177.447, 227.696]],
  45: [[4, 9.39721, 16.0236], [16, 13.5701, 41.1501], [64, 36.2792, 81.0989], [256, 99.7503, 123.173]],
  22: [[4, 2.60278, 4.41667], [16, 4.07152, 11.583], [64, 12.5212, 18.1181], [256, 29.3589, 31.1268]],
}; // prettier-ignore

/** Picojoules of a read and of a write of a bank by the other build; null where it was not run. */
export function otherBuild(nodeNm: number, kibibytes: number): readonly [read: number, write: number] | null {
  const rows = OTHER_BUILD[nodeNm];
  const [first] = rows ?? [];
  if (rows === undefined || first === undefined) return null;
  const above = Math.max(
    1,
    rows.findIndex(([size]) => size >= kibibytes),
  );
  const [a, b] = [rows[above - 1] ?? first, rows[above] ?? first];
  const t = Math.max(0, (kibibytes - a[0]) / (b[0] - a[0]));
  return [a[1] + t * (b[1] - a[1]), a[2] + t * (b[2] - a[2])];
}
