/** How an indicator stands: against its target where there is one, else whether anything was counted. */
import type { AnswerOf } from '../../../web/api.ts';
import type { readFramework } from '../contract.ts';
import type { es } from '../texts.es.ts';

type Line = AnswerOf<typeof readFramework>['results'][number]['areas'][number]['indicators'][number];
type Judged = Pick<Line, 'value' | 'target'>;

export function stateOf({ value, target }: Judged): 'missing' | 'counted' | 'done' | 'on-time' | 'late' {
  if (value === null) return 'missing';
  if (target === null || target.state === 'missing') return 'counted';
  return target.state === 'met' ? 'done' : target.state;
}

export function stateWord({ noData, counted, targetStates }: Pick<typeof es, 'noData' | 'counted' | 'targetStates'>, { value, target }: Judged): string {
  if (value === null) return noData;
  return target === null || target.state === 'missing' ? counted : targetStates[target.state];
}
