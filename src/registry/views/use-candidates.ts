/** Who somebody that is being registered may already be, looked for while the user types. */
import { computed, onScopeDispose, reactive, ref, watch, type Ref } from 'vue';
import { findCandidates } from '../contract.ts';
import { birthCounted, orNull, surnamesTyped, type PersonTyped } from './person-draft.ts';
import { call, type AnswerOf } from '../../web/api.ts';
import { programmeId } from '../../web/session.ts';

export type Candidate = AnswerOf<typeof findCandidates>['items'][number];
export type CandidateAnswer = 'no' | 'later';

export interface Candidates {
  readonly found: Readonly<Ref<readonly Candidate[]>>;
  /** The first candidate on whom the user has not answered. */
  readonly asking: Readonly<Ref<Candidate | null>>;
  readonly answers: Record<string, CandidateAnswer>;
  readonly searching: Readonly<Ref<boolean>>;
  readonly failed: Readonly<Ref<boolean>>;
}

const PAUSE_MS = 350;

/** Searches once there is enough to search by: a name and a surname, a document or a telephone. */
export function useCandidates(typed: PersonTyped, organisationId: () => string | null): Candidates {
  const found = ref<readonly Candidate[]>([]);
  const answers = reactive<Record<string, CandidateAnswer>>({});
  const searching = ref(false);
  const failed = ref(false);
  let asked = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function search(mine: AbortController): Promise<void> {
    try {
      const body = questionOf(typed, organisationId());
      const answer = await call(findCandidates, { params: { programme: programmeId() }, body, signal: mine.signal });
      if (!mine.signal.aborted) found.value = answer.items;
    } catch {
      // Registering stays possible: what is missed here appears later among the possible duplicates.
      if (!mine.signal.aborted) failed.value = true;
    }
    if (!mine.signal.aborted) searching.value = false;
  }

  function stop(): void {
    asked.abort();
    clearTimeout(timer);
  }

  watch(
    () => JSON.stringify(questionOf(typed, organisationId())),
    () => {
      stop();
      failed.value = false;
      searching.value = isEnough(typed);
      if (!searching.value) {
        found.value = [];
        return;
      }
      asked = new AbortController();
      const mine = asked;
      timer = setTimeout(() => void search(mine), PAUSE_MS);
    },
    // What was filled in before is looked for at once.
    { immediate: isEnough(typed) },
  );
  onScopeDispose(stop);
  const asking = computed(() => found.value.find(({ person }) => answers[person.id] === undefined) ?? null);
  return { found, asking, answers, searching, failed };
}

function questionOf(typed: PersonTyped, organisationId: string | null) {
  return {
    givenNames: typed.givenNames.trim(),
    surnames: surnamesTyped(typed),
    document: orNull(typed.documentNumber.replace(/[\s.]/g, '')),
    complement: orNull(typed.complement.trim()),
    phone: orNull(typed.phones[0]?.number ?? ''),
    email: orNull(typed.email),
    birthYear: birthCounted(typed).birthYear,
    sex: orNull(typed.sex),
    municipality: orNull(typed.municipality),
    organisationId,
  };
}

function isEnough(typed: PersonTyped): boolean {
  const named = typed.givenNames.trim().length >= 2 && surnamesTyped(typed).length >= 2;
  return named || typed.documentNumber.trim().length >= 5 || (typed.phones[0]?.number.trim().length ?? 0) >= 7;
}
