import type { ReactNode } from 'react';

function Icon({ children, size = 16 }: { readonly children: ReactNode; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const UndoIcon = () => (
  <Icon>
    <path d="M5.5 3 2.5 6l3 3M3 6h6.5a3.5 3.5 0 0 1 0 7H6" />
  </Icon>
);

export const RedoIcon = () => (
  <Icon>
    <path d="m10.5 3 3 3-3 3M13 6H6.5a3.5 3.5 0 0 0 0 7H10" />
  </Icon>
);

export const CloseIcon = () => (
  <Icon>
    <path d="m4 4 8 8m0-8-8 8" />
  </Icon>
);

export const HelpIcon = () => (
  <Icon>
    <path d="M6 6a2 2 0 1 1 2.7 1.9C8.2 8.2 8 8.5 8 9.2M8 11.7v.1" />
    <circle cx="8" cy="8" r="6.5" />
  </Icon>
);

/** Two arrows apart: the field takes several values. */
export const AxisIcon = () => (
  <Icon size={14}>
    <path d="M5 4 2 7l3 3M11 6l3 3-3 3M2.5 7H10M13.5 9H6" />
  </Icon>
);

export const SystemThemeIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M8 2.5a5.5 5.5 0 0 1 0 11Z" fill="currentColor" />
  </Icon>
);

export const LightThemeIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="3" />
    <path d="M8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1m8 8 1 1M3 13l1-1m8-8 1-1" />
  </Icon>
);

export const DarkThemeIcon = () => (
  <Icon>
    <path d="M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7Z" />
  </Icon>
);

export const MenuIcon = () => (
  <Icon>
    <path d="M2 4h6m4 0h2M2 8h2m4 0h6M2 12h8m4 0h0" />
    <circle cx="10" cy="4" r="1.6" />
    <circle cx="6" cy="8" r="1.6" />
    <circle cx="12" cy="12" r="1.6" />
  </Icon>
);

export function Logo() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <path
        d="M2 16 9 6h9"
        fill="none"
        stroke="var(--accent)"
        strokeWidth="2.2"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <circle cx="9" cy="6" r="2.4" fill="var(--c2)" />
    </svg>
  );
}
