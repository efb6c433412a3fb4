/** What the events' entries yield: minutes attended, minutes held, and the threshold to count as trained. */
import { placeNumber, yieldRule, type Fact, type Measure, type YieldRule } from '../../figures/fact.ts';
import { attendanceRecorded, processOpened, sessionScheduled } from './entries.ts';

/** Minutes one person spent in one session, one fact a stay. Activity: the process; occasion: the session. */
export const ATTENDANCE: Measure = { name: 'events.attendance', number: 1, unit: 'minutes' };
/** Minutes a session lasted. */
export const SESSION_MINUTES: Measure = { name: 'events.session-minutes', number: 2, unit: 'minutes' };
/** Share of a process's minutes needed to count as trained, percent. */
export const THRESHOLD: Measure = { name: 'events.threshold', number: 3, unit: 'percent' };

export const EVENTS_MEASURES: readonly Measure[] = [ATTENDANCE, SESSION_MINUTES, THRESHOLD];

const EMPTY: Omit<Fact, 'measure' | 'occurredOn' | 'quantity'> = {
  person: null,
  organisation: null,
  activity: null,
  occasion: null,
  place: null,
  partner: null,
};

export const EVENTS_YIELDS: readonly YieldRule[] = [
  yieldRule(processOpened, (payload, entry, numberOf) => ({
    facts: [
      {
        ...EMPTY,
        measure: THRESHOLD.number,
        occurredOn: entry.occurredOn,
        activity: entry.rootPosition,
        partner: payload.partnerId === null ? null : numberOf(payload.partnerId),
        quantity: payload.thresholdPercent,
      },
    ],
  })),
  yieldRule(sessionScheduled, (payload, entry, numberOf) => ({
    facts: [
      {
        ...EMPTY,
        measure: SESSION_MINUTES.number,
        occurredOn: payload.heldOn,
        activity: numberOf(payload.processId),
        occasion: entry.rootPosition,
        place: placeNumber(payload.department, payload.municipality),
        quantity: payload.durationMinutes,
      },
    ],
  })),
  yieldRule(attendanceRecorded, (payload, entry, numberOf) => ({
    facts: [
      {
        measure: ATTENDANCE.number,
        occurredOn: entry.occurredOn,
        person: numberOf(payload.personId),
        organisation: payload.organisationId === null ? null : numberOf(payload.organisationId),
        activity: numberOf(payload.processId),
        occasion: numberOf(payload.sessionId),
        place: placeNumber(payload.department, payload.municipality),
        partner: null,
        quantity: payload.durationMinutes,
      },
    ],
  })),
];
