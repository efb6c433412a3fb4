/** Words of copies of what a phone has not sent. */
import type { es } from './texts.es.ts';

export const en: typeof es = {
  title: 'Bring in a copy of another phone',
  hint: 'The file that a phone keeps with what is to be sent. It is encrypted: its author opens it, or whoever manages users. Bringing it in twice doubles nothing.',
  opened: (name: string, count: number) => `${name === '' ? 'Copy' : `Copy of ${name}`}: ${count === 1 ? '1 entry' : `${count} entries`}`,
  files: (count: number) => (count === 1 ? 'with 1 photo' : `with ${count} photos`),
  bringIn: 'Bring into the programme',
  busy: (done: number, of: number) => `${done} of ${of} brought in`,
  results: { accepted: 'Brought in', 'already-had': 'Was there', waiting: 'Waits for another entry', refused: 'Not accepted' },
  sum: (accepted: number, had: number, refused: number) => `${accepted} brought in, ${had} were there, ${refused} were not accepted.`,
  inTheirName: (name: string) => `They stand in the name of ${name}.`,
  inOwnName: 'That phone may no longer send: they stand in the name of whoever brought them in.',
  empty: 'The copy holds nothing to send.',
  another: 'Bring in another copy',
};
