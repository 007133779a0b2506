/**
 * The words behind the figures: citations, what a boundary means, what to mind. For reports only; the numbers do not
 * need this file, so workers leave it out.
 */
import type { SourceId } from './source-ids';
import type { Boundary, Derivation } from './types';

export interface Citation {
  readonly text: string;
  /** How it was read: the document itself, or another's quotation of it. */
  readonly read: 'primary' | 'secondary';
  readonly note?: string;
}

export const CITATIONS: Readonly<Record<SourceId, Citation>> = {
  horowitz2014: {
    text: "M. Horowitz, Computing's Energy Problem, ISSCC 2014, operations in 45 nm at 0.9 V, energy and area",
    read: 'secondary',
    note: 'four independent quotations agree; the Aladdin 40 nm table gives about four times the INT32 multiply',
  },
  tpuv4i: {
    text: "Jouppi et al., Ten Lessons From Three Generations Shaped Google's TPUv4i, ISCA 2021, Table 2",
    read: 'secondary',
    note: 'a design estimate, not silicon; an A100 tensor core measures 1.4 pJ per FP16 MAC with its control',
  },
  'stillmaker-baas': {
    text: 'Stillmaker & Baas, Scaling equations for CMOS from 180 nm to 7 nm, Integration 58 (2017) 74-81, from accelergy-library-plug-in scaling.py at ba4e9dac',
    read: 'secondary',
    note: 'both nodes at 0.8 V; planar nodes from the 45 nm operations, FinFET nodes from the 7 nm ones, since the table shrinks energy tenfold between the two and the published operations only threefold',
  },
  'tsmc-n5': {
    text: 'TSMC 5nm Technology page (30 % less power than N7); Yeap et al., IEDM 2019 (1.8x logic density)',
    read: 'secondary',
    note: "the foundry's claim at the same speed, applied to the 7 nm operations",
  },
  'tsmc-n3': {
    text: 'TSMC N3 announcement of 2022-12-29 (30 to 35 % less power, 1.6 to 1.7x logic density than N5)',
    read: 'secondary',
    note: 'the cautious end of both ranges, on top of the N5 claim',
  },
  'gate-model': {
    text: 'Gate counts of arXiv:2510.25602, Table 6, times the published operation nearest in width at this node',
    read: 'primary',
    note: 'bare counts err low by 28 to 64 % against the same paper’s whole matrix units',
  },
  'unit-model': {
    text: 'Gate counts of arXiv:2510.25602, Table 6, cells fitted to its Table 5, times a published operation at this node',
    read: 'primary',
    note: 'whole units within 5 % of Table 5 relative to MXFP8; the two published operations disagree two- to fivefold',
  },
  cacti7: {
    text: 'CACTI 7, run: ram, one bank, no ECC, itrs-hp cells, 360 K, 256-bit port',
    read: 'primary',
    note: 'leakage of high-performance cells at 360 K is a worst case; low-standby-power cells leak far less',
  },
  'cacti-currents': {
    text: 'CACTI 7, tech_params of github:HewlettPackard/cacti at d2468545: off and gate currents at 360 K and supply voltages by class of transistor, as a ratio to CACTI 7 run with itrs-hp cells',
    read: 'primary',
    note: 'only leakage changes with the class; energy of an access stays that of high-performance cells',
  },
  'dally-wire': {
    text: 'Dally, published wire energy at 45 nm: 6 pJ to move 64 bits 1 mm',
    read: 'secondary',
    note: 'span: 0.121 pJ/bit/mm at 40 nm (Keckler et al., IEEE Micro 2011, Table 1), 0.4 (survey, arXiv:1207.6819)',
  },
  'n7-wire': {
    text: 'OpenTallas derivation at 097ce35f: 0.25 x 0.2 pF/mm x (0.75 V)^2 x 1.6 for repeaters = 0.045 pJ/bit/mm',
    read: 'primary',
    note: 'a formula, not silicon; an independent model has 0.038',
  },
  sc25: {
    text: "Antepara et al., Benchmark-driven Models for Energy Analysis and Attribution of GPU-Accelerated Supercomputing, SC'25, doi:10.1145/3712285.3759815",
    read: 'secondary',
    note: 'regressed from board power; the split into datapath and control is the paper’s',
  },
  'rpu-n2': {
    text: 'Reasoning Processing Unit with capacity-optimised HBM, SRAM of 32 to 512 KB at N2',
    read: 'primary',
    note: 'a design study; exact title and DOI were not read',
  },
  'wikichip-sram': {
    text: 'WikiChip on TSMC N7 (0.027 um2 cells, ISSCC 2017 12.1), N5 (0.021 um2, about 32 Mib/mm2) and N3E (31.8 Mib/mm2, IEDM 2022)',
    read: 'secondary',
    note: 'the circuits around 7 nm cells are taken in the ratio of N5',
  },
  'n2-sram': { text: "Tom's Hardware on TSMC N2: 38 Mb/mm2 of SRAM macro", read: 'secondary' },
  'leakage-assumed': {
    text: 'OpenTallas power scenarios at 097ce35f: 0.005 W/mm2 of SRAM array at N5 to N7',
    read: 'primary',
    note: 'marked as assumed there; a TPUv4i idles at 55 W as a whole',
  },
  'eyeriss-timeloop': {
    text: 'timeloop-accelergy-exercises at 2d551080, eyeriss_like energy and area reference tables, 65 nm',
    read: 'primary',
  },
  oconnor2017: {
    text: "O'Connor et al., Fine-Grained DRAM, MICRO 2017: 3.92 pJ/bit per HBM2 access with I/O and ECC",
    read: 'secondary',
    note: 'a model; span: 250 to 450 pJ per 64 bits (TPUv4i, Table 2)',
  },
  micron: { text: 'Micron ultra-bandwidth solutions page, average device power', read: 'primary' },
  'rpu-hbm3e': {
    text: 'HBM3E device figure that the capacity-optimised HBM model is validated against',
    read: 'secondary',
  },
  hygcn: { text: 'HyGCN, HPCA 2020: 7 pJ/bit, a simulation constant of the first HBM', read: 'secondary' },
  'dram-info': {
    text: 'DRAM_info at 9cab9fb7, README: tabulated figures of papers',
    read: 'secondary',
    note: 'the unit is mistyped for DDR3 and DDR4, whose figures are a 2010 projection without termination',
  },
  'accelergy-dram': {
    text: 'Accelergy CactiDRAM constant, 512 pJ per 64 bits of LPDDR4',
    read: 'primary',
    note: 'a Stanford thesis simulates 13 to 14 pJ/bit',
  },
  'aif-review': {
    text: 'A review of the AiF paper: 7 pJ/bit for LPDDR5, 7.5 for PCIe of an unstated generation',
    read: 'secondary',
    note: 'another public hardware file, of no stated node, charges LPDDR5 31 to 47 pJ/bit',
  },
  'c2c-article': { text: "Why Nvidia's NVLink C2C Is Redefining GPU-CPU Interconnects", read: 'secondary' },
  'ucie-1p0': { text: 'UCIe 1.0 specification and Das Sharma overview, targets', read: 'secondary' },
  'ucie-3nm': {
    text: 'IEEE JSSC 2026, doi:10.1109/JSSC.2026.3651425, measured at 3 nm, 16 Gb/s per pin',
    read: 'secondary',
    note: 'span: targets of UCIe 1.0 and of Hot Chips 2023',
  },
  'grs-rpu': { text: 'Reasoning Processing Unit, design table: NVLink-GRS, under 10 mm', read: 'secondary' },
  'serdes-5nm': {
    text: 'VLSI 2022, doi:10.1109/VLSITechnologyandCir46769.2022.9830304: 112 Gb/s PAM4 with DSP, 5 nm',
    read: 'secondary',
  },
  'ttm-cas': {
    text: 'Time-to-Market and Chip Agility Score, supply_chain_model.py at d10ededa: wafer price, transistors per area and defects by node, yield and dies per wafer',
    read: 'primary',
    note: 'prices and densities from CSET, 2020; defects estimated there from a foundry’s slides, above what the foundry has since claimed (0.1 per cm2 at 7 and 5 nm, as quoted by others); its copy in LLMCompass has 138.2 instead of 171.3 million transistors per mm2 at 5 nm',
  },
  'cset-wafer': {
    text: 'Khan & Mann, AI Chips: What They Are and Why They Matter, CSET 2020: foundry sale price per 300 mm wafer',
    read: 'secondary',
    note: 'modelled from capital spending and mark-up as of 2020, not a price list',
  },
  llmcompass: {
    text: 'LLMCompass cost_model.py at 2e015fd2: transistors and interface areas from annotated dies of GA100 and Aldebaran',
    read: 'primary',
    note: 'fitted to two GPUs: for other kinds of machine an order of magnitude',
  },
  'dram-spot-2023': {
    text: 'LLMCompass cost_model.py at 2e015fd2: average DRAM spot prices of October 2023, 7 dollars per GB of HBM, 2.4 of DDR5',
    read: 'primary',
    note: 'prices move severalfold within a year; for HBM the breakdowns of H100 and MI300X at siliconanalysts.com (2026) and szyunze.com give 15 to 17',
  },
  act: {
    text: 'Gupta et al., ACT, ISCA 2022, tables of the public implementation at abc9fbb7 (energy, gases and materials per area; grams per GB of DRAM; 150 g per package)',
    read: 'primary',
  },
  'act-grid': {
    text: 'ACT, location_2023.yaml at b2292905: carbon intensity of the grid by country, 2023',
    read: 'primary',
    note: 'the 2022 table has 583 g/kWh for Taiwan',
  },
  'uptime-2023': {
    text: 'Uptime Institute, Global Data Center Survey 2023: average PUE 1.58',
    read: 'primary',
    note: 'an average of all sizes and ages; large new sites state 1.1 to 1.2',
  },
  'eia-2023': {
    text: 'US Energy Information Administration: average price for industrial customers in 2023, 8.06 cents per kWh',
    read: 'secondary',
  },
  'published-die': {
    text: 'die area as published for this machine',
    read: 'secondary',
    note: 'it does not follow changes of the design',
  },
  design: { text: 'the design itself', read: 'primary' },
  user: { text: 'user assumption', read: 'primary' },
};

