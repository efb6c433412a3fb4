/** What the evidence says of each fact. Pure. */

/** Why a fact is or is not counted; stored per fact. 0: the fact is not of this question. */
export const STATUS = {
  unread: 0,
  counted: 1,
  rejoined: 2,
  'other-session': 3,
  'other-process': 4,
  'other-spelling': 5,
  'same-again': 6,
  'below-threshold': 7,
  'no-organisation': 8,
  'other-organisation-kind': 9,
  'outside-period': 10,
  'outside-filter': 11,
  'no-person': 12,
  withdrawn: 13,
  'import-withdrawn': 14,
  /** The other half of a pair that counts. */
  'pair-half': 15,
  /** A measurement that a later one of the same person in the same activity takes the place of. */
  'earlier-measurement': 16,
  'no-pair': 17,
  /** An observation that a later one takes the place of. */
  'earlier-observation': 18,
} as const;
