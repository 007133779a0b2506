/** Converts FP32 to FP16, BF16 and the FP8, FP6 and FP4 types with bits that the program hands over. */
export const STOCHASTIC_CONVERSION = 'NVIDIA PTX ISA 9.0, cvt.rs (sm_100a)';
