/** Puts the phone to work in this window: what is written is kept here, and what cannot be asked is answered from here. Loaded only on phones. */
import { watch } from 'vue';
import { answerHere } from '../api.ts';
import { keepHere, type Answer, type Keeping, type ShadowOf } from '../drafts.ts';
import type { Contract } from '../../platform/contract.ts';
import type { DraftInput } from '../../ledger/entry.ts';
import type { KeptEntry } from './database.ts';
import type { LocalAnswer } from './local-answers.ts';
import { rowsOf } from './own-rows.ts';
import { phone } from './phone-state.ts';
import { currentOwner, discard, keep, listen, openPhone, settled } from './phone.ts';
import { worksOnPhone } from '../session.ts';

/** How long a form waits for the server before it says that its entry is kept here. */
const PATIENCE_MS = 4_000;

let answers: Promise<readonly LocalAnswer[]> | null = null;
let listening = false;
/** Ids of entries that contradict others, as their forms were answered. */
const toldByForms = new Set<string>();

/** To be called whenever the user or the programme may be another. */
export async function workOnPhone(): Promise<void> {
  if (!listening) {
    listen();
    watch(() => phone.rowsAt, tellWhatCame);
  }
  listening = true;
  const isPhone = worksOnPhone();
  keepHere(isPhone ? keeper : null);
  answerHere(isPhone ? answer : null);
  await openPhone();
}

/** What others wrote otherwise came with the rows. */
function tellWhatCame(): void {
  const owner = currentOwner();
  if (owner === null || phone.rowsAt === null) return;
  // Where rows or texts are not to be had now, it is told with those that come next.
  void import('./contradictions.ts').then(({ tellContradictions }) => tellContradictions(owner, toldByForms)).catch(() => undefined);
}

/** Has the answers come before one is asked for: by a page that is answered from here, while it waits for rows. */
export function answersSoon(): Promise<readonly LocalAnswer[]> {
  if (answers !== null) return answers;
  const coming = allAnswers();
  answers = coming;
  // Whoever waits for them meets the failure; who asks next tries again.
  coming.catch(() => (answers = null));
  return coming;
}

/** They come when one is needed: the first screen is made without them. */
async function allAnswers(): Promise<readonly LocalAnswer[]> {
  const rooms = await Promise.all([
    import('../../capabilities/events/views/local-answers.ts'),
    import('../../registry/views/local-answers.ts'),
    import('../../ledger/views/local-answers.ts'),
  ]);
  return rooms.flatMap(({ localAnswers }) => localAnswers);
}

async function keeper(
  drafts: readonly (DraftInput & { readonly id: string })[],
  { about = '', shadows = [], files = [], shown = false, isOpen = () => true, inPlaceOf = null }: Keeping,
): Promise<readonly Answer[]> {
  const own = (id: string): ShadowOf[] => shadows.filter((shadow) => shadow.of === id);
  const toKeep = drafts.map((draft) => ({
    draft,
    about,
    shadows: own(draft.id).map(({ collection, id, body }) => ({ collection, id, body })),
    files: files.filter(({ sha256 }) => draft.attachments?.includes(sha256)),
  }));
  await keep(toKeep, { inPlaceOf });
  const ids = drafts.map(({ id }) => id);
  const entries = new Map((await settled(ids, shown ? 0 : PATIENCE_MS)).map((entry) => [entry.id, entry]));
  // What a form is told to be refused stays in the form, and would be twice in the tray; of a form that is closed it is only there.
  if (!shown && isOpen()) for (const { state, order } of entries.values()) if (state === 'refused') await discard(order);
  const told = ids.map((id) => answerOf(id, entries.get(id)));
  for (const one of told) if (one.answer === 'accepted' && one.conflicts.length > 0) toldByForms.add(one.id);
  return told;
}

function answerOf(id: string, entry: KeptEntry | undefined): Answer {
  if (entry === undefined || entry.state === 'kept' || entry.state === 'sending') return { id, answer: 'kept' };
  if (entry.state === 'refused') return { id, answer: 'refused', code: entry.code ?? '', field: entry.field };
  const position = entry.position ?? 0;
  if (entry.state === 'waiting') return { id, answer: 'waiting', position };
  return entry.hadAlready ? { id, answer: 'already-had', position } : { id, answer: 'accepted', position, conflicts: [...entry.conflicts] };
}

async function answer(contract: Contract, input: { readonly params?: unknown; readonly query?: unknown; readonly body?: unknown }, when: 'first' | 'away'): Promise<unknown> {
  const owner = currentOwner();
  if (owner === null || phone.rowsAt === null) return undefined;
  // Before the server only what is of one thing is answered from here: lists of the first screen do not wait for this.
  if (when === 'first' && !contract.path.includes('/:id')) return undefined;
  for (const one of await answersSoon()) {
    const found = one.contract === contract && (when === 'away' || one.first) ? await one.answer(rowsOf(owner), input) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
