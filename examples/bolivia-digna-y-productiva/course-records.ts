/**
 * What the process FICHAS left besides its attendance: who was invited and registered, what the tests and the follow-up
 * gave, what people thought of it, and how its certificates look. Demonstration data, decided by the people's names. No
 * figure of the article depends on any of it. Pure.
 */
import type { DraftInput } from '../../src/ledger/entry.ts';
import { DEFAULT_FORM } from '../../src/capabilities/events/satisfaction/default-form.ts';
import { diceOf } from './dice.ts';
import { processId } from './programme.ts';
import { stableId } from './stable-id.ts';
import { TEST_POINTS_MAX } from './test-questions.ts';

/** Somebody who attended the process. */
export interface Attendee {
  readonly recordId: string;
  readonly name: string;
  readonly reached: boolean;
  readonly organisationId: string | null;
  readonly organisationKind: string | null;
}

/** Hides a private part behind a salt of its own. */
export type Seal = (value: unknown) => { readonly salt: string; readonly value: unknown };

export const RECORDS_PROCESS = 'FICHAS';
export const DESIGN_ID = stableId('certificate design');
export const CERTIFIED_ON = '2021-06-22';

const PROCESS_ID = processId(RECORDS_PROCESS);
const FIRST_DAY = '2021-05-18';
const LAST_DAY = '2021-06-08';
const INVITED_ON = '2021-04-26';
const REGISTERED_ON = '2021-05-10';
const MATERIAL_ON = '2021-05-18';
/** Days on which people were called, three months after the last session. */
const CALL_DAYS = ['2021-09-09', '2021-09-10', '2021-09-13'];
const INVITED_KINDS = ['employers', 'workers', 'government'];
const WOMEN_GOAL_PERCENT = 50;
/** Of ten who finished, those who filled in the form. */
const ANSWERED_OF_TEN = 7;

/** Everything but the certificates, which state what stands once the design is in. */
export function courseRecords(people: readonly Attendee[], seal: Seal): DraftInput[] {
  return [
    ...invitations(people),
    ...people.map(registered),
    ...people.flatMap(tested),
    ...answered(people, seal),
    entry('events.follow-up-scheduled', 'follow-up schedule', LAST_DAY, { processId: PROCESS_ID, months: 3 }),
    ...people.filter(({ reached }) => reached).flatMap((person) => calledAgain(person, seal)),
    certificateDesign(seal),
  ];
}

/** The test as it was handed out, under its SHA-256. */
export function testHandedOut(fileSha256: string): DraftInput {
  const says = { processId: PROCESS_ID, sessionId: null, title: 'Prueba antes y después', link: null, fileSha256, language: 'es', materialKind: 'form', inLibrary: true };
  return { ...entry('events.material-shared', 'material test', MATERIAL_ON, says), schemaVersion: 2, attachments: [fileSha256] };
}

function invitations(people: readonly Attendee[]): DraftInput[] {
  const sent = new Map<string, number>();
  for (const { organisationId, organisationKind } of people) {
    if (organisationId !== null && INVITED_KINDS.includes(organisationKind ?? '')) sent.set(organisationId, (sent.get(organisationId) ?? 0) + 1);
  }
  return [...sent].map(([organisationId, count], at) =>
    entry('events.organisation-invited', `invitation ${organisationId}`, INVITED_ON, {
      processId: PROCESS_ID, organisationId, quota: count + (at % 3), womenGoalPercent: WOMEN_GOAL_PERCENT,
    }),
  );
}

function registered({ recordId, organisationId }: Attendee): DraftInput {
  return entry('events.registration-recorded', `registration ${recordId}`, REGISTERED_ON, { processId: PROCESS_ID, personId: recordId, organisationId });
}

/** One in twelve came after the first test; whoever left before the end has no second one. */
function tested({ recordId, name, reached, organisationId }: Attendee): DraftInput[] {
  const dice = diceOf(`test ${name}`);
  const late = dice(12) === 0;
  const before = 6 + dice(8);
  const after = Math.min(TEST_POINTS_MAX, before + dice(9) - 1);
  const result = (moment: 'pre' | 'post', day: string, score: number): DraftInput =>
    entry('events.test-result-recorded', `test ${moment} ${recordId}`, day, {
      processId: PROCESS_ID, personId: recordId, organisationId, moment, score, maxScore: TEST_POINTS_MAX, department: null, municipality: null,
    });
  return [...(late ? [] : [result('pre', FIRST_DAY, before)]), ...(reached ? [result('post', LAST_DAY, after)] : [])];
}

