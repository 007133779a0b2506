import { useState, type KeyboardEvent } from 'react';
import type { Field, NumberControl } from '../../../models/design/field-types';
import { formatQuantity } from '../../../models/units';
import { useRidgelineStore } from '../store-context';
import { positionOf, SLIDER_STEPS, sliderRange, stepped, valueAt, type SliderRange } from './number-scale';
import { useGesture } from './use-gesture';
import styles from './field.module.css';

interface NumberSliderProps {
  readonly field: Field;
  readonly control: NumberControl;
  readonly value: number | null;
  readonly name: string;
}

const KEY_STEPS: Readonly<Record<string, 1 | -1>> = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 };

export function NumberSlider({ field, control, value, name }: NumberSliderProps) {
  const { getState } = useRidgelineStore();
  const gesture = useGesture();
  // The span stays as it is while a hand is on the slider, or it would run away under it.
  const [held, setHeld] = useState<SliderRange | null>(null);
  if (value === null) return <span className={styles.slider} />;
  const range = held ?? sliderRange(control, value);
  const set = (next: number) => getState().setField(field.id, next, gesture.current());
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = KEY_STEPS[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    set(stepped(control, value, direction));
  };
  const release = () => setHeld(null);
  return (
    <input
      type="range"
      className={styles.slider}
      min={0}
      max={SLIDER_STEPS}
      value={positionOf(control, range, value)}
      aria-label={`${name}, slider`}
      aria-valuetext={formatQuantity(value, control.quantity).text}
      onFocus={gesture.start}
      onPointerDown={() => {
        gesture.start();
        setHeld(range);
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onBlur={release}
      onChange={(event) => set(valueAt(control, range, Number(event.target.value)))}
      onKeyDown={onKeyDown}
    />
  );
}
