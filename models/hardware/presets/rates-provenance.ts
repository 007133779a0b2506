/** Where the rows of `rates-data.ts` come from. Loaded only when a reader asks. */
export interface RatesProvenance {
  /** Whether the vendor's own document was read, or a list that quotes it. */
  readonly read: string;
  readonly sources: readonly string[];
  /** What other sources say instead. */
  readonly conflicts: readonly string[];
  readonly notes: readonly string[];
}

export const RATES_PROVENANCE: Readonly<Record<string, RatesProvenance>> = {
  'v100-sxm2-32': {
    read: 'secondary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "NVIDIA Tesla V100 SXM2 32 GB"',
      'github:hahnyuan/LLM-Viewer@472f71f1 hardwares/hardware_params.py',
    ],
    conflicts: ['LLM-Viewer lists FP16 112 TFLOPS (that is the PCIe part); SXM2 125'],
    notes: [
      'Withheld: the list read joins FP16 and BF16 in one column; Volta tensor cores take FP16 only, so BF16 is left unknown',
    ],
  },
  t4: {
    read: 'secondary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "NVIDIA Tesla T4"',
      'github:feitang0/LM-Predictor hardware.py (FP16 65e12, 320e9 B/s)',
    ],
    conflicts: [],
    notes: ['fp16 65 from secondary list; int8/int4 not verified here'],
  },
  'a100-sxm-40': {
    read: 'secondary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "NVIDIA A100 SXM4 40 GB"',
      'github:ying-wen/evokernel-spec@d5fd5aae data/hardware/nvidia/a100-sxm4.yaml (LOW CONFIDENCE aggregator, mixes sparse/dense)',
      'github:hahnyuan/LLM-Viewer@472f71f1 hardwares/hardware_params.py',
    ],
    conflicts: [],
    notes: ['register file: 256 KB/SM', 'L1/shared: 192 KB/SM (<=164 KB usable as smem)'],
  },
  'a100-sxm-80': {
    read: 'primary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "NVIDIA A100 SXM4 80 GB"',
      'github:ai-dynamo/aiconfigurator@095f58a5 aic-core/src/aiconfigurator_core/systems/a100_sxm.yaml',
      'github:ying-wen/evokernel-spec@d5fd5aae data/hardware/nvidia/a100-sxm4.yaml (LOW CONFIDENCE aggregator, mixes sparse/dense)',
      'github:PrincetonUniversity/LLMCompass@2e015fd2 configs/GA100.json (full die: 128 cores, 48 MB buffer, 5120 B/clk)',
    ],
    conflicts: [],
    notes: [
      'LLMCompass L2 bandwidth assumption 5120 B/clk x 1.41 GHz = 7.2 TB/s (model parameter, not a datasheet value)',
      'register file: 256 KB/SM',
      'L1/shared: 192 KB/SM (<=164 KB usable as smem)',
    ],
  },
  'a100-pcie-80': {
    read: 'primary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "NVIDIA A100 PCIe"',
      'github:ai-dynamo/aiconfigurator@095f58a5 aic-core/src/aiconfigurator_core/systems/a100_pcie.yaml',
    ],
    conflicts: ['Epoch row gives 40 GB with the 80 GB bandwidth (1940)'],
    notes: [],
  },
  'h100-sxm': {
    read: 'primary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "NVIDIA H100 SXM5 80GB"',
      'github:ai-dynamo/aiconfigurator@095f58a5 aic-core/src/aiconfigurator_core/systems/h100_sxm.yaml',
      'github:ying-wen/evokernel-spec@d5fd5aae data/hardware/nvidia/h100-sxm5.yaml (LOW CONFIDENCE aggregator, mixes sparse/dense)',
    ],
    conflicts: [
      'GenZ uses 3400 GB/s, LLM-Viewer 3072 GB/s, several public lists use sparse 1979 as bf16',
      'process labelled 4N (5 in Epoch)',
    ],
    notes: ['L1/shared: 256 KB/SM, <=228 KB smem'],
  },
  'h100-pcie': {
    read: 'primary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "NVIDIA H100 PCIe"',
      'github:ai-dynamo/aiconfigurator@095f58a5 aic-core/src/aiconfigurator_core/systems/h100_pcie.yaml',
    ],
    conflicts: ['Epoch 2040 vs aiconfigurator 2000 vs LLM-Viewer 2048 GB/s'],
    notes: [],
  },
  h800: {
    read: 'secondary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "NVIDIA H800 SXM5"',
    ],
    conflicts: ['Epoch tf32 454.5 looks like a typo of 494.5'],
    notes: ['fp8 set equal to H100 (same die); DeepGEMM measured up to 1358-1550 fp8 TFLOPS'],
  },
  h20: {
    read: 'secondary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "NVIDIA HGX H20"',
    ],
    conflicts: [],
    notes: [],
  },
  h200: {
    read: 'primary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "NVIDIA H200 SXM"',
      'github:ai-dynamo/aiconfigurator@095f58a5 aic-core/src/aiconfigurator_core/systems/h200_sxm.yaml',
    ],
    conflicts: [],
    notes: ['L1/shared: 256 KB/SM, <=228 KB smem'],
  },
  gh200: {
    read: 'secondary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "NVIDIA GH200"',
      'github:abhibambhaniya/GenZ-LLM-Analyzer@091bdd0a Systems/system_configs.py',
    ],
    conflicts: [
      'GenZ lists Flops=1979 (the FP8 dense rate) in the same field where H100 is 989 (bf16): precision mixing',
    ],
    notes: [],
  },
  b200: {
    read: 'primary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "NVIDIA B200"',
      'github:ai-dynamo/aiconfigurator@095f58a5 aic-core/src/aiconfigurator_core/systems/b200_sxm.yaml',
    ],
    conflicts: ['fp32 62 (Epoch) vs 80 elsewhere; capacity 180 vs 192 GB by source; bw 7.7 vs 8.0 TB/s by source'],
    notes: ['Withheld: the list read joins FP4 and INT4; the PTX ISA has no int4 kind of tcgen05.mma'],
  },
  gb200: {
    read: 'primary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "NVIDIA GB200"',
      'github:ai-dynamo/aiconfigurator@095f58a5 aic-core/src/aiconfigurator_core/systems/gb200.yaml',
    ],
    conflicts: ['GenZ lists 4500 (fp8 rate of B200) as Flops'],
    notes: [],
  },
  b300: {
    read: 'primary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "NVIDIA B300 (Blackwell Ultra)"',
      'github:ai-dynamo/aiconfigurator@095f58a5 aic-core/src/aiconfigurator_core/systems/b300_sxm.yaml',
    ],
    conflicts: ['INT8 cut to ~155 TOPS on B300 vs 4500 on B200: int8 != fp8 on this part'],
    notes: ['Withheld: the list read joins FP4 and INT4; the PTX ISA has no int4 kind of tcgen05.mma'],
  },
  gb300: {
    read: 'primary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "NVIDIA GB300 (Blackwell Ultra)"',
      'github:ai-dynamo/aiconfigurator@095f58a5 aic-core/src/aiconfigurator_core/systems/gb300.yaml',
    ],
    conflicts: [],
    notes: ['Withheld: the list read joins FP4 and INT4; the PTX ISA has no int4 kind of tcgen05.mma'],
  },
  l4: {
    read: 'primary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "NVIDIA L4"',
      'github:ai-dynamo/aiconfigurator@095f58a5 aic-core/src/aiconfigurator_core/systems/l4.yaml',
    ],
    conflicts: [],
    notes: [],
  },
  l40: {
    read: 'secondary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "NVIDIA L40"',
      'github:hahnyuan/LLM-Viewer@472f71f1 hardwares/hardware_params.py',
    ],
    conflicts: [],
    notes: [],
  },
  l40s: {
    read: 'primary',
    sources: [
      'github:ai-dynamo/aiconfigurator@095f58a5 aic-core/src/aiconfigurator_core/systems/l40s.yaml',
      'github:ying-wen/evokernel-spec@d5fd5aae data/hardware/nvidia/l40s.yaml (LOW CONFIDENCE aggregator, mixes sparse/dense)',
      'github:huggingface/huggingface.js@fe42e680 packages/tasks/src/hardware*.ts',
    ],
    conflicts: [
      '181 (wrong: L40) vs 362 dense bf16; the measured 220 TFLOPS at 8192x4096x4096 (aic-gemm-l40s) rules 181 out',
      'evokernel fp8/int8 1466 is the sparse number',
    ],
    notes: [],
  },
  'rtx-pro-6000-bse': {
    read: 'primary',
    sources: [
      'github:ai-dynamo/aiconfigurator@095f58a5 aic-core/src/aiconfigurator_core/systems/rtx_pro_6000_server.yaml',
    ],
    conflicts: [],
    notes: [],
  },
  a30: {
    read: 'primary',
    sources: ['github:ai-dynamo/aiconfigurator@095f58a5 aic-core/src/aiconfigurator_core/systems/a30.yaml'],
    conflicts: [],
    notes: [],
  },
  a40: {
    read: 'secondary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "NVIDIA A40 PCIe"',
      'github:hahnyuan/LLM-Viewer@472f71f1 hardwares/hardware_params.py',
    ],
    conflicts: [],
    notes: [],
  },
  'rtx-a6000': {
    read: 'secondary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "NVIDIA RTX A6000"',
      'github:hahnyuan/LLM-Viewer@472f71f1 hardwares/hardware_params.py (309.677/2)',
    ],
    conflicts: [],
    notes: [],
  },
  'rtx-3090': {
    read: 'secondary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "NVIDIA GeForce RTX 3090"',
    ],
    conflicts: [],
    notes: ['dense fp16 tensor rate not verified here (null); int8 284 per Epoch'],
  },
  'rtx-4090': {
    read: 'secondary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "NVIDIA GeForce RTX 4090"',
    ],
    conflicts: [
      'fp16 tensor 330 is FP16-accumulate; FP32-accumulate rate is half (165) on GeForce - verify before use',
    ],
    notes: [],
  },
  'rtx-5090': {
    read: 'secondary',
    sources: [
      'github:ying-wen/evokernel-spec@d5fd5aae data/hardware/nvidia/rtx-5090.yaml (LOW CONFIDENCE aggregator, mixes sparse/dense)',
      'github:huggingface/huggingface.js@fe42e680 packages/tasks/src/hardware*.ts',
    ],
    conflicts: ['evokernel fp8 1676/fp4 3352 are sparse marketing numbers: left null'],
    notes: [],
  },
  'dgx-spark-gb10': {
    read: 'secondary',
    sources: [
      'github:huggingface/huggingface.js@fe42e680 packages/tasks/src/hardware*.ts',
      'github:ying-wen/evokernel-spec@d5fd5aae data/hardware/nvidia/dgx-spark.yaml (LOW CONFIDENCE aggregator, mixes sparse/dense)',
    ],
    conflicts: ['1000 TFLOPS fp4 is sparse'],
    notes: [],
  },
  mi210: {
    read: 'primary',
    sources: [
      'github:PrincetonUniversity/LLMCompass@2e015fd2 configs/mi210.json',
      'github:huggingface/huggingface.js@fe42e680 packages/tasks/src/hardware*.ts',
      'github:ROCm/ROCm docs/conceptual/gpu-arch/mi250.md (per GCD: 104 CU, 1.7 GHz, 1.6 TB/s; MI210 = one GCD)',
    ],
    conflicts: [
      'LLMCompass mi210.json uses 1.4 GHz and 7nm (fitted), spec 1.7 GHz 6nm; fp32 45.3 = half of MI250 packed/matrix 90.5 (vector 22.6)',
    ],
    notes: ['L2: LLMCompass global_buffer 8 MB, 4096 B/clk'],
  },
  mi250x: {
    read: 'secondary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "AMD Radeon Instinct MI250X"',
    ],
    conflicts: ['die 724 is per GCD (2 GCDs)'],
    notes: ['Withheld: 95.7 is the FP32 matrix rate; CDNA 2 has no TF32'],
  },
  mi250: {
    read: 'primary',
    sources: [
      'github:ROCm/ROCm docs/conceptual/gpu-arch/mi250.md',
      'github:huggingface/huggingface.js@fe42e680 packages/tasks/src/hardware*.ts',
    ],
    conflicts: [],
    notes: [],
  },
  mi300x: {
    read: 'primary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "AMD Instinct MI300X"',
      'github:ROCm/ROCm docs/conceptual/gpu-arch/mi300.md; rocm.docs.amd.com gpu-specs (LDS 64, L2 32, L3 256)',
    ],
    conflicts: ['Epoch die 1017 is not the full package area'],
    notes: ['L2: 4 MB x 8 XCD'],
  },
  mi325x: {
    read: 'secondary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "AMD Instinct MI325X"',
      'rocm.docs.amd.com gpu-specs; docs.vultr.com hardware-requirements (1307 fp16, 6.0 TB/s)',
    ],
    conflicts: ['Epoch price 2100 USD is implausible: ignore'],
    notes: [],
  },
  mi355x: {
    read: 'secondary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "AMD Instinct MI355X"',
      'rocm.docs.amd.com gpu-specs',
    ],
    conflicts: ['Epoch int4 10066 / int8 5033 are inconsistent with fp8 4600 (mix of MI350X/MI355X and sparse)'],
    notes: ['Withheld: INT4 of 10066 is inconsistent with FP8 of 4600'],
  },
  rx7900xtx: {
    read: 'secondary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "AMD Radeon RX 7900 XTX"',
    ],
    conflicts: [],
    notes: [],
  },
  'tpu-v2': {
    read: 'primary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "Google TPU v2"',
      'github:jax-ml/jax@04c63627 jax/_src/pallas/mosaic/tpu_info.py (per-core x cores)',
      'github:jax-ml/scaling-book@0819a7d8 tpus.md',
    ],
    conflicts: ['HBM bw 700/716/600 by source'],
    notes: [],
  },
  'tpu-v3': {
    read: 'primary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "Google TPU v3"',
      'github:jax-ml/jax@04c63627 jax/_src/pallas/mosaic/tpu_info.py (per-core x cores)',
      'github:jax-ml/scaling-book@0819a7d8 tpus.md',
    ],
    conflicts: [
      'bf16 123 (Epoch, Google docs) vs 140 (JAX, scaling book); bw 825 (JAX) vs 900; coral FAQ says 420 TFLOPS for the 4-chip board',
    ],
    notes: [],
  },
  'tpu-v6e': {
    read: 'primary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "Google TPU v6e Trillium"',
      'github:jax-ml/jax@04c63627 jax/_src/pallas/mosaic/tpu_info.py (per-core x cores)',
      'github:jax-ml/scaling-book@0819a7d8 tpus.md',
    ],
    conflicts: [],
    notes: [],
  },
  'tpu-v7': {
    read: 'secondary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "Google TPU v7 Ironwood"',
    ],
    conflicts: ['only Epoch row read'],
    notes: [],
  },
  gaudi2: {
    read: 'secondary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "Intel Habana Gaudi2"',
      'Hot Chips 2024 Gaudi 3 slides text (sgpjbg.com/baogao/465025): Gaudi2 432 BF16, 2.46 TB/s, NIC 4.8 Tb/s bidir',
    ],
    conflicts: ['Epoch 450 vs vendor 432 bf16; die 826 in Epoch unverified'],
    notes: [],
  },
  gaudi3: {
    read: 'secondary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "Intel Habana Gaudi3"',
      'Hot Chips 2024 Gaudi 3 slides text (sgpjbg.com/baogao/465025)',
    ],
    conflicts: ['1678 (revised product brief, Epoch) vs 1835 (Hot Chips)'],
    notes: [],
  },
  trainium1: {
    read: 'primary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "Amazon Trainium1"',
      'awsdocs-neuron trainium.html (32 GiB, 820 GiB/s; 380 INT8, 190 bf16/cFP8, 47.5 fp32)',
    ],
    conflicts: ['AWS docs v2.9 said 420 INT8 and 820 GB/s; Epoch bw 9800 is the instance total'],
    notes: [],
  },
  inferentia2: {
    read: 'primary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "AWS Inferentia2"',
      'awsdocs-neuron inferentia2.html (32 GiB, 820 GiB/s)',
    ],
    conflicts: [],
    notes: [],
  },
  trainium2: {
    read: 'primary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "Amazon Trainium2"',
      'awsdocs-neuron trainium2.rst (1299 FP8, 667 bf16/tf32, 181 fp32; 8 NeuronCore-v3; 96 GiB, "3 TB/s" in NKI guide)',
    ],
    conflicts: [],
    notes: [],
  },
  'tt-wormhole-n150': {
    read: 'secondary',
    sources: ['press summary pt.xmsinho.com (launch article)'],
    conflicts: [],
    notes: [],
  },
  'apple-m1': {
    read: 'secondary',
    sources: [
      'github:huggingface/huggingface.js@fe42e680 packages/tasks/src/hardware*.ts (GPU fp32; power is an estimate by that file)',
      'bandwidth: search-index ids 60307224586, 55629535737',
    ],
    conflicts: [],
    notes: ['fp16 GPU rate equals fp32 ALU rate on Apple GPUs is NOT verified here'],
  },
  'apple-m1-max': {
    read: 'secondary',
    sources: [
      'github:huggingface/huggingface.js@fe42e680 packages/tasks/src/hardware*.ts (GPU fp32; power is an estimate by that file)',
      'bandwidth: search-index ids 60307224586, 55629535737',
    ],
    conflicts: [],
    notes: ['fp16 GPU rate equals fp32 ALU rate on Apple GPUs is NOT verified here'],
  },
  'apple-m1-ultra': {
    read: 'secondary',
    sources: [
      'github:huggingface/huggingface.js@fe42e680 packages/tasks/src/hardware*.ts (GPU fp32; power is an estimate by that file)',
      'bandwidth: search-index ids 60307224586, 55629535737',
    ],
    conflicts: [],
    notes: ['fp16 GPU rate equals fp32 ALU rate on Apple GPUs is NOT verified here'],
  },
  'apple-m2-ultra': {
    read: 'secondary',
    sources: [
      'github:huggingface/huggingface.js@fe42e680 packages/tasks/src/hardware*.ts (GPU fp32; power is an estimate by that file)',
      'bandwidth: search-index ids 60307224586, 55629535737',
    ],
    conflicts: [],
    notes: ['fp16 GPU rate equals fp32 ALU rate on Apple GPUs is NOT verified here'],
  },
  'apple-m3-max': {
    read: 'secondary',
    sources: [
      'github:huggingface/huggingface.js@fe42e680 packages/tasks/src/hardware*.ts (GPU fp32; power is an estimate by that file)',
      'bandwidth: search-index ids 60307224586, 55629535737',
    ],
    conflicts: [],
    notes: ['fp16 GPU rate equals fp32 ALU rate on Apple GPUs is NOT verified here'],
  },
  'apple-m3-ultra': {
    read: 'secondary',
    sources: [
      'github:huggingface/huggingface.js@fe42e680 packages/tasks/src/hardware*.ts (GPU fp32; power is an estimate by that file)',
      'bandwidth: search-index ids 60307224586, 55629535737',
    ],
    conflicts: ['evokernel lists 102 bf16 TFLOPS / 295 W for M3 Ultra: inconsistent with 28.4 fp32'],
    notes: ['fp16 GPU rate equals fp32 ALU rate on Apple GPUs is NOT verified here'],
  },
  'apple-m4': {
    read: 'secondary',
    sources: [
      'github:huggingface/huggingface.js@fe42e680 packages/tasks/src/hardware*.ts (GPU fp32; power is an estimate by that file)',
      'bandwidth: search-index ids 60307224586, 55629535737',
    ],
    conflicts: [],
    notes: ['fp16 GPU rate equals fp32 ALU rate on Apple GPUs is NOT verified here'],
  },
  'apple-m4-max': {
    read: 'secondary',
    sources: [
      'github:huggingface/huggingface.js@fe42e680 packages/tasks/src/hardware*.ts (GPU fp32; power is an estimate by that file)',
      'bandwidth: search-index ids 60307224586, 55629535737',
    ],
    conflicts: [],
    notes: ['fp16 GPU rate equals fp32 ALU rate on Apple GPUs is NOT verified here'],
  },
  rk3588: {
    read: 'secondary',
    sources: [
      'github:ying-wen/evokernel-spec@d5fd5aae data/hardware/rockchip/rk3588-npu.yaml (LOW CONFIDENCE aggregator, mixes sparse/dense)',
    ],
    conflicts: [],
    notes: [],
  },
  'ascend-910b': {
    read: 'secondary',
    sources: [
      'Epoch AI Data on ML Hardware (CC-BY), copy at github:HIT-JimmyXiao/AI_hardware_performerance_data_analysis@640d1b74 ml_hardware.csv row "Huawei Ascend 910B"',
    ],
    conflicts: [],
    notes: [],
  },
  'arc-pro-b60': {
    read: 'primary',
    sources: [
      'github:ai-dynamo/aiconfigurator@095f58a5 aic-core/src/aiconfigurator_core/systems/b60.yaml',
      'github:huggingface/huggingface.js@fe42e680 packages/tasks/src/hardware*.ts',
    ],
    conflicts: [],
    notes: ['aiconfigurator measured only ~220 GB/s effective on memory-bound ops (48%)'],
  },
};
