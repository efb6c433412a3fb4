/** What the public forms of a process have in common: their language, their address, the number of a page. Pure. */
import { codeShown, isCode } from '../../../verification/rules.ts';

export type Language = 'es' | 'en';

/** Boxes of a form as a browser sends them, by name. */
export type Boxes = Readonly<Record<string, string | undefined>>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Path of the public page of a process. What is no code, as somebody may ask for anything, leads nowhere. */
export function pathOf(root: string, code: string): string {
  return `/${root}/${isCode(code) ? codeShown(code) : '-'}`;
}

/** Which language a page is asked for in. */
export function languageOf(asked: string | undefined): Language {
  return asked === 'en' ? 'en' : 'es';
}

/** The number that was made with the page that was sent; null where it came back as none. */
export function sendingIn(text: string | undefined): string | null {
  return text !== undefined && UUID.test(text) ? text : null;
}

/** `30/11/2026`, as people write a day here. */
export function dayWords(day: string): string {
  return day.split('-').reverse().join('/');
}
