/**
 * SRAM banks of up to 128 KiB as CACTI 7 gives them: random-access memory, one bank, one read/write port of 256 bits,
 * no ECC, itrs-hp cells, 360 K. Rows of the 64-bit port are in the tests, as the other end of the span.
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
