/** What is refused of tests, satisfaction, follow-up, materials and sheets: the same one again, and what cannot be. */
import type { PoolClient } from 'pg';
import type { Refuser } from '../../../ledger/append.ts';
import type { FilePurpose } from '../../../ledger/file-purposes.ts';
import type { Prepared } from '../../../ledger/prepare.ts';
import { findUploadedFor } from '../../../ledger/upload-queries.ts';
import { canonicalIdsOf } from '../../../registry/duplicate-queries.ts';
import { PEOPLE } from '../../../registry/subject.ts';
import { attendanceSheetKept } from '../attendance-sheet-entries.ts';
import { checkInDeclared, checkInOpened } from '../check-in-entries.ts';
import {
  followUpRecorded,
  followUpScheduled,
  materialShared,
  satisfactionFormSet,
  satisfactionOpened,
  satisfactionRecorded,
  testResultRecorded,
} from '../entries.ts';
import { registrationAnswered, registrationOpened } from '../registration-entries.ts';
import { DEFAULT_FORM } from '../satisfaction/default-form.ts';
import { findTaken } from './queries.ts';

interface Refusal {
  readonly code: string;
  readonly field: string | null;
}
type Refusals = Map<string, Refusal>;

/** Kinds of which one stands at a time, by what, and what is said to a second. */
interface Once {
  readonly kind: string;
  readonly refusal: Refusal;
  readonly keyOf: (payload: unknown, occurredOn: string) => string;
}

const ONCE: readonly Once[] = [
  {
    kind: testResultRecorded.kind,
    refusal: { code: 'already-tested', field: 'person' },
    keyOf: (payload) => testResultRecorded.payload.parse(payload).moment,
  },
  {
    kind: followUpRecorded.kind,
    refusal: { code: 'already-followed-up', field: 'person' },
    keyOf: (_payload, occurredOn) => occurredOn,
  },
  { kind: satisfactionFormSet.kind, refusal: { code: 'already-set', field: 'process' }, keyOf: () => '' },
  { kind: satisfactionOpened.kind, refusal: { code: 'already-set', field: 'process' }, keyOf: () => '' },
  { kind: followUpScheduled.kind, refusal: { code: 'already-set', field: 'process' }, keyOf: () => '' },
  { kind: registrationOpened.kind, refusal: { code: 'already-set', field: 'process' }, keyOf: () => '' },
  {
    kind: checkInOpened.kind,
    refusal: { code: 'already-set', field: 'session' },
    keyOf: (payload) => checkInOpened.payload.parse(payload).sessionId,
  },
  {
    kind: checkInDeclared.kind,
    refusal: { code: 'already-checked-in', field: 'person' },
    keyOf: (payload) => checkInDeclared.payload.parse(payload).sessionId,
  },
  {
    kind: registrationAnswered.kind,
    refusal: { code: 'already-answered', field: null },
    keyOf: (payload) => registrationAnswered.payload.parse(payload).requestId,
  },
  {
    kind: attendanceSheetKept.kind,
    refusal: { code: 'sheet-already-kept', field: 'session' },
    keyOf: (payload) => {
      const { sessionId, fileSha256 } = attendanceSheetKept.payload.parse(payload);
      return `${sessionId} ${fileSha256}`;
    },
  },
];

/** Kinds whose file came in for a purpose, and so was checked for it, and is carried by the entry. */
const CARRIED: readonly { readonly kind: string; readonly purpose: FilePurpose }[] = [
  { kind: attendanceSheetKept.kind, purpose: 'attendance-sheet' },
  { kind: materialShared.kind, purpose: 'process-material' },
];

export const recordsRefuser: Refuser = async (client, programmeId, prepared) => {
  const refused: Refusals = new Map();
  for (const once of ONCE) await refuseSecond(client, programmeId, prepared, once, refused);
  await refuseUnknownQuestions(client, programmeId, prepared, refused);
  for (const carried of CARRIED) await refuseFilesNotCarried(client, programmeId, prepared, carried, refused);
  for (const { draft, kind, newest } of prepared) {
    const refusal = impossibleIn(kind.kind, newest.payload);
    if (refusal !== null) refused.set(draft.id, refusal);
  }
  return refused;
};

