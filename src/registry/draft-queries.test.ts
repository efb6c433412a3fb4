/** Imports that were being reviewed before drafts stood in one table are still there afterwards. */
import { expect, test } from 'vitest';
import { quietLog } from '../../test/database/quiet-log.ts';
import { testDatabase } from '../../test/database/test-database.ts';
import { findMigrations, migrate } from '../platform/database/migrate.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import { projectRoot } from '../platform/database/project-root.ts';
import { findDrafts } from './draft-queries.ts';

const UNITED = '2026-11-24-50-import-drafts.sql';
const PROGRAMME = '019b0000-0000-7000-8000-000000000001';
const [IMPORT, SOMEBODY] = ['019b0000-0000-7000-8000-0000000000a1', '019b0000-0000-7000-8000-0000000000b1'];

test('a draft of an import of people keeps its file, its decisions and what replaces', async () => {
  const database = await testDatabase('empty');
  try {
    const migrations = await findMigrations(projectRoot());
    await migrate(database.owner, migrations.filter(({ name }) => name < UNITED), { log: quietLog });
    await database.owner.query(
      `insert into registry_import (programme_id, id, what, sha256, file_name, size_bytes, policy, decisions, started_at, started_by)
       values ($1, $2, 'people', '\\xabcd', 'personas.xlsx', 12, '{"phone":"replace"}', '{"3":{"decision":"skip"}}', now(), $3)`,
      [PROGRAMME, IMPORT, SOMEBODY],
    );
    await migrate(database.owner, migrations, { log: quietLog });
    const drafts = await inProgramme(database.app, PROGRAMME, (client) => findDrafts(client, PROGRAMME, ['people']));
    expect(drafts).toMatchObject([
      {
        id: IMPORT,
        what: 'people',
        processId: null,
        fileName: 'personas.xlsx',
        sha256: 'abcd',
        policy: { phone: 'replace' },
        decisions: { 3: { decision: 'skip' } },
        stage: 'ready',
      },
    ]);
  } finally {
    await database.drop();
  }
});
