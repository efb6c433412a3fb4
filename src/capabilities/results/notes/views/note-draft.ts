/** What was typed of a note: what is wrong with it, and the draft it makes. */
import { orNull } from '../../../../registry/views/person-draft.ts';
import type { OwnDraft } from '../../../../registry/views/use-writing.ts';
import type { AnswerOf } from '../../../../web/api.ts';
import { newDraft } from '../../../../web/drafts.ts';
import { language } from '../../../../web/words.ts';
import { noteWritten } from '../../statement-entries.ts';
import type { listNotes } from '../contract.ts';

export type Note = AnswerOf<typeof listNotes>['notes'][number];
type About = Note['about'];

/** Something notes can be written about, and how it is called. */
export interface Subject {
  /** `indicator:<code>`, `result:<code>`, `area:<code>`. */
  readonly key: string;
  readonly label: string;
}

export interface NoteTyped {
  about: string;
  from: string;
  to: string;
  text: string;
  textEn: string;
}
export type NoteFault = 'about' | 'from' | 'to' | 'text';
type Indicators = AnswerOf<typeof listNotes>['indicators'];

/** The key of what a note speaks of; null where that indicator is no more. */
export function keyOf(about: About, indicators: Indicators): string | null {
  if (about.what !== 'indicator') return `${about.what}:${about.code}`;
  const code = indicators.find(({ id }) => id === about.indicatorId)?.code;
  return code === undefined ? null : `indicator:${code}`;
}

function aboutOf(key: string, indicators: Indicators): About | null {
  const [what, ...rest] = key.split(':');
  const code = rest.join(':');
  if (what === 'result' || what === 'area') return { what, code };
  const id = indicators.find((one) => one.code === code)?.id;
  return id === undefined ? null : { what: 'indicator', indicatorId: id };
}

export function noteTyped(note: Note | null, key: string): NoteTyped {
  return { about: key, from: note?.from ?? '', to: note?.to ?? '', text: note?.text ?? '', textEn: note?.textEn ?? '' };
}

export function noteFaults(typed: NoteTyped): NoteFault[] {
  const faults: NoteFault[] = [];
  if (typed.about === '') faults.push('about');
  if (typed.from === '') faults.push('from');
  if (typed.to === '' || typed.to < typed.from) faults.push('to');
  if (typed.text.trim() === '') faults.push('text');
  return faults;
}

export function noteDraft(typed: NoteTyped, before: Note | null, indicators: Indicators, today: string): OwnDraft {
  const payload = { about: aboutOf(typed.about, indicators), from: typed.from, to: typed.to, text: typed.text.trim(), textEn: orNull(typed.textEn) };
  return newDraft(noteWritten, today, payload, before === null ? {} : { rootId: before.id, supersedes: before.leaves });
}

export function textOf({ text, textEn }: Note): string {
  return language.value === 'en' ? (textEn ?? text) : text;
}
