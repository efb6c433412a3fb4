/** Own entries of this phone that stand against what others wrote: read from its rows, and told once each. */
import { contradictionsOf, standingOf, thingOf, type Contradiction } from '../../ledger/views/contradiction.ts';
import type { Conflict } from '../../ledger/views/decision.ts';
import { session } from '../session.ts';
import { showToast } from '../toasts.ts';
import { language } from '../words.ts';
import { spaceOf, type KeptEntry, type Owner } from './database.ts';
import { bodiesOf } from './local-answers.ts';
import { entriesOf } from './outbox.ts';
import { rowsOf } from './own-rows.ts';
import { syncedAt } from './rows.ts';
import { theStore } from './the-store.ts';
import { es } from './texts.es.ts';
import { en } from './texts.en.ts';

export interface Contradictions {
  readonly open: readonly Contradiction[];
  /** Ids of own entries that contradicted others and are decided. */
  readonly decided: ReadonlySet<string>;
}

export async function contradictionsHere(owner: Owner, entries: readonly KeptEntry[]): Promise<Contradictions> {
  const conflicts = bodiesOf<Conflict>(await rowsOf(owner).all('conflict'));
  const upTo = (await syncedAt(await theStore(), owner))?.position ?? 0;
  const decided = entries.filter((entry) => standingOf(entry, conflicts, upTo) === 'decided');
  return { open: contradictionsOf(entries, conflicts), decided: new Set(decided.map(({ id }) => id)) };
}

/** One message for what came to stand against others since the last time, with the way to it. `byForms`: ids of entries whose forms told of it. */
export async function tellContradictions(owner: Owner, byForms: ReadonlySet<string>): Promise<void> {
  const store = await theStore();
  const sent = await entriesOf(store, owner, ['sent']);
  if (sent.length === 0) return;
  const { open } = await contradictionsHere(owner, sent);
  const key = `contradictions ${spaceOf(owner)}`;
  const before = (await store.get('settings', key))?.value;
  const told = new Set(Array.isArray(before) ? before : []);
  const idOf = (entry: KeptEntry): string => `${thingOf(entry)} ${entry.id}`;
  const fresh = open.filter(({ entries }) => entries.some((entry) => !told.has(idOf(entry)) && !byForms.has(entry.id)));
  // What is decided is forgotten: should the decision be undone, it is told anew.
  const now = open.flatMap(({ entries }) => entries.map(idOf));
  if (now.length > 0 || told.size > 0) await store.put('settings', { key, value: now });
  if (fresh.length === 0) return;
  const t = language.value === 'es' ? es : en;
  // There they stand with what both say.
  const to = { name: 'to-send', params: { programme: session.programmeCode ?? '' } };
  showToast(t.contradicted(fresh.length), { tone: 'bad', link: { label: t.seeBoth, to } });
}