export const BOUNDARY_TEXT: Readonly<Record<Boundary, string>> = {
  arithmetic: 'multiplier and adder alone; no registers, operand delivery, clock or control',
  bank: 'one SRAM bank up to its port; no wires',
  banks: 'SRAM banks with the wires to their port',
  wire: 'repeated wire on the chip',
  datapath: 'datapath share of a measured on-chip memory; no control',
  cells: 'bit cells and the circuits around them',
  'register-file': 'scratchpad beside one processing element',
  device: 'memory device with its interface',
  'full-path': 'device, interface, controller and on-chip path, from board power',
  interface: 'transmitters and receivers; no switches',
  density: 'leakage per area of SRAM',
  wafer: 'processed wafer as sold; no masks, design, test or packaging',
  'die-block': 'block of a die by transistor count, fitted to two GPUs',
  'memory-chip': 'DRAM devices alone; no board, no stacking on the package',
  package: 'substrate and assembly of one chip; no test',
  fab: 'making of the die or device: electricity, gases, raw materials',
  average: 'mean over many sites, not this one',
  die: 'whole compute die',
  user: 'as the user meant it',
};

export const DERIVATION_TEXT: Readonly<Record<Derivation, string>> = {
  sourced: '',
  interpolated: 'interpolated between rows of the table',
  scaled: 'scaled from another node',
  modelled: 'modelled from sourced figures',
  assumption: 'an assumption, not a published figure',
};
