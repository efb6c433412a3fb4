/** Where the focus goes when the user comes to another page: to its h1, so that its name is heard. */
let travelling = false;

/** The address changed: the next h1 that appears takes the focus. */
export function departed(): void {
  travelling = true;
}

/** Called by the head of a page once it is there. The first page of the window leaves the focus where it is. */
export function arriveAt(heading: HTMLElement): void {
  if (!travelling) return;
  travelling = false;
  heading.focus({ preventScroll: true });
}
