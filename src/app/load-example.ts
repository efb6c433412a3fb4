/** Loads the example programme through the same doors as everybody: entries, and the importer for the three lists. */
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Role } from '../access/rules.ts';
import { insertMembership, insertProgramme } from '../access/queries.ts';
import { peoplePage } from '../registry/list-pages.ts';
import { importNow } from '../capabilities/events/import-now.ts';
import { draftSchema } from '../ledger/entry.ts';
import type { AppendContext } from '../ledger/prepare.ts';
import { markProjected } from '../ledger/rebuild-queries.ts';
import { dayIn } from '../platform/calendar.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import type { ProgrammeInfo } from '../platform/http/route.ts';
import { DEFAULT_SEED, generateLists } from '../../examples/bolivia-digna-y-productiva/generate.ts';
import { EXAMPLE_ENTRIES, EXAMPLE_PROGRAMME, PARTNER_ID } from '../../examples/bolivia-digna-y-productiva/programme.ts';
import { PRIVACY_NOTICE, PUBLIC_PAGE } from '../../examples/bolivia-digna-y-productiva/public-page.ts';
import { REBUILD } from './catalogue.ts';
import { addRecords } from './example-records.ts';
import { addSheets } from './example-sheets.ts';
import type { House } from './house.ts';

interface ExampleUser {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  /** Narrowed to the example's implementing partner. */
  readonly withinPartner?: true;
  /** Is this person of the lists. */
  readonly person?: string;
}

/** The demonstration users, one per useful role. */
export const EXAMPLE_USERS: readonly ExampleUser[] = [
  { username: 'tatiana', name: 'Tatiana Quispe', role: 'coordinator' },
  { username: 'rosmery', name: 'Rosmery Apaza', role: 'me-officer' },
  { username: 'elena', name: 'Elena Donante', role: 'donor' },
  { username: 'wilma', name: 'Wilma Colque', role: 'partner-coordinator', withinPartner: true },
  { username: 'nilda', name: 'Nilda Choque', role: 'trainer', withinPartner: true },
  { username: 'lidia', name: 'Lidia Mamani Condori', role: 'participant', person: 'Lidia Mamani Condori' },
  { username: 'admin', name: 'Administración', role: 'administrator' },
];

/** The demonstration password: made once per data folder, so that no two installations share it. */
export async function examplePassword(folder: string): Promise<string> {
  const path = join(folder, 'demonstration-password');
  if (!existsSync(path)) await writeFile(path, `digna-${randomBytes(4).toString('hex')}`, { mode: 0o600 });
  return readFile(path, 'utf8');
}

/** `address`: of the house, where the codes of certificates lead. */
export async function loadExample(house: House, password: string, address: string): Promise<void> {
  const programme: ProgrammeInfo = { id: randomUUID(), ...EXAMPLE_PROGRAMME };
  await inProgramme(house.pool, programme.id, async (client) => {
    await insertProgramme(client, programme);
    // What is projected from here on is of this version: the next start has nothing to bring forward.
    await markProjected(client, programme.id, REBUILD.projectedAs);
  });
  const users = new Map<string, string>();
  for (const { username, name, role, withinPartner } of EXAMPLE_USERS) {
    const id = await house.signIn.addUser({ username, name, password });
    await insertMembership(house.pool, id, programme.id, role, { partnerId: withinPartner === true ? PARTNER_ID : null });
    users.set(username, id);
  }
  await loadProgramme(house, programme, users.get('tatiana') ?? null, DEFAULT_SEED, address);
  for (const { username, role, person } of EXAMPLE_USERS) {
    const userId = users.get(username);
    if (person === undefined || userId === undefined) continue;
    const personId = await personNamed(house, programme.id, person);
    await insertMembership(house.pool, userId, programme.id, role, { personId });
  }
}

async function personNamed(house: House, programmeId: string, name: string): Promise<string | null> {
  const today = dayIn(house.clock.now(), EXAMPLE_PROGRAMME.timeZone);
  const asked = { q: name, sort: 'name' as const, direction: 'up' as const };
  const page = await inProgramme(house.pool, programmeId, (client) => peoplePage(client, programmeId, asked, { limit: 1 }, today));
  return page.items[0]?.id ?? null;
}

/** Entries and lists of the example, with any seed, in an empty programme. Throws when a row would not go in. */
export async function loadProgramme(house: House, programme: ProgrammeInfo, userId: string | null, seed: number, address = 'http://localhost'): Promise<void> {
  const context: AppendContext = { programmeId: programme.id, userId, via: 'import', may: () => true };
  const answers = await house.ledger.append(context, EXAMPLE_ENTRIES.map((entry) => draftSchema.parse(entry)));
  const refused = answers.find(({ answer }) => answer === 'refused');
  if (refused !== undefined) throw new Error(`The example was refused: ${JSON.stringify(refused)}`);
  for (const list of await generateLists(seed)) {
    if (!list.loaded) continue;
    const report = await importNow(house.importer, { programme, context }, list, { dryRun: false, sessionNumber: null, withEffect: false });
    if (report.batchId === null || report.waiting.length > 0) {
      throw new Error(`The list ${list.fileName} did not go in whole: ${JSON.stringify(report.waiting.slice(0, 5))}`);
    }
  }
  await addSheets(house, { ...context, via: 'web' });
  await addRecords(house, programme, { ...context, via: 'web' }, address);
  // Last: what is published is what was known when it was.
  const published = await house.ledger.append({ ...context, via: 'web' }, [PUBLIC_PAGE, PRIVACY_NOTICE].map((entry) => draftSchema.parse(entry)));
  if (published.some(({ answer }) => answer !== 'accepted')) throw new Error(`The example's public pages were refused: ${JSON.stringify(published)}`);
}
