/** Which values can be observed of an indicator. Pure. */
import type { Aggregate, Scale } from '../../../figures/indicator.ts';

export type ObservationFault = 'indicator-not-observed' | 'observation-unfit';

/** Why a value cannot be one of an indicator; null where it can. */
export function observationFaultOf({ aggregate }: { readonly aggregate: Aggregate }, value: number): ObservationFault | null {
  if (aggregate.kind !== 'observed') return 'indicator-not-observed';
  return fits(aggregate.scale, value) ? null : 'observation-unfit';
}

function fits(scale: Scale, value: number): boolean {
  switch (scale.kind) {
    case 'milestone':
      return isOneOf(value, 1, scale.steps.length);
    case 'rating':
      return isOneOf(value, 1, scale.levels.length);
    case 'yes-no':
      return isOneOf(value, 0, 1);
    case 'number':
      return true;
  }
}

function isOneOf(value: number, first: number, last: number): boolean {
  return Number.isInteger(value) && value >= first && value <= last;
}
