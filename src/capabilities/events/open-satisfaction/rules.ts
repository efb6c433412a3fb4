/** Where and until when one can answer by link, what is wrong with what was sent, and what it says. Pure. */
import { COMMENT_MAX } from '../entries.ts';
import { pathOf, type Boxes } from '../public-forms/rules.ts';

/** Path of the public page of a process. */
export function publicPath(code: string): string {
  return pathOf('opinion', code);
}

/** Whether one can answer on this day: until the day that was set. */
export function isOpenOn(today: string, closesOn: string | null): boolean {
  return closesOn === null || today <= closesOn;
}

/** What stands before the key of a question in the name of its box. */
const QUESTION = 'pregunta-';

/** Name of the box of a question. */
export function boxOf(key: string): string {
  return `${QUESTION}${key}`;
}

/** The form as it was sent. */
export interface Typed {
  /** By key of question; it may be of none that is asked. */
  readonly points: ReadonlyMap<string, string>;
  readonly comment: string;
}

export const NOTHING_TYPED: Typed = { points: new Map(), comment: '' };

/** What was answered, by the questions' boxes. */
export function typedIn(body: Boxes): Typed {
  const points = Object.entries(body).flatMap(([name, value]): [string, string][] =>
    name.startsWith(QUESTION) && value !== undefined && value !== '' ? [[name.slice(QUESTION.length), value]] : [],
  );
  return { points: new Map(points), comment: Object.hasOwn(body, 'comentario') ? (body['comentario'] ?? '') : '' };
}

export interface Faults {
  /** Keys of questions answered with something that is not on the scale. */
  readonly points: ReadonlySet<string>;
  readonly comment: boolean;
  /** No question is answered, or one that is asked no more: the form was changed meanwhile. */
  readonly whole: 'nothing' | 'changed' | null;
}

export const NO_FAULTS: Faults = { points: new Set(), comment: false, whole: null };

/** What is wrong; `keys`: the questions that are asked. */
export function faultsOf({ points, comment }: Typed, keys: readonly string[]): Faults {
  const wrong = keys.filter((key) => points.has(key) && pointOf(points.get(key)) === null);
  const strange = [...points.keys()].some((key) => !keys.includes(key));
  const whole = strange ? 'changed' : points.size === 0 ? 'nothing' : null;
  return { points: new Set(wrong), comment: cleaned(comment).length > COMMENT_MAX, whole };
}

export function isFaulty({ points, comment, whole }: Faults): boolean {
  return points.size > 0 || comment || whole !== null;
}

/** What was sent, as the ledger keeps it. Only for what has no fault. */
export function saidIn({ points, comment }: Typed): { readonly answers: Record<string, number>; readonly comment: string } {
  const answers = [...points].flatMap(([key, text]): [string, number][] => {
    const point = pointOf(text);
    return point === null ? [] : [[key, point]];
  });
  return { answers: Object.fromEntries(answers), comment: cleaned(comment) };
}

/** Letters of a word, and of words together, that stand under a circle when five of them share the width of a phone. */
const WORD_MAX = 8;
const WORDS_MAX = 22;

/** Whether the words of a scale stand beside one another on a phone; longer ones stand below one another. */
export function fitsInRow(words: readonly string[]): boolean {
  return words.every((text) => text.length <= WORDS_MAX && text.split(/\s+/).every((word) => word.length <= WORD_MAX));
}

function pointOf(text: string | undefined): number | null {
  return text !== undefined && /^[1-5]$/.test(text) ? Number(text) : null;
}

/** Lines as people end them, nothing that does not show, letters composed. */
function cleaned(text: string): string {
  return text.toWellFormed().replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n]/gu, ' ').normalize('NFC').trim();
}
