/** A request for a place as the boxes of a person's form. */
import { nothingTyped, type PersonTyped } from '../../../../registry/views/person-draft.ts';
import type { AnswerOf } from '../../../../web/api.ts';
import type { readRequests } from '../contract.ts';

export type Requests = AnswerOf<typeof readRequests>;
export type Request = Requests['items'][number];

/** What whoever asked wrote. Two surnames are one each; more words, or one, stand in the first box, as nobody said how they part. */
export function personTypedFrom(request: Request): PersonTyped {
  const words = request.surnames.split(' ').filter((word) => word !== '');
  const [paternal = '', maternal = ''] = words.length === 2 ? words : [words.join(' ')];
  return {
    ...nothingTyped(),
    givenNames: request.givenNames,
    paternal,
    maternal,
    sex: request.sex === 'unknown' ? '' : request.sex,
    documentNumber: request.document?.number ?? '',
    complement: request.document?.complement ?? '',
    issuedIn: request.document?.issuedIn ?? '',
    phones: [{ kind: 'mobile', number: request.phone ?? '' }],
    ...(request.birthYear === null ? {} : { birthKnown: 'year', birthYear: String(request.birthYear) }),
  };
}
