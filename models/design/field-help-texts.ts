/** What fields mean, by their paths without indices and classes. Apart from the fields: read when somebody asks. */
export const FIELD_HELP: Readonly<Record<string, string>> = {
  'formats[role=weight].format': 'Format of all weights that no exception names.',
  'formats[role=activation].format': 'Format of activations between operators.',
  'formats[role=kv].format': 'Format of cached keys and values.',
  'formats[role=communication].format': 'Format of collective payloads.',
  'formats[role=state].format': 'Format of the state of state-space and linear-attention layers.',
  'deployment.decodeBatch': 'Requests that one model instance decodes together.',
  'deployment.prefillBatch':
    'Requests that one model instance prefills together; of a table of layers, inferences that run together.',
  'deployment.promptTokens': 'Tokens of the prompt of each request.',
  'deployment.outputTokens': 'Tokens generated for each request, the first included.',
  'deployment.beams': 'Beams of beam search. More than one is not modelled by every assumption set.',
  'deployment.decodeParallelism.tensor': 'Chips that share each matrix.',
  'deployment.decodeParallelism.pipeline': 'Stages that the layers are split over.',
  'deployment.decodeParallelism.expert': 'Ranks that share the experts; attention is replicated, requests split.',
  'system.network.bytesPerSecond': 'Per chip and direction. Empty: no link, so no parallelism over it.',
  'system.network.latencySeconds': 'Per message. Empty counts as none.',
  'system.network.fanOut': 'Members that this network level joins.',
  'efficiency.compute': 'Share of the peak that is reached; 1 is the bound itself.',
  'efficiency.memory': 'Share of the peak that is reached; 1 is the bound itself.',
  'efficiency.link': 'Share of the peak that is reached; 1 is the bound itself.',
  'efficiency.operatorOverheadSeconds': 'Added to every operator, such as a kernel launch.',
  'system.nodes.count': 'Chips in the system. Empty: as many as one model instance needs.',
  workload: 'A preset, or a config.json or .onnx file dropped on the page.',
  'deployment.offload': 'Stream what exceeds main memory from a tier of kind host.',
  'assumptions.base': 'Which effects count, and how.',
  'assumptions.level':
    'Roofline: peak rates and compulsory traffic. Array: folds of the systolic array and the best tile. Mapped: the best loop nest of every product over all memories. A set without the chosen level keeps its own.',
  'accelerator.matrix.dataflow':
    'What stays in the array: outputs (OS), weights (WS) or inputs (IS). Counts at level array.',
  'accelerator.matrix.datapath':
    'A unit that multiplies one pair of formats as they are, beside the classes. The Cost part of the Formats tab builds them.',
  'accelerator.matrix.macsPerCycle':
    'Multiply-accumulates of one processing element per cycle. Empty: not native, other formats are widened.',
  'accelerator.matrix.macsPerSecond':
    'Dense peak rate of the chip. Empty: not native or not verified, other formats are widened.',
  'accelerator.matrix.clockHz': 'Clock of the arrays.',
  'accelerator.vector.laneOpsPerSecond': 'Adds, multiplies or FMAs of all vector lanes per second. Empty: not timed.',
  'accelerator.vector.specialOpsPerSecond': 'Exponentials and reciprocal roots per second. Empty: not timed.',
  'accelerator.technology.nodeNm':
    'Node of the compute die. Energy and area are known for some nodes only; others are shown as missing.',
  'accelerator.technology.dramJoulesPerBit': 'Your own figure for main memory; empty: the table of DRAM types.',
  'accelerator.technology.linkJoulesPerBit': 'Your own figure for links between chips; empty: that of their type.',
  'accelerator.technology.macJoules':
    'Your own figure for a multiply-accumulate or lane operation of any format. Empty: by format and node.',
  'accelerator.technology.sramJoulesPerBit': 'Your own figure for all SRAM. Empty: by size and node.',
  'accelerator.technology.controlShare':
    "Share of the die's dynamic energy that clock, control and instructions take. Measured shares: 53 % of an A100 tensor core (0.37 of 0.70 pJ/FLOP), 79 % of its L1 (1.26 of 1.59 pJ/bit), by regression of board power (Antepara et al., SC'25). Empty: not counted.",
  'accelerator.technology.idleWatts':
    'Power of a chip with its memory doing nothing, leakage included. Measured: 55 W of a TPU v4i, 90 W of a TPU v4 (Jouppi et al., ISCA 2021 and 2023), 72 W of an H100 board, 54 W of an A100 that depend on no traffic. Empty: the leakage that is modelled.',
  'accelerator.technology.otherSquareMetres':
    'Area of control, network on the chip, memory interfaces, pads and margins. What has a sourced area comes to 58 % of a GA100. Empty: not counted.',
  'accelerator.technology.sramLeakage':
    "High-performance cells at 360 K, as in CACTI's table, or cells of low standby or operating power in ratio to them.",
  'system.network.linkType': 'Decides energy and area of the link, where they are sourced.',
  'economics.dieSquareMetres': 'Your own. Empty: the modelled area, else the published one.',
  'economics.waferUsd': 'A processed 300 mm wafer. Empty: CSET 2020, by node.',
  'economics.defectsPerSquareMetre': 'Fatal defects per area. Empty: by node, an estimate.',
  'economics.clustering': 'Alpha of the negative binomial yield; a large one is the Poisson limit. Empty: 3.',
  'economics.packageUsd': 'Of one chip. Empty: 21 USD for a flip chip; not known with stacked memory.',
  'economics.memoryUsdPerByte': 'Empty: spot prices of October 2023 for HBM and DDR5; others are not known.',
  'economics.chipPriceUsd': 'Of one chip, in place of what making it costs. Empty: the cost of making it.',
  'economics.fabKilogramsPerJoule': "Carbon of the fab's electricity. Empty: Taiwan, 2023.",
  'economics.memoryKilogramsPerByte':
    'Carbon of making the memory. Empty: ACT, by type; HBM, GDDR and DDR5 are not known.',
  'economics.electricityUsdPerJoule': 'Empty: US industry, 2023.',
  'economics.gridKilogramsPerJoule': "Carbon of the site's electricity. Empty: the world, 2023.",
  'economics.powerUsageEffectiveness':
    'Energy of the site for each joule of its computers. Empty: the average of 2023.',
  'economics.lifetimeSeconds': "How long a chip is used. Empty: not known, so neither is a token's share of the chip.",
  'economics.utilisation': 'Share of its life that the chip is at work. Empty: not known.',
};
