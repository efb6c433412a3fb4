/** Typing a third value where neither of two is right: what each field asks for, what is wrong, and the value it makes. */
import type { ConflictTexts } from '../texts.es.ts';
import type { CodeFamily } from '../../web/codes/code-words.ts';
import { formatNumber } from '../../web/format.ts';
import { isDocumentNumber, isEmail, orNull } from '../../registry/views/person-draft.ts';
import { CODED } from './value-words.ts';

export type Editor =
  | { readonly type: 'choice'; readonly family: CodeFamily; readonly optional: boolean }
  | { readonly type: 'text'; readonly max: number; readonly optional: boolean }
  | { readonly type: 'whole'; readonly min: number; readonly max: number; readonly optional: boolean }
  | { readonly type: 'date'; readonly optional: boolean }
  | { readonly type: 'department' | 'municipality' | 'organisation' | 'name' | 'document' | 'contact' | 'languages' | 'ages' | 'age-band' }
  /** Rows that start from those that stand: `TableEditor` types them. */
  | { readonly type: 'bands' | 'classes' };

/** What was typed, by the name of its box. */
export type Typed = Readonly<Record<string, string>>;

const text = (max: number, optional = false): Editor => ({ type: 'text', max, optional });
const whole = (min: number, max: number, optional = false): Editor => ({ type: 'whole', min, max, optional });
const date = (optional = false): Editor => ({ type: 'date', optional });
const choice = (name: string, optional = false): Editor | null => {
  const family = CODED[name];
  return family === undefined ? null : { type: 'choice', family, optional };
};
const COUNT_MAX = 1_000_000;

/** Bounds are those of the kinds' shapes; the ledger asks them again. */
const EDITORS: Readonly<Record<string, Editor | null>> = {
  occurredOn: date(),
  'payload.sex': choice('sex', true),
  'payload.birthYear': whole(1900, 2100, true),
  'payload.department': { type: 'department' },
  'payload.municipality': { type: 'municipality' },
  'payload.indigenous': choice('indigenous', true),
  'payload.disability': choice('disability', true),
  'payload.languages': { type: 'languages' },
  'payload.ageBand': { type: 'age-band' },
  'payload.youth': { type: 'ages' },
  'payload.bands': { type: 'bands' },
  'payload.classes': { type: 'classes' },
  'payload.name': text(200),
  'payload.acronym': text(30, true),
  'payload.organisationKind': choice('organisationKind'),
  'payload.taxNumber': text(20, true),
  'payload.valueChain': text(80, true),
  'payload.formalStatus': choice('formalStatus', true),
  'payload.membersWomen': whole(0, COUNT_MAX, true),
  'payload.membersMen': whole(0, COUNT_MAX, true),
  'payload.membersUnknown': whole(0, COUNT_MAX, true),
  'payload.exports': choice('exports', true),
  'payload.organisationId': { type: 'organisation' },
  'payload.partnerId': { type: 'organisation' },
  'payload.funderId': { type: 'organisation' },
  'payload.workersWomen': whole(0, COUNT_MAX, true),
  'payload.workersMen': whole(0, COUNT_MAX, true),
  'payload.workersUnknown': whole(0, COUNT_MAX, true),
  'payload.from': date(true),
  'payload.to': date(true),
  'payload.statedOn': date(),
  'payload.code': text(20),
  'payload.title': text(200),
  'payload.titleEn': text(200, true),
  'payload.productType': choice('productType'),
  'payload.bound': choice('bound'),
  'payload.funder': text(200, true),
  'payload.unitEn': text(60, true),
  'payload.topic': text(200, true),
  'payload.format': choice('format'),
  'payload.venue': text(200, true),
  'payload.funderSource': text(500, true),
  'payload.capacity': whole(1, 100_000, true),
  'payload.quota': whole(1, 10_000),
  'payload.womenGoalPercent': whole(0, 100, true),
  'payload.thresholdPercent': whole(0, 100),
  'payload.number': whole(1, 500),
  'payload.heldOn': date(),
  'payload.startsAt': text(5, true),
  'payload.durationMinutes': whole(1, 1440),
  'payload.modality': choice('modality'),
  'payload.startsOn': date(),
  'payload.endsOn': date(),
  'private.name': { type: 'name' },
  'private.birthDate': date(true),
  'private.document': { type: 'document' },
  'private.contact': { type: 'contact' },
  'private.position': text(120),
};