async function refuseSecond(client: PoolClient, programmeId: string, prepared: readonly Prepared[], once: Once, refused: Refusals): Promise<void> {
  const stated = prepared.filter(({ kind }) => kind.kind === once.kind);
  if (stated.length === 0) return;
  const people = stated.flatMap(({ newest }) => (typeof newest.payload['personId'] === 'string' ? [newest.payload['personId']] : []));
  const canonical = await canonicalIdsOf(client, programmeId, PEOPLE, people);
  const keyOf = (processId: string, personId: string | null, payload: unknown, occurredOn: string): string =>
    // A person whom this very call registers has no other record yet.
    [processId, personId === null ? '' : (canonical.get(personId) ?? personId), once.keyOf(payload, occurredOn)].join(' ');
  const rows = await findTaken(client, programmeId, processesOf(stated), [once.kind]);
  const taken = new Map(rows.map((row) => [keyOf(row.processId, row.personId, row.body, row.occurredOn), row.id]));
  for (const { draft, rootId, newest } of stated) {
    const { processId, personId } = newest.payload;
    const key = keyOf(String(processId), typeof personId === 'string' ? personId : null, newest.payload, draft.occurredOn);
    const holder = taken.get(key);
    if (holder !== undefined && holder !== rootId) refused.set(draft.id, once.refusal);
    else taken.set(key, rootId);
  }
}

/** Answers are to questions of the process's form, as it is or as it ever was: a form may lose a question, an answer stays. */
async function refuseUnknownQuestions(
  client: PoolClient,
  programmeId: string,
  prepared: readonly Prepared[],
  refused: Refusals,
): Promise<void> {
  const answered = prepared.filter(({ kind, draft }) => kind.kind === satisfactionRecorded.kind && draft.rootId === null);
  if (answered.length === 0) return;
  const known = new Map<string, Set<string>>();
  const learn = (payload: unknown): void => {
    const { processId, questions } = satisfactionFormSet.payload.parse(payload);
    known.set(processId, new Set(questions.map(({ key }) => key)));
  };
  for (const row of await findTaken(client, programmeId, processesOf(answered), [satisfactionFormSet.kind])) learn(row.body);
  for (const { kind, newest } of prepared) if (kind.kind === satisfactionFormSet.kind) learn(newest.payload);
  for (const { draft, newest } of answered) {
    const { processId, answers } = satisfactionRecorded.payload.parse(newest.payload);
    const asked = known.get(processId) ?? DEFAULT_KEYS;
    if (Object.keys(answers).some((key) => !asked.has(key))) refused.set(draft.id, { code: 'unknown-question', field: 'answers' });
  }
}

/** A file that nobody uploaded for this, or that the entry names without carrying it, could never be opened. */
async function refuseFilesNotCarried(
  client: PoolClient,
  programmeId: string,
  prepared: readonly Prepared[],
  { kind, purpose }: (typeof CARRIED)[number],
  refused: Refusals,
): Promise<void> {
  const naming = prepared.flatMap(({ draft, kind: own, newest }) => {
    const sha256 = own.kind === kind ? newest.payload['fileSha256'] : null;
    return typeof sha256 === 'string' ? [{ draft, sha256 }] : [];
  });
  const uploaded = await findUploadedFor(client, programmeId, purpose, naming.map(({ sha256 }) => sha256));
  for (const { draft, sha256 } of naming) {
    if (!draft.attachments.includes(sha256) || !uploaded.has(sha256)) refused.set(draft.id, { code: 'unknown-attachment', field: 'attachments' });
  }
}

const DEFAULT_KEYS: ReadonlySet<string> = new Set(DEFAULT_FORM.questions.map(({ key }) => key));

function processesOf(items: readonly Prepared[]): string[] {
  return [...new Set(items.map(({ newest }) => String(newest.payload['processId'])))];
}

function impossibleIn(kind: string, payload: unknown): Refusal | null {
  if (kind === testResultRecorded.kind) {
    const { score, maxScore } = testResultRecorded.payload.parse(payload);
    return score > maxScore ? { code: 'score-above-maximum', field: 'score' } : null;
  }
  if (kind === satisfactionFormSet.kind) {
    const keys = satisfactionFormSet.payload.parse(payload).questions.map(({ key }) => key);
    return new Set(keys).size < keys.length ? { code: 'question-twice', field: 'questions' } : null;
  }
  if (kind !== materialShared.kind) return null;
  const { link, fileSha256 } = materialShared.payload.parse(payload);
  return (link === null) === (fileSha256 === null) ? { code: 'needs-link-or-file', field: 'link' } : null;
}
