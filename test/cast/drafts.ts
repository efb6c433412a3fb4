/** Builders of drafts with sensible values: a test names only what it is about. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { draftSchema, type Draft, type DraftInput } from '../../src/ledger/entry.ts';
import type { attendanceRecorded, processOpened, sessionScheduled } from '../../src/capabilities/events/entries.ts';
import type { organisationRegistered, personRegistered } from '../../src/registry/entries.ts';
import type { personName } from '../../src/registry/particulars.ts';

type PersonPayload = z.output<typeof personRegistered.payload>;
type OrganisationPayload = z.output<typeof organisationRegistered.payload>;

export function draft(kind: string, payload: Record<string, unknown>, more: Partial<DraftInput> = {}): Draft {
  return draftSchema.parse({ id: randomUUID(), kind, occurredOn: '2020-10-14', payload, ...more });
}

/** A private part with a salt of its own. */
export function secret(value: unknown): { salt: string; value: unknown } {
  return { salt: randomBytes(32).toString('hex'), value };
}

export function person(
  fullName: string,
  payload: Partial<PersonPayload> = {},
  more: Partial<DraftInput> = {},
): Draft {
  const [surnames = '', givenNames = 'Ana'] = fullName.split(', ');
  const nothing = { sex: null, birthYear: null, ageBand: null, department: null, municipality: null };
  return draft(
    'registry.person-registered',
    { ...nothing, indigenous: null, disability: null, languages: [], ...payload },
    { schemaVersion: 2, private: { name: secret(named(givenNames, surnames)) }, ...more },
  );
}

/** A name as private part, surnames not told apart. */
export function named(givenNames: string, surnames: string): z.output<typeof personName> {
  return { givenNames, paternal: null, maternal: null, married: null, surnames: surnames === '' ? null : surnames };
}

export function organisation(
  name: string,
  organisationKind: OrganisationPayload['organisationKind'] = 'employers',
  payload: Partial<OrganisationPayload> = {},
  more: Partial<DraftInput> = {},
): Draft {
  const nothing = { acronym: null, department: null, municipality: null, taxNumber: null, sector: null, valueChain: null };
  const numbers = { formalStatus: null, membersWomen: null, membersMen: null, membersUnknown: null, exports: null };
  return draft(
    'registry.organisation-registered',
    { name, organisationKind, ...nothing, ...numbers, ...payload },
    { schemaVersion: 2, ...more },
  );
}

export function process(code: string, payload: Partial<z.output<typeof processOpened.payload>> = {}): Draft {
  const nothing = { topic: null, partnerId: null, modality: null, department: null, municipality: null, venue: null };
  const funding = { funderId: null, funderSource: null, capacity: null };
  return draft(
    'events.process-opened',
    { code, title: `Proceso ${code}`, format: 'training', thresholdPercent: 80, ...nothing, ...funding, ...payload },
    { schemaVersion: 2 },
  );
}

export function invitation(processId: string, organisationId: string, quota: number, womenGoalPercent: number | null = null): Draft {
  return draft('events.organisation-invited', { processId, organisationId, quota, womenGoalPercent });
}

export function registration(processId: string, personId: string, organisationId: string | null = null): Draft {
  return draft('events.registration-recorded', { processId, personId, organisationId });
}

export function session(processId: string, number: number, payload: Partial<z.output<typeof sessionScheduled.payload>> = {}): Draft {
  const heldOn = `2020-10-${String(10 + number).padStart(2, '0')}`;
  const nothing = { title: null, startsAt: null, department: null, municipality: null };
  return draft(
    'events.session-scheduled',
    { processId, number, heldOn, durationMinutes: 100, modality: 'virtual', ...nothing, ...payload },
    { schemaVersion: 2 },
  );
}

export function attendance(
  ids: { processId: string; sessionId: string; personId: string; organisationId?: string | null },
  durationMinutes: number,
  more: Partial<DraftInput> & { payload?: Partial<z.output<typeof attendanceRecorded.payload>> } = {},
): Draft {
  const { payload, ...rest } = more;
  return draft(
    'events.attendance-recorded',
    {
      processId: ids.processId,
      sessionId: ids.sessionId,
      personId: ids.personId,
      organisationId: ids.organisationId ?? null,
      durationMinutes,
      department: null,
      municipality: null,
      sourceRow: null,
      ...payload,
    },
    rest,
  );
}

export function testResult(
  ids: { processId: string; personId: string; organisationId?: string | null },
  moment: 'pre' | 'post',
  score: number,
  maxScore = 100,
): Draft {
  const { processId, personId, organisationId = null } = ids;
  return draft('events.test-result-recorded', { processId, personId, organisationId, moment, score, maxScore, department: null, municipality: null });
}

export function satisfaction(processId: string, answers: Readonly<Record<string, number>>, comment: string | null = null, sessionId: string | null = null): Draft {
  const parts = comment === null ? {} : { private: { comment: secret(comment) } };
  return draft('events.satisfaction-recorded', { processId, sessionId, answers }, parts);
}

export function followUp(
  ids: { processId: string; personId: string },
  result: string,
  more: { on?: string; next?: string; what?: string } = {},
): Draft {
  const payload = { ...ids, organisationId: null, result, nextContactOn: more.next ?? null, department: null, municipality: null };
  return draft('events.follow-up-recorded', payload, {
    ...(more.on === undefined ? {} : { occurredOn: more.on }),
    ...(more.what === undefined ? {} : { private: { what: secret(more.what) } }),
  });
}

export function speaker(processId: string, name: string, payload: Record<string, unknown> = {}): Draft {
  const nothing = { sessionId: null, position: null, organisationId: null, organisationName: null, sex: null, role: 'speaker' };
  return draft('events.speaker-named', { processId, ...nothing, ...payload }, { private: { name: secret(name) } });
}

export function material(processId: string, payload: Record<string, unknown> = {}): Draft {
  const usual = { sessionId: null, title: 'Cartilla', link: 'https://example.org/cartilla', fileSha256: null, language: 'es', materialKind: 'guide' };
  return draft('events.material-shared', { processId, ...usual, ...payload });
}

/** A correction of an entry: the same kind, the full new payload, the version it takes the place of. */
export function correction(of: Draft, payload: Record<string, unknown>, supersedes: string[] = [of.id]): Draft {
  const { schemaVersion } = of;
  return draft(of.kind, { ...of.payload, ...payload }, { schemaVersion, rootId: of.rootId ?? of.id, supersedes });
}

export function withdrawal(of: Draft, leaf: string = of.id): Draft {
  const why = { reason: secret('error al cargar') };
  return draft('ledger.entry-withdrawn', {}, { rootId: of.rootId ?? of.id, supersedes: [leaf], private: why });
}

/** The ages a programme counts by; young from 16 to 28. */
export function ageGroups(bands: readonly (readonly [number, number | null])[], youth: readonly [number, number] = [16, 28]): Draft {
  return draft('registry.age-groups-set', {
    youth: { fromYears: youth[0], toYears: youth[1] },
    bands: bands.map(([fromYears, toYears]) => ({ fromYears, toYears })),
  });
}

/** Two records are one person; with a reason, which people of one session need. */
export function peopleMerged(one: string, other: string): Draft {
  const payload = { personIds: [one, other], score: null, explanation: [], chosen: {}, decidedBy: 'person' };
  return draft('registry.people-merged', payload, { private: { note: secret('se inscribió dos veces') } });
}

/** Two records are one organisation, by the name of the first. */
export function organisationsMerged(one: string, other: string): Draft {
  return draft('registry.organisations-merged', { organisationIds: [one, other], score: null, explanation: [], chosen: { name: one } });
}
