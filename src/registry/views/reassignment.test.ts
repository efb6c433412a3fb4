import { expect, test } from 'vitest';
import { reassignments, type SinceItem } from './reassignment.ts';

const item: SinceItem = {
  entryId: '01900000-0000-7000-8000-000000000001',
  kind: 'events.attendance-recorded',
  occurredOn: '2026-11-01',
  recordedAt: '2026-11-02T12:00:00.000Z',
  recordedBy: 'Mario',
  recordId: 'a',
  fields: ['personId'],
  versions: [{ supersedes: ['01900000-0000-7000-8000-000000000002'], occurredOn: '2026-11-01', payload: { personId: 'a', durationMinutes: 50, sessionId: 's' } }],
  processTitle: 'Apoyo',
  sessionNumber: 1,
  organisationName: null,
  personName: 'Rosa Mamani',
};

test('what is given to the other record becomes a correction of its latest version, saying the same of somebody else', () => {
  const [made] = reassignments([item], { [item.entryId]: 'b' });
  expect(made).toMatchObject({
    kind: item.kind,
    occurredOn: '2026-11-01',
    rootId: item.entryId,
    supersedes: ['01900000-0000-7000-8000-000000000002'],
    payload: { personId: 'b', durationMinutes: 50, sessionId: 's' },
  });
});

test('of versions side by side each is given by itself, with what it says; one that says so already is left alone', () => {
  const version = (leaf: string, occurredOn: string, payload: Record<string, unknown>) => ({ supersedes: [leaf], occurredOn, payload });
  const versions = [
    version('x', '2026-11-01', { personId: 'a', durationMinutes: 50 }),
    version('y', '2026-11-03', { personId: 'a', durationMinutes: 60 }),
    version('z', '2026-11-01', { personId: 'b', durationMinutes: 40 }),
  ];
  expect(reassignments([{ ...item, versions }], { [item.entryId]: 'b' })).toMatchObject([
    { supersedes: ['x'], occurredOn: '2026-11-01', payload: { personId: 'b', durationMinutes: 50 } },
    { supersedes: ['y'], occurredOn: '2026-11-03', payload: { personId: 'b', durationMinutes: 60 } },
  ]);
});

test('what stays where it is is not written again', () => {
  expect(reassignments([item], {})).toEqual([]);
  expect(reassignments([item], { [item.entryId]: 'a' })).toEqual([]);
});

test('of organisations the person stays, and the organisation becomes the other one', () => {
  const role = { ...item, kind: 'registry.role-recorded', recordId: 'x', fields: ['organisationId'], versions: [{ supersedes: ['l'], occurredOn: '2026-11-01', payload: { personId: 'a', organisationId: 'x', from: null, to: null } }] };
  const [made] = reassignments([role], { [item.entryId]: 'y' });
  expect(made?.payload).toEqual({ personId: 'a', organisationId: 'y', from: null, to: null });
});
