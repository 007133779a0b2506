import type { AccuracySourceId } from './source-ids';

export interface AccuracySource {
  readonly text: string;
  readonly url: string | null;
  /** How the numbers were read: in the source itself (or its stored copy), or in somebody else's quotation of it. */
  readonly read: 'primary' | 'secondary';
  readonly note?: string;
}

export const ACCURACY_SOURCES: Readonly<Record<AccuracySourceId, AccuracySource>> = {
  'int-versus-float': {
    text: 'INT v.s. FP: A Comprehensive Study of Fine-Grained Low-bit Quantization Formats, arXiv:2510.25602v1',
    url: 'https://arxiv.org/abs/2510.25602',
    read: 'primary',
    note: 'scales rounded up: not to be mixed with tables whose scales follow the OCP rule',
  },
  bitmod: {
    text: 'BitMoD: Bit-serial Mixture-of-Datatype LLM Acceleration, HPCA 2025, arXiv:2411.11745',
    url: 'https://arxiv.org/abs/2411.11745',
    read: 'primary',
  },
  'bitmod-repository': {
    text: 'abdelfattah-lab/BitMoD-HPCA-25, README, commit e445a5f',
    url: 'https://github.com/abdelfattah-lab/BitMoD-HPCA-25',
    read: 'primary',
    note: 'differs from Table XI of the paper by up to 0.04',
  },
  deepcompressor: {
    text: 'DeepCompressor README (QServe, arXiv:2405.04532), WikiText2 perplexity at sequences of 2048',
    url: 'https://github.com/mit-han-lab/deepcompressor',
    read: 'primary',
    note: 'the README, not the paper',
  },
  'llama-cpp': {
    text: 'llama.cpp tools/perplexity/README.md, scoreboard of LLaMA 3 8b (revision f364eb6f) and LLaMA 2 against 3',
    url: 'https://github.com/ggml-org/llama.cpp/blob/master/tools/perplexity/README.md',
    read: 'primary',
    note: 'not comparable with perplexities of GPTQ-style evaluations',
  },
  'llama-cpp-70b': {
    text: 'llama.cpp perplexity README of an earlier date, Llama 2 70B Scorechart, as kept in SJTU-DDST/PowerInfer',
    url: 'https://github.com/SJTU-DDST/PowerInfer/blob/main/examples/perplexity/README.md',
    read: 'primary',
    note: 'a copy of the source',
  },
  'llama-3-70b-card': {
    text: 'Model card JaaackXD/Llama-3-8B-GGUF, quoting llama.cpp pull request 6745',
    url: 'https://huggingface.co/JaaackXD/Llama-3-8B-GGUF',
    read: 'secondary',
  },
  'unified-evaluation': {
    text: 'Which Quantization Should I Use? A Unified Evaluation of llama.cpp Quantization on Llama-3.1-8B-Instruct, arXiv:2601.14277',
    url: 'https://arxiv.org/abs/2601.14277',
    read: 'secondary',
    note: 'three of its rows, from a note on the paper',
  },
  bitnet: {
    text: 'The Era of 1-bit LLMs: All Large Language Models are in 1.58 Bits, arXiv:2402.17764v1, Table 1',
    url: 'https://arxiv.org/abs/2402.17764',
    read: 'secondary',
    note: 'trained in the format: says nothing of quantising a trained model',
  },
  'mr-gptq': {
    text: 'Bridging the Gap Between Promise and Performance for Microscaling FP4 Quantization, arXiv:2509.23202, Table 1',
    url: 'https://arxiv.org/abs/2509.23202',
    read: 'secondary',
    note: 'five quotations agree',
  },
  kivi: {
    text: 'KIVI: A Tuning-Free Asymmetric 2bit Quantization for KV Cache, arXiv:2402.02750, Tables 3 and 4',
    url: 'https://arxiv.org/abs/2402.02750',
    read: 'secondary',
    note: 'one summary',
  },
};