/** Forms are anonymous: how many were filled in follows from the people, what they say does not. */
function answered(people: readonly Attendee[], seal: Seal): DraftInput[] {
  const forms = Math.floor((people.filter(({ reached }) => reached).length * ANSWERED_OF_TEN) / 10);
  return Array.from({ length: forms }, (_, at) => {
    const dice = diceOf(`form ${at}`);
    const answers = DEFAULT_FORM.questions.flatMap(({ key }) => (dice(15) === 0 ? [] : [[key, POINTS[dice(POINTS.length)] ?? 4]]));
    const comment = COMMENTS[at];
    const says = { processId: PROCESS_ID, sessionId: null, answers: { useful: 4, ...Object.fromEntries(answers) } };
    return { ...entry('events.satisfaction-recorded', `form ${at}`, LAST_DAY, says), ...(comment === undefined ? {} : { private: { comment: seal(comment) } }) };
  });
}

const POINTS = [5, 5, 5, 4, 4, 4, 4, 3, 3, 2];
const COMMENTS = [
  'Por primera vez busqué yo misma los datos de mi producto.',
  'Faltó tiempo para terminar la ficha en la sesión.',
  'La conexión se cortaba, pero quedaron las grabaciones.',
  'Me gustaría repetirlo con artesanías.',
  'Los ejemplos de café y de quinua ayudaron mucho.',
];

/** One in ten was not called yet; one in eight did not answer. */
function calledAgain({ recordId, name, organisationId }: Attendee, seal: Seal): DraftInput[] {
  const dice = diceOf(`call ${name}`);
  if (dice(10) === 0) return [];
  const result = RESULTS[dice(RESULTS.length)] ?? 'applied';
  const said = WHAT[dice(WHAT.length)] ?? '';
  const day = CALL_DAYS[dice(CALL_DAYS.length)] ?? LAST_DAY;
  const payload = { processId: PROCESS_ID, personId: recordId, organisationId, result, nextContactOn: null, department: null, municipality: null };
  const applies = result === 'applied' || result === 'partly';
  return [{ ...entry('events.follow-up-recorded', `call ${recordId}`, day, payload), ...(applies ? { private: { what: seal(said) } } : {}) }];
}

const RESULTS = ['applied', 'applied', 'applied', 'applied', 'partly', 'partly', 'not-applied', 'not-reached'];
const WHAT = [
  'Preparó una ficha para sus afiliados y la actualiza cada trimestre.',
  'Compara precios de dos países antes de negociar.',
  'Revisa los requisitos de etiqueta antes de enviar muestras.',
  'Enseñó a dos colegas a buscar por código arancelario.',
  'Usa la ficha para explicar a las socias por qué conviene vender juntas.',
];

/** Without logotypes: those belong to organisations. Who signs is invented, and signs by hand. */
function certificateDesign(seal: Seal): DraftInput {
  const design = {
    processId: PROCESS_ID,
    certifies: 'attendance',
    paper: 'a4',
    title: { es: 'Certificado de participación', en: 'Certificate of participation' },
    body: {
      es: 'Por haber participado en «{proceso}», {fechas}, con {horas} de trabajo conjunto entre empleadores, trabajadores y gobierno.',
      en: 'For having taken part in “{process}”, {dates}, with {hours} of joint work among employers, workers and government.',
    },
    statedHours: null,
    logos: [],
    signatures: [null, null],
    series: RECORDS_PROCESS,
    agreement: 'Documento de demostración: las personas son inventadas',
  };
  const signatories = [
    { name: 'Tatiana Quispe', position: 'Coordinadora', organisation: 'Bolivia Digna y Productiva' },
    { name: 'Nilda Choque', position: 'Facilitadora', organisation: null },
  ];
  return { ...entry('events.certificate-design-set', 'certificate design', LAST_DAY, design), id: DESIGN_ID, private: { signatories: seal(signatories) } };
}

function entry(kind: string, name: string, occurredOn: string, payload: Record<string, unknown>): DraftInput {
  return { id: stableId(name), kind, occurredOn, payload };
}
