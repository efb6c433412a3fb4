/** The entry by which the programme says what becomes of personal data. */
import { z } from 'zod';
import { entryKind } from '../../ledger/entry.ts';

const line = z.string().trim().min(1).max(200);
const account = z.string().trim().min(1).max(1500);
/** Spanish always; English where somebody wrote it. */
const wording = z.strictObject({ es: account, en: account.nullable() });

/** Parts of the notice that are the programme's own; null: what holds for every programme is all there is to say. */
export const PRIVACY_PARTS = ['kept', 'purposes', 'retention', 'readers'] as const;
export type PrivacyPart = (typeof PRIVACY_PARTS)[number];

/** What the public site says of personal data, in force from the day of the entry. One stands; it is changed by correcting it. */
export const privacyStated = entryKind({
  kind: 'results.privacy-stated',
  version: 1,
  payload: z.strictObject({
    /** Organisation that answers for the data. */
    responsible: line,
    address: line.nullable(),
    /** How its office is reached: of the institution, as it is public. */
    contact: line,
    /** Law or rule under which data are kept, with its article. */
    legalBasis: z.string().trim().min(1).max(500).nullable(),
    kept: wording.nullable(),
    purposes: wording.nullable(),
    retention: wording.nullable(),
    readers: wording.nullable(),
  }),
  permission: 'publication.write',
});
export type PrivacyNotice = z.output<typeof privacyStated.payload>;
