/** What windows and the worker say to each other. Every question carries a port for its answer. */

/** What stands against a new version: something being typed, something not sent yet, or a window that does not answer. */
export type Hindrance = 'form' | 'unsent' | 'window';

export interface Versions {
  /** The build that the worker came with. */
  readonly newest: string;
  /** The build that windows are given. */
  readonly inUse: string;
}

/** A window asks the worker. `take-over` is answered with what stands against it, or `null` once it is done. */
export type ToWorker = { readonly asks: 'versions' } | { readonly asks: 'take-over' };

/** The worker asks a window whether it may be loaded anew, and tells it to. */
export type ToWindow = { readonly asks: 'may-take-over' } | { readonly tells: 'taken-over' };
