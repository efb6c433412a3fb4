/** Adds to the loaded example what a process leaves besides its lists, its certificates, and a process still to come. */
import { randomBytes } from 'node:crypto';
import type { PoolClient } from 'pg';
import {
  CERTIFIED_ON,
  courseRecords,
  RECORDS_PROCESS,
  testHandedOut,
  type Attendee,
  type Seal,
} from '../../examples/bolivia-digna-y-productiva/course-records.ts';
import { processId } from '../../examples/bolivia-digna-y-productiva/programme.ts';
import { TEST_FILE_NAME, testWorkbook } from '../../examples/bolivia-digna-y-productiva/test-questions.ts';
import { upcomingEntries, upcomingRequests } from '../../examples/bolivia-digna-y-productiva/upcoming.ts';
import { certificationOf } from '../capabilities/events/certificates/certification.ts';
import { draftsOf, newCode } from '../capabilities/events/certificates/issuing.ts';
import { findAttended } from '../capabilities/events/attended.ts';
import { draftSchema, type DraftInput } from '../ledger/entry.ts';
import type { AppendContext } from '../ledger/prepare.ts';
import { insertAttachment } from '../ledger/read-queries.ts';
import { insertUpload } from '../ledger/upload-queries.ts';
import { MEDIA_TYPES } from '../platform/attachments/media-types.ts';
import { dayIn } from '../platform/calendar.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import type { ProgrammeInfo } from '../platform/http/route.ts';
import type { House } from './house.ts';

const CHUNK = 200;
const SALT_BYTES = 32;
/** Of those who attended, people who have a place in the process to come. */
const PLACED = 9;

/** `address`: where the codes of its certificates lead. Throws when an entry was refused. */
export async function addRecords(house: House, programme: ProgrammeInfo, context: AppendContext, address: string): Promise<void> {
  const people = await inProgramme(house.pool, programme.id, (client) => attendees(client, programme.id));
  await append(house, context, courseRecords(people, seal));
  if (context.userId !== null) await handOutTest(house, programme, { ...context, userId: context.userId });
  const certification = await inProgramme(house.pool, programme.id, (client) => certificationOf(client, programme.id, processId(RECORDS_PROCESS)));
  const entitled = certification?.candidates.filter(({ whyNot }) => whyNot === null) ?? [];
  const issued = certification === null ? null : draftsOf(certification, entitled, { language: 'es', address, today: CERTIFIED_ON });
  await append(house, context, issued ?? []);
  const today = dayIn(house.clock.now(), programme.timeZone);
  await append(house, context, upcomingEntries({ today, code: newCode(), registered: people.filter(({ reached }) => reached).slice(0, PLACED) }));
  await append(house, context, upcomingRequests(today, seal));
}

const seal: Seal = (value) => ({ salt: randomBytes(SALT_BYTES).toString('hex'), value });

/** By surname, so that the same people give the same. */
async function attendees(client: PoolClient, programmeId: string): Promise<Attendee[]> {
  const certification = await certificationOf(client, programmeId, processId(RECORDS_PROCESS));
  if (certification === null) throw new Error(`The example has no process ${RECORDS_PROCESS}.`);
  const attended = new Map((await findAttended(client, programmeId, certification.process.number)).map((one) => [one.personId, one]));
  return certification.candidates.map(({ personId, recordId, givenNames, surnames, reached }) => {
    const { organisationId = null, organisationKind = null } = attended.get(personId) ?? {};
    return { recordId, name: `${givenNames} ${surnames}`, reached, organisationId, organisationKind };
  });
}

async function handOutTest(house: House, programme: ProgrammeInfo, context: AppendContext & { readonly userId: string }): Promise<void> {
  const bytes = await testWorkbook();
  const sha256 = await house.files.keep(programme.id, bytes);
  const at = house.clock.now();
  await inProgramme(house.pool, programme.id, async (client) => {
    await insertAttachment(client, programme.id, { sha256, sizeBytes: bytes.length, mediaType: MEDIA_TYPES.xlsx, fileName: TEST_FILE_NAME, storedAt: at });
    await insertUpload(client, programme.id, { sha256, purpose: 'process-material', userId: context.userId, at });
  });
  await append(house, context, [testHandedOut(sha256)]);
}

async function append(house: House, context: AppendContext, entries: readonly DraftInput[]): Promise<void> {
  for (let from = 0; from < entries.length; from += CHUNK) {
    const answers = await house.ledger.append(context, entries.slice(from, from + CHUNK).map((entry) => draftSchema.parse(entry)));
    const refused = answers.find(({ answer }) => answer !== 'accepted');
    if (refused !== undefined) throw new Error(`A record of the example was refused: ${JSON.stringify(refused)}`);
  }
}
