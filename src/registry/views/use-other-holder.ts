/** Whose document the number is that a correction gives somebody, looked for while it is typed. */
import { onScopeDispose, ref, watch, type Ref } from 'vue';
import { findCandidates } from '../contract.ts';
import type { Person } from './correction.ts';
import type { Candidate } from './use-candidates.ts';
import { call } from '../../web/api.ts';
import { programmeId } from '../../web/session.ts';

const PAUSE_MS = 350;
/** Fewer characters are no document yet. */
const DOCUMENT_MIN = 5;

/** Somebody else who has this very number; null where nobody has, or it could not be asked: the queue shows the pair later. */
export function useOtherHolder(asked: () => { readonly person: Person; readonly document: string } | null): Readonly<Ref<Candidate['person'] | null>> {
  const holder = ref<Candidate['person'] | null>(null);
  let current = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function look(person: Person, document: string, { signal }: AbortController): Promise<void> {
    const nothing = { phone: null, email: null, birthYear: null, sex: null, municipality: null, organisationId: null };
    // By the number alone: only the best few are told, and namesakes would crowd out whoever has it.
    const body = { givenNames: '', surnames: '', document, ...nothing };
    try {
      const { items } = await call(findCandidates, { params: { programme: programmeId() }, body, signal });
      if (!signal.aborted) holder.value = otherHolder(items, person.id);
    } catch {
      // Correcting stays possible: two with one number are found in the background too.
    }
  }

  function stop(): void {
    current.abort();
    clearTimeout(timer);
  }

  watch(
    () => JSON.stringify([asked()?.person.id, asked()?.document.replace(/[\s.]/g, '') ?? '']),
    () => {
      stop();
      holder.value = null;
      const { person, document } = asked() ?? { person: null, document: '' };
      const number = document.replace(/[\s.]/g, '');
      if (person === null || number.length < DOCUMENT_MIN) return;
      current = new AbortController();
      const mine = current;
      timer = setTimeout(() => void look(person, number, mine), PAUSE_MS);
    },
    { immediate: true },
  );
  onScopeDispose(stop);
  return holder;
}

/** The first of these who is somebody else and has the same number. */
export function otherHolder(candidates: readonly Candidate[], personId: string): Candidate['person'] | null {
  const same = ({ explanation }: Candidate): boolean => explanation.some(({ field, reason }) => field === 'document' && reason === 'same-number');
  return candidates.find((one) => one.person.id !== personId && same(one))?.person ?? null;
}
