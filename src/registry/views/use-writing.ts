/** Sends drafts of a form: says whether it is busy, why it failed, and never writes the same thing twice. */
import { getCurrentScope, hasInjectionContext, inject, onScopeDispose, ref, type InjectionKey, type Ref } from 'vue';
import type { DraftInput } from '../../ledger/entry.ts';
import { entryWithdrawn } from '../../ledger/entries.ts';
import { append, newDraft, type Keeping } from '../../web/drafts.ts';
import { dayOfInstant } from '../../web/format.ts';
import { problemSentence } from '../../web/problem-words.ts';
import { programmeId, serverNow } from '../../web/session.ts';
import { showToast } from '../../web/toasts.ts';
import { wroteUnseen } from '../../web/unseen-writes.ts';

export type OwnDraft = DraftInput & { readonly id: string };

export interface Writing {
  readonly busy: Readonly<Ref<boolean>>;
  /** One sentence for the user; null while nothing went wrong. */
  readonly failure: Ref<string | null>;
  /** `keeping`: what a phone is told of them. The drafts as they went in, or null where they did not: then `failure` says why. */
  readonly send: (content: unknown, make: () => readonly OwnDraft[], keeping?: (drafts: readonly OwnDraft[]) => Keeping) => Promise<readonly OwnDraft[] | null>;
}

/** Given by whoever opens a form to mend a refused entry of this phone: its id. What the form writes takes its place. */
export const IN_PLACE_OF: InjectionKey<string | null> = Symbol('in place of');

/** Today in the programme's time zone, by the server's clock. */
export function today(): string {
  return dayOfInstant(serverNow());
}

/** A draft that withdraws what a root entry says. `seen`: the version, or all the leaves, the user had before them. */
export function withdrawalOf(rootId: string, seen: string | readonly string[], reason: string): OwnDraft {
  const supersedes = typeof seen === 'string' ? [seen] : seen;
  return newDraft(entryWithdrawn.kind, today(), {}, { rootId, supersedes, private: { reason } });
}

/**
 * `content` is what the user typed. While it stays the same, a second try sends the same drafts with the same ids, so
 * that an answer that was lost on the way does not leave two entries. Where the form was closed meanwhile, what became of it is
 * said in a message, or seen in what is on screen.
 */
export function useWriting(): Writing {
  const busy = ref(false);
  const failure = ref<string | null>(null);
  const inPlaceOf = hasInjectionContext() ? inject(IN_PLACE_OF, null) : null;
  let last: { content: string; drafts: readonly OwnDraft[] } | null = null;
  let isClosed = false;
  if (getCurrentScope() !== undefined) onScopeDispose(() => { isClosed = true; });

  async function send(
    content: unknown,
    make: () => readonly OwnDraft[],
    keeping: (drafts: readonly OwnDraft[]) => Keeping = () => ({}),
  ): Promise<readonly OwnDraft[] | null> {
    if (busy.value) return null;
    busy.value = true;
    failure.value = null;
    const text = JSON.stringify(content);
    const drafts = last?.content === text ? last.drafts : make();
    last = { content: text, drafts };
    try {
      const { refusals } = await append(programmeId(), drafts, { ...keeping(drafts), isOpen: () => !isClosed, ...(inPlaceOf === null ? {} : { inPlaceOf, shown: true }) });
      failure.value = refusals[0]?.sentence ?? null;
    } catch (thrown) {
      failure.value = problemSentence(thrown);
    } finally {
      busy.value = false;
    }
    if (failure.value !== null) {
      if (isClosed) showToast(failure.value, { tone: 'bad' });
      return null;
    }
    last = null;
    if (isClosed) wroteUnseen();
    return drafts;
  }
  return { busy, failure, send };
}
