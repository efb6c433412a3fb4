/** Whether something is being typed in this window that loading it anew would lose. */

type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const touched = new Set<Input>();

/** From now on, what the user writes or chooses is noticed. */
export function noticeForms(): void {
  for (const kind of ['input', 'change']) {
    document.addEventListener(kind, ({ target }) => {
      if (isInput(target) && target.closest('.filters, [role="search"]') === null) touched.add(target);
    });
  }
}

/** A form that was saved or closed is gone from the page, or empty again. */
export function isFormOpen(): boolean {
  for (const input of touched) {
    if (!input.isConnected || input.value === '') touched.delete(input);
  }
  return touched.size > 0;
}

function isInput(target: EventTarget | null): target is Input {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && target.type !== 'search';
}
