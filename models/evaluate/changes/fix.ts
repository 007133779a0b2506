import type { AxisValue } from '../../design/types';

/** The smallest change of one kind that makes a design fit its memory. */
export interface Fix {
  readonly field: string;
  readonly label: string;
  readonly value: AxisValue;
  /** What has to change with it: another memory that is too small at the same time. */
  readonly also?: readonly FieldValue[];
}

export interface FieldValue {
  readonly field: string;
  readonly value: AxisValue;
}
