/** How far an import is, whatever it brings. Pure. */

/**
 * `reading`: its rows are being compared; `interrupted`: its writer is gone and nothing went in. From `ready`, `failed`
 * and `interrupted` it can be written, and thrown away.
 */
export const STAGES = ['reading', 'ready', 'writing', 'open', 'failed', 'interrupted'] as const;
export type Stage = (typeof STAGES)[number];

interface Staged {
  readonly stage: string;
  /** Whether its writer has been silent for longer than a writer is. */
  readonly silent: boolean;
}

/** The stage of a draft; `isWrittenHere` where this very process is writing it. */
export function stageOf({ stage, silent }: Staged, isWrittenHere: boolean): Stage {
  if (stage === 'writing' && silent && !isWrittenHere) return 'interrupted';
  return STAGES.find((known) => known === stage) ?? 'failed';
}

/** Whether how it is read and what was decided may still be changed. */
export function takesChanges({ stage }: Staged): boolean {
  return stage === 'ready' || stage === 'failed';
}

/** Whether it may be thrown away: its writer, if it had one, is gone. */
export function isDiscardable(draft: Staged): boolean {
  return takesChanges(draft) || (draft.stage === 'writing' && draft.silent);
}
