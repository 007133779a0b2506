import type { ComponentProps } from 'react';
import styles from './parts.module.css';

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: 'plain' | 'primary' | 'ghost' | 'icon';
}

const LOOKS = {
  plain: styles.button,
  primary: `${styles.button} ${styles.primary}`,
  ghost: `${styles.button} ${styles.ghost}`,
  icon: `${styles.button} ${styles.ghost} ${styles.icon}`,
} as const;

export function Button({ look = 'plain', className, ...rest }: ButtonProps) {
  const classes = className === undefined ? LOOKS[look] : `${LOOKS[look]} ${className}`;
  return <button type="button" className={classes} {...rest} />;
}
