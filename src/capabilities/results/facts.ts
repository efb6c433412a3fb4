/** What the framework's entries yield: definitions in force from a position on, and what was observed of them. */
import { OBSERVATION } from '../../figures/indicator.ts';
import { placeNumber, yieldRule, type Measure, type YieldRule } from '../../figures/fact.ts';
import { indicatorDefined, observationRecorded } from './entries.ts';

/** What was observed of one indicator; the indicator is the occasion. */
const OBSERVED: Measure = { name: OBSERVATION, number: 8, unit: 'observed' };

export const RESULTS_MEASURES: readonly Measure[] = [OBSERVED];

export const RESULTS_YIELDS: readonly YieldRule[] = [
  yieldRule(indicatorDefined, (payload) => ({ indicator: payload })),
  yieldRule(observationRecorded, (payload, _entry, numberOf) => ({
    facts: [
      {
        measure: OBSERVED.number,
        occurredOn: payload.observedOn,
        person: null,
        organisation: payload.organisationId === null ? null : numberOf(payload.organisationId),
        activity: null,
        occasion: numberOf(payload.indicatorId),
        place: placeNumber(payload.department, payload.municipality),
        partner: null,
        quantity: Number(payload.value),
      },
    ],
  })),
];
