/** Whoever says that photos may go now is heard, whatever phone and server are at. */
import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { dataUse } from '../../src/web/offline/data-use.ts';
import { openStore } from '../../src/web/offline/database.ts';
import { keepEntries } from '../../src/web/offline/outbox.ts';
import { sendFilesNow, sync } from '../../src/web/offline/phone.ts';
import { phone } from '../../src/web/offline/phone-state.ts';

const { told, rows } = vi.hoisted(() => ({
  /** Of each sending: whether photos might go. */
  told: [] as boolean[],
  /** Rows come once this is done. */
  rows: { come: Promise.resolve() },
}));
vi.mock('../../src/web/offline/sending.ts', () => ({
  sendEverybodys: () => {
    told.push(dataUse.asked);
    return Promise.resolve('done');
  },
}));
vi.mock('../../src/web/offline/rows.ts', () => ({ downloadRows: () => rows.come, syncedAt: () => Promise.resolve(null) }));
vi.mock('../../src/web/offline/the-store.ts', () => ({ theStore: () => openStore('photos-now'), forgetStore: () => undefined }));
vi.mock('../../src/web/people/people.ts', () => ({ vaultOfPerson: () => Promise.resolve({}) }));
vi.mock('../../src/web/session.ts', () => ({ currentProgramme: { value: { id: 'p' } }, session: { user: { id: 'u', name: 'Nilda' } }, worksOnPhone: () => true }));

beforeEach(() => {
  told.length = 0;
  rows.come = Promise.resolve();
  vi.stubGlobal('navigator', {});
  dataUse.asked = false;
  Object.assign(phone, { active: true, connection: 'there' });
});

test('they go with the next sending, and after it others wait again', async () => {
  await sendFilesNow();
  await sync();
  expect(told).toEqual([true, false]);
});

test('said while rows are on their way, it is not forgotten when they have come', async () => {
  // Something waits, so that it is sent before rows come.
  const draft = { id: '0190a000-0000-7000-8000-000000000001', kind: 'events.attendance-recorded', schemaVersion: 1, occurredOn: '2026-11-20', payload: {}, rootId: null, supersedes: [] };
  await keepEntries(await openStore('photos-now'), { programmeId: 'p', userId: 'u', userName: 'Nilda' }, [{ draft, about: 'Asistencia', shadows: [] }], '2026-11-20T12:00:00Z');
  let come = (): void => undefined;
  rows.come = new Promise((resolve) => {
    come = resolve;
  });
  const first = sync();
  await vi.waitFor(() => expect(told).toEqual([false]));
  const said = sendFilesNow();
  come();
  await Promise.all([first, said]);
  await vi.waitFor(() => expect(told).toHaveLength(2));
  expect(told).toEqual([false, true]);
});
