import { describe, expect, test } from 'vitest';
import { registrationsHere, type WrittenHere } from './registrations-here.ts';
import type { RegistrationLine } from './rows-here.ts';

function line(id: string, organisationId: string | null = null): RegistrationLine {
  return {
    id, leaves: [id], conflictFields: [], registeredOn: '2026-11-20', personId: `person of ${id}`, givenNames: 'Ana', surnames: id, sex: 'woman',
    organisationId, organisationName: null, organisationKind: null, state: 'place', waitingFor: null, turn: null,
  };
}

function written(id: string, state: WrittenHere['state'], { withdrawn = false, organisationId = null }: { withdrawn?: boolean; organisationId?: string | null } = {}): WrittenHere {
  return { processId: 'p', withdrawn, line: line(id, organisationId), state };
}

const shown = (lines: readonly RegistrationLine[]): string[] => lines.map(({ id, state, turn, onPhone }) => [id, state, turn, onPhone].filter((part) => part !== null && part !== undefined).join(' '));

describe('registered on this phone', () => {
  test('stands at the end, and has the place that is left', () => {
    const roster = { registrations: [line('a')], quotas: [] };
    expect(shown(registrationsHere(roster, [written('b', 'kept'), written('c', 'kept')], 2))).toEqual(['a place', 'b place kept', 'c waiting 1 kept']);
  });

  test('the quota of an organisation holds on the phone too', () => {
    const roster = { registrations: [line('a', 'o')], quotas: [{ organisationId: 'o', quota: 1 }] };
    expect(shown(registrationsHere(roster, [written('b', 'kept', { organisationId: 'o' })], null))).toEqual(['a place', 'b waiting 1 kept']);
  });

  test('whoever is cancelled here leaves the list, and the next of those who wait moves up', () => {
    const roster = { registrations: [line('a'), line('b')], quotas: [] };
    expect(shown(registrationsHere(roster, [written('a', 'kept', { withdrawn: true })], 1))).toEqual(['b place']);
  });

  test('a refused cancelling leaves them where they were; a refused registration takes no place', () => {
    const roster = { registrations: [line('a')], quotas: [] };
    expect(shown(registrationsHere(roster, [written('a', 'refused', { withdrawn: true })], null))).toEqual(['a place refused']);
    expect(shown(registrationsHere(roster, [written('b', 'refused'), written('c', 'kept')], 2))).toEqual(['a place', 'b repeated refused', 'c place kept']);
  });

  test('a correction stands in the line it corrects', () => {
    const roster = { registrations: [line('a'), line('b')], quotas: [] };
    const [first] = registrationsHere(roster, [written('a', 'kept', { organisationId: 'other' })], null);
    expect(first).toMatchObject({ id: 'a', organisationId: 'other', onPhone: 'kept' });
  });
});
