import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { RidgelineState, RidgelineStore } from '../state/store';

export const StoreContext = createContext<RidgelineStore | null>(null);

/** The store itself, for actions: they never change, so nothing needs to be drawn anew for them. */
export function useRidgelineStore(): RidgelineStore {
  const store = useContext(StoreContext);
  if (store === null) throw new Error('a view is drawn outside of its StoreContext');
  return store;
}

/** A part of the state; the view is drawn anew when that part changes. */
export function useRidgeline<T>(selector: (state: RidgelineState) => T): T {
  return useStore(useRidgelineStore(), selector);
}