/** How a field is typed; null where it cannot be: a thing that is chosen elsewhere. `sample` is a value that stands. */
export function editorOf(field: string, sample: unknown): Editor | null {
  const editor = EDITORS[field] ?? null;
  // The same name can be a text in one kind and a text in two languages in another.
  if (editor?.type === 'text' && sample !== null && typeof sample !== 'string') return null;
  return editor;
}

/** What is wrong with each box, in words; empty where the value can be taken. */
export function faultsOf(editor: Editor, typed: Typed, t: ConflictTexts): Readonly<Record<string, string>> {
  const box = (name: string): string => (typed[name] ?? '').trim();
  if (editor.type === 'name') return box('givenNames') === '' ? { givenNames: t.faults.givenNames } : {};
  if (editor.type === 'document') return isDocumentNumber(box('number')) ? {} : { number: t.faults.document };
  if (editor.type === 'contact') return isEmail(box('email')) ? {} : { email: t.faults.email };
  if (editor.type === 'ages') return agesFault(box('fromYears'), box('toYears'), t);
  if (editor.type === 'age-band') return ageBandFault(box('fromYears'), box('toYears'), box('statedOn'), t);
  const fault = 'optional' in editor ? valueFault(editor, box('value'), t) : null;
  return fault === null ? {} : { value: fault };
}

const AGE_MAX = 120;

function agesFault(from: string, to: string, t: ConflictTexts): Readonly<Record<string, string>> {
  const isAge = (text: string): boolean => /^\d{1,3}$/.test(text) && Number(text) <= AGE_MAX;
  const fault = t.faults.whole('0', String(AGE_MAX));
  if (!isAge(from)) return { fromYears: fault };
  if (!isAge(to)) return { toYears: fault };
  return Number(from) <= Number(to) ? {} : { toYears: t.faults.agesTurned };
}

/** Nothing typed is a band that nobody knows; without "to" it is of that age or older. */
function ageBandFault(from: string, to: string, statedOn: string, t: ConflictTexts): Readonly<Record<string, string>> {
  if (from === '' && to === '' && statedOn === '') return {};
  const fault = agesFault(from, to === '' ? String(AGE_MAX) : to, t);
  if (Object.keys(fault).length > 0) return fault;
  return /^\d{4}-\d{2}-\d{2}$/.test(statedOn) ? {} : { statedOn: t.faults.date };
}

function valueFault(editor: Extract<Editor, { optional: boolean }>, value: string, t: ConflictTexts): string | null {
  if (value === '' && editor.optional) return null;
  switch (editor.type) {
    case 'choice':
      return value === '' ? t.faults.choose : null;
    case 'text':
      return value === '' ? t.faults.needed : null;
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? null : t.faults.date;
    case 'whole': {
      const number = /^\d{1,9}$/.test(value) ? Number(value) : null;
      if (number !== null && number >= editor.min && number <= editor.max) return null;
      // A year is written without a separator.
      const bound = (limit: number): string => (editor.min >= 1900 ? String(limit) : formatNumber(limit));
      return t.faults.whole(bound(editor.min), bound(editor.max));
    }
  }
}

/** The value that was typed, in the shape the ledger takes. Only for what has no faults. */
export function valueOf(editor: Editor, typed: Typed): unknown {
  const at = (box: string): string | null => orNull(typed[box] ?? '');
  switch (editor.type) {
    case 'whole':
      return at('value') === null ? null : Number(at('value'));
    case 'name':
      return {
        givenNames: at('givenNames'),
        paternal: at('paternal'),
        maternal: at('maternal'),
        married: at('married'),
        surnames: null,
      };
    case 'document': {
      const number = (typed['number'] ?? '').replaceAll(/[\s.]/g, '');
      return number === '' ? null : { number, complement: at('complement')?.toUpperCase() ?? null, issuedIn: at('issuedIn') };
    }
    case 'contact':
      return {
        phones: [
          { kind: 'mobile', number: at('phone') },
          { kind: 'landline', number: at('otherPhone') },
        ].filter((phone) => phone.number !== null),
        email: at('email'),
      };
    case 'languages':
      return (typed['value'] ?? '').split(',').filter((code) => code !== '');
    case 'ages':
      return { fromYears: Number(at('fromYears')), toYears: Number(at('toYears')) };
    case 'age-band': {
      const [from, to] = [at('fromYears'), at('toYears')];
      return from === null ? null : { fromYears: Number(from), toYears: to === null ? null : Number(to), statedOn: at('statedOn') };
    }
    default:
      return at('value');
  }
}
