/**
 * A process still to come, open to whoever asks for a place: the one part of the example that lies in the present, as
 * registration closes with the last session. Demonstration data; the people who ask are invented. Pure.
 */
import type { DraftInput } from '../../src/ledger/entry.ts';
import { dayNumber, isoDay } from '../../src/platform/calendar.ts';
import type { Seal } from './course-records.ts';
import { processId, sessionId, THRESHOLD_PERCENT } from './programme.ts';
import { stableId } from './stable-id.ts';

export const UPCOMING_PROCESS = 'COSTOS';

const PROCESS_ID = processId(UPCOMING_PROCESS);
const OPENING_ID = stableId('registration opening');
/** Days from the loading to each session. */
const SESSION_DAYS = [42, 49, 56];
const SESSION_TITLES = ['Lo que cuesta producir', 'Del costo al precio', 'Negociar sin perder'];
const CLOSES_BEFORE_DAYS = 5;
const CONSENT = {
  es: 'El programa usa estos datos para organizar este proceso y avisarle si tiene lugar. No los publica. Puede pedir que se corrijan o se borren.',
  en: 'The programme uses these data to organise this process and to tell you whether you have a place. It does not publish them. You may ask for them to be corrected or deleted.',
};

export interface Upcoming {
  readonly today: string;
  /** In the public address. */
  readonly code: string;
  /** Records of people with a place already. */
  readonly registered: readonly { readonly recordId: string; readonly organisationId: string | null }[];
}

export function upcomingEntries({ today, code, registered }: Upcoming): DraftInput[] {
  const dayIn = (days: number): string => isoDay(dayNumber(today) + days);
  const process = {
    code: UPCOMING_PROCESS, title: 'Costos y precios para pequeños negocios', topic: 'Costos y precios', format: 'training', thresholdPercent: THRESHOLD_PERCENT,
    partnerId: null, modality: 'virtual', department: null, municipality: null, venue: null, funderId: null, funderSource: null, capacity: 30,
  };
  return [
    { ...entry('events.process-opened', `process ${UPCOMING_PROCESS}`, today, process), id: PROCESS_ID, schemaVersion: 2 },
    ...SESSION_DAYS.map((days, at) => ({
      id: sessionId(UPCOMING_PROCESS, at + 1),
      kind: 'events.session-scheduled',
      schemaVersion: 2,
      occurredOn: today,
      payload: {
        processId: PROCESS_ID, number: at + 1, title: SESSION_TITLES[at] ?? null, heldOn: dayIn(days), startsAt: '18:30', durationMinutes: 120,
        modality: 'virtual', department: null, municipality: null,
      },
    })),
    { ...entry('events.registration-opened', 'opening', today, { processId: PROCESS_ID, code, closesOn: dayIn((SESSION_DAYS[0] ?? 0) - CLOSES_BEFORE_DAYS), consent: CONSENT }), id: OPENING_ID },
    ...registered.map(({ recordId, organisationId }) =>
      entry('events.registration-recorded', `upcoming registration ${recordId}`, today, { processId: PROCESS_ID, personId: recordId, organisationId }),
    ),
  ];
}

/** What people ask for from outside; once the process is open. */
export function upcomingRequests(today: string, seal: Seal): DraftInput[] {
  return REQUESTS.map((one) => requested(one, today, seal));
}

interface Request {
  readonly givenNames: string;
  readonly surnames: string;
  readonly sex: 'woman' | 'man';
  readonly phone: string;
  readonly organisation: string | null;
}

/** Numbers with zeros only: nobody's. The first is somebody the programme knows already. */
const REQUESTS: readonly Request[] = [
  { givenNames: 'Lidia', surnames: 'Mamani Condori', sex: 'woman', phone: '700 00001', organisation: null },
  { givenNames: 'Zenobia', surnames: 'Ticona Larico', sex: 'woman', phone: '700 00002', organisation: 'Tejidos Wiphala' },
  { givenNames: 'Eliseo', surnames: 'Cuarita Paxi', sex: 'man', phone: '700 00003', organisation: 'Panadería El Alba' },
];

function requested({ givenNames, surnames, sex, phone, organisation }: Request, today: string, seal: Seal): DraftInput {
  const payload = { processId: PROCESS_ID, openingId: OPENING_ID, agreedTo: OPENING_ID, language: 'es', sex, birthYear: null, organisationId: null };
  return {
    ...entry('events.registration-requested', `request ${surnames}`, today, payload),
    private: {
      name: seal({ givenNames, paternal: null, maternal: null, married: null, surnames }),
      contact: seal({ phones: [{ kind: 'mobile', number: phone }], email: null }),
      ...(organisation === null ? {} : { organisationName: seal(organisation) }),
    },
  };
}

function entry(kind: string, name: string, occurredOn: string, payload: Record<string, unknown>): DraftInput {
  return { id: stableId(name), kind, occurredOn, payload };
}
