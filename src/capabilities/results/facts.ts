/** What the framework's entries yield: definitions of indicators, in force from a position on. */
import { yieldRule, type YieldRule } from '../../figures/fact.ts';
import { indicatorDefined } from './entries.ts';

export const RESULTS_YIELDS: readonly YieldRule[] = [yieldRule(indicatorDefined, (payload) => ({ indicator: payload }))];
