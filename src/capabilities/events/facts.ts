/** What the events' entries yield: minutes attended and held, the threshold, scores of tests, satisfaction, and what is applied. */
import { placeNumber, yieldRule, type Fact, type Measure, type YieldRule } from '../../figures/fact.ts';
import {
  attendanceRecorded,
  followUpRecorded,
  processOpened,
  satisfactionRecorded,
  sessionScheduled,
  testResultRecorded,
} from './entries.ts';

/** Minutes one person spent in one session, one fact a stay. Activity: the process; occasion: the session. */
export const ATTENDANCE: Measure = { name: 'events.attendance', number: 1, unit: 'minutes' };
/** Minutes a session lasted. */
export const SESSION_MINUTES: Measure = { name: 'events.session-minutes', number: 2, unit: 'minutes' };
/** Share of a process's minutes needed to count as trained, percent. */
export const THRESHOLD: Measure = { name: 'events.threshold', number: 3, unit: 'percent' };

/** What one person scored before and after a process, percent of the most that could be scored. */
export const PRE_TEST: Measure = { name: 'events.pre-test', number: 4, unit: 'percent' };
export const POST_TEST: Measure = { name: 'events.post-test', number: 5, unit: 'percent' };
/**
 * Mean of what one form answers, in points to the hundredth (4.25 of 5). One fact a form and not one a question: a form is
 * one participant, and whoever leaves a question blank weighs as much as others; hundredths lose nothing that is shown.
 */
export const SATISFACTION: Measure = { name: 'events.satisfaction', number: 6, unit: 'points' };
/** How far one person applies what they learnt, asked months later: 100, 50 or 0 percent. Nothing where not reached. */
export const FOLLOW_UP: Measure = { name: 'events.follow-up', number: 7, unit: 'percent' };

export const EVENTS_MEASURES: readonly Measure[] = [ATTENDANCE, SESSION_MINUTES, THRESHOLD, PRE_TEST, POST_TEST, SATISFACTION, FOLLOW_UP];

/** Percent of the most that could be scored, whole: what pages show is what figures count. */
export function percentScored(score: number, maxScore: number): number {
  return Math.round((score * 100) / maxScore);
}

/** Mean of the answers of one form, hundredths of a point. */
export function meanHundredths(answers: Readonly<Record<string, number>>): number {
  const points = Object.values(answers);
  return Math.round((points.reduce((sum, point) => sum + point, 0) * 100) / points.length);
}

const APPLIED_PERCENT = { applied: 100, partly: 50, 'not-applied': 0 } as const;

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
  yieldRule(testResultRecorded, (payload, entry, numberOf) => ({
    facts: [
      {
        ...EMPTY,
        measure: payload.moment === 'pre' ? PRE_TEST.number : POST_TEST.number,
        occurredOn: entry.occurredOn,
        person: numberOf(payload.personId),
        organisation: payload.organisationId === null ? null : numberOf(payload.organisationId),
        activity: numberOf(payload.processId),
        place: placeNumber(payload.department, payload.municipality),
        quantity: percentScored(payload.score, payload.maxScore),
      },
    ],
  })),
  yieldRule(satisfactionRecorded, (payload, entry, numberOf) => ({
    facts: [
      {
        ...EMPTY,
        measure: SATISFACTION.number,
        occurredOn: entry.occurredOn,
        activity: numberOf(payload.processId),
        occasion: payload.sessionId === null ? null : numberOf(payload.sessionId),
        quantity: meanHundredths(payload.answers) / 100,
      },
    ],
  })),
  yieldRule(followUpRecorded, (payload, entry, numberOf) => ({
    facts:
      payload.result === 'not-reached'
        ? []
        : [
            {
              ...EMPTY,
              measure: FOLLOW_UP.number,
              occurredOn: entry.occurredOn,
              person: numberOf(payload.personId),
              organisation: payload.organisationId === null ? null : numberOf(payload.organisationId),
              activity: numberOf(payload.processId),
              place: placeNumber(payload.department, payload.municipality),
              quantity: APPLIED_PERCENT[payload.result],
            },
          ],
  })),
];
