/** The queue by keyboard: 1, 2 and 3 choose the decision, arrows go to the pair before and after. Enter sends the form. */
import { onMounted, onUnmounted } from 'vue';

export interface QueueKeys {
  readonly step: (by: number) => void;
  readonly choose: (decision: string) => void;
}

const DECISIONS: Readonly<Record<string, string>> = { 1: 'same', 2: 'different', 3: 'later' };

export function useQueueKeys({ step, choose }: QueueKeys): void {
  function press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target)) return;
    const decision = DECISIONS[event.key];
    if (decision !== undefined) choose(decision);
    else if (event.key === 'ArrowRight') step(1);
    else if (event.key === 'ArrowLeft') step(-1);
    else return;
    event.preventDefault();
  }
  onMounted(() => document.addEventListener('keydown', press));
  onUnmounted(() => document.removeEventListener('keydown', press));
}

/** Where keys already mean something: fields, lists of options, dialogs. */
function isTaken(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, select, textarea, dialog[open], [contenteditable]') !== null;
}
