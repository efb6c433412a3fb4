/** The table of tests while somebody types: each cell is saved when it is left, and what was typed stays until it is. */
import { computed, onScopeDispose, reactive, ref, type ComputedRef, type Ref } from 'vue';
import { append } from '../../../../web/drafts.ts';
import { problemSentence } from '../../../../web/problem-words.ts';
import { programmeId } from '../../../../web/session.ts';
import type { OwnDraft } from '../../../../registry/views/use-writing.ts';
import { correctionOf, draftFor, keyOf, resultDraft, savedIn, scoreText, type Cell, type Moment, type MomentTyped, type Result, type Tests } from './score-draft.ts';

/** Where a cell is; one without stands as the server has it. */
export type CellState = { readonly state: 'sending' } | { readonly state: 'failed'; readonly sentence: string };

/** What was saved last, and what stood there before. */
export interface LastSaved {
  readonly cell: Cell;
  readonly text: string;
  readonly before: Result | null;
}

export interface Scores {
  readonly typedIn: (cell: Cell) => string;
  readonly type: (cell: Cell, text: string) => void;
  readonly states: Readonly<Record<string, CellState>>;
  /** While a pasted table goes in: how many of how many. */
  readonly progress: Readonly<Ref<{ readonly done: number; readonly total: number } | null>>;
  readonly last: Readonly<Ref<LastSaved | null>>;
  readonly canUndo: ComputedRef<boolean>;
  /** Saves what differs in these cells. Answers how many were saved, and how many could not be. */
  readonly save: (cells: readonly Cell[]) => Promise<{ saved: number; wrong: number }>;
  readonly undo: () => Promise<boolean>;
}

interface Words {
  readonly badScore: (cell: Cell) => string;
  readonly withdrawReason: () => string;
}

/** Entries sent in one request. */
const AT_ONCE = 40;

export function useScores(
  tests: () => Tests | null,
  moments: Readonly<Record<Moment, MomentTyped>>,
  reload: () => Promise<void>,
  words: Words,
): Scores {
  const typed = reactive<Record<string, string>>({});
  const progress = ref<{ done: number; total: number } | null>(null);
  const last = ref<LastSaved | null>(null);
  const { states, unanswered, sendSome } = useSender(typedIn, (saved) => (last.value = saved));

  function typedIn(cell: Cell): string {
    const saved = savedIn(cell);
    return typed[keyOf(cell)] ?? (saved === null ? '' : scoreText(saved.score));
  }
  function type(cell: Cell, text: string): void {
    typed[keyOf(cell)] = text;
    if (states[keyOf(cell)]?.state === 'failed') delete states[keyOf(cell)];
  }

  /** The drafts of these cells; what is wrong is marked, what did not change is let go. */
  function draftsOf(now: Tests, cells: readonly Cell[]): { cell: Cell; draft: OwnDraft }[] {
    return cells.flatMap((cell) => {
      const key = keyOf(cell);
      const text = typedIn(cell);
      if (states[key]?.state === 'sending' || typed[key] === undefined) return [];
      const before = unanswered.get(key);
      const draft = before?.text === text ? before.draft : draftFor(cell, text, moments[cell.moment], now, words.withdrawReason());
      if (draft === 'wrong') states[key] = { state: 'failed', sentence: words.badScore(cell) };
      else if (draft === null) delete typed[key];
      else return [{ cell, draft }];
      return [];
    });
  }

  async function save(cells: readonly Cell[]): Promise<{ saved: number; wrong: number }> {
    const now = tests();
    if (now === null) return { saved: 0, wrong: 0 };
    const items = draftsOf(now, cells);
    let saved = 0;
    for (let from = 0; from < items.length; from += AT_ONCE) {
      if (items.length > 1) progress.value = { done: from, total: items.length };
      saved += await sendSome(items.slice(from, from + AT_ONCE));
    }
    progress.value = null;
    if (items.length > 0) await settle(items.map(({ cell }) => cell));
    return { saved, wrong: cells.filter((cell) => states[keyOf(cell)]?.state === 'failed').length };
  }

  /** Reads anew, then lets go of what the server now says itself, unless it was typed over meanwhile. */
  async function settle(cells: readonly Cell[]): Promise<void> {
    const sent = new Map(cells.map((cell) => [keyOf(cell), typed[keyOf(cell)]]));
    await reload();
    for (const [key, text] of sent) if (states[key] === undefined && typed[key] === text) delete typed[key];
  }

  async function undo(): Promise<boolean> {
    const undoing = undoingOf(last.value, tests(), moments, words.withdrawReason());
    if (undoing === null) return false;
    const sent = (await sendSome([undoing])) === 1;
    if (sent) last.value = null;
    delete typed[keyOf(undoing.cell)];
    await reload();
    return sent;
  }
  return { typedIn, type, states, progress, last, canUndo: computed(() => last.value !== null && progress.value === null), save, undo };
}

interface Sender {
  readonly states: Record<string, CellState>;
  /** Drafts whose answer did not come: sent again as they were while the same is typed. */
  readonly unanswered: Map<string, { text: string; draft: OwnDraft }>;
  /** Answers how many were accepted. */
  readonly sendSome: (items: readonly { cell: Cell; draft: OwnDraft }[]) => Promise<number>;
}

function useSender(typedIn: (cell: Cell) => string, whenSaved: (saved: LastSaved) => void): Sender {
  const states = reactive<Record<string, CellState>>({});
  const unanswered: Sender['unanswered'] = new Map();
  let isClosed = false;
  onScopeDispose(() => { isClosed = true; });

  async function sendSome(items: readonly { cell: Cell; draft: OwnDraft }[]): Promise<number> {
    for (const { cell, draft } of items) {
      states[keyOf(cell)] = { state: 'sending' };
      unanswered.set(keyOf(cell), { text: typedIn(cell), draft });
    }
    try {
      const { refusals } = await append(programmeId(), items.map(({ draft }) => draft), { isOpen: () => !isClosed });
      for (const { cell, draft } of items) {
        const refused = refusals.find(({ id }) => id === draft.id);
        unanswered.delete(keyOf(cell));
        if (refused === undefined) {
          whenSaved({ cell, text: typedIn(cell), before: savedIn(cell) });
          delete states[keyOf(cell)];
        } else states[keyOf(cell)] = { state: 'failed', sentence: refused.sentence };
      }
    } catch (thrown) {
      for (const { cell } of items) states[keyOf(cell)] = { state: 'failed', sentence: problemSentence(thrown) };
    }
    return items.filter(({ cell }) => states[keyOf(cell)] === undefined).length;
  }
  return { states, unanswered, sendSome };
}

/** The draft that makes a cell say what it said before it was saved last; null where nothing is to be undone. */
function undoingOf(
  done: LastSaved | null,
  now: Tests | null,
  moments: Readonly<Record<Moment, MomentTyped>>,
  reason: string,
): { cell: Cell; draft: OwnDraft } | null {
  const person = now?.people.find(({ personId }) => personId === done?.cell.person.personId);
  if (now === null || done === null || person === undefined) return null;
  const cell = { person, moment: done.cell.moment };
  const saved = savedIn(cell);
  if (done.before !== null) return { cell, draft: saved === null ? resultDraft(cell, now, done.before) : correctionOf(cell, saved, now.processId, done.before.score) };
  const draft = draftFor(cell, '', moments[cell.moment], now, reason);
  return draft === null || draft === 'wrong' ? null : { cell, draft };
}
