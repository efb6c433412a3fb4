/** A process opened to the public, as screens have it. */
import type { AnswerOf } from '../../../../web/api.ts';
import type { readAnswering } from '../../open-satisfaction/contract.ts';

/** What the openings of all forms have; each may have more. */
export type Opening = NonNullable<AnswerOf<typeof readAnswering>['opening']>;
