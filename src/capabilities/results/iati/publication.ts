/** What may not be said of a publication: codes that are in no list of IATI, and shares that do not add up. Pure. */
import type { z } from 'zod';
import type { publicationDescribed } from '../entries.ts';
import { COUNTRIES, isKnown, ORGANISATION_TYPES, POLICY_MARKERS, SECTORS, SIGNIFICANCES } from './code-lists.ts';

export type Publication = z.output<typeof publicationDescribed.payload>;
export type PublicationFault =
  | 'unknown-organisation-type'
  | 'unknown-country'
  | 'unknown-sector'
  | 'sector-twice'
  | 'sector-shares'
  | 'unknown-marker'
  | 'unknown-significance';

/** What is wrong first, with the code it is about; null where nothing is. */
export function publicationFault({ reporting, participating, countries, sectors, markers }: Publication): { fault: PublicationFault; about: string } | null {
  const types = [reporting, ...participating].flatMap((one) => (one === null || one.type === null ? [] : [one.type]));
  const checks: readonly [PublicationFault, string | undefined][] = [
    ['unknown-organisation-type', types.find((code) => !isKnown(ORGANISATION_TYPES, code))],
    ['unknown-country', countries.find((code) => !isKnown(COUNTRIES, code))],
    ['unknown-sector', sectors.find(({ code }) => !isKnown(SECTORS, code))?.code],
    ['sector-twice', sectors.find(({ code }, at) => sectors.findIndex((other) => other.code === code) !== at)?.code],
    ['sector-shares', sharesAdd(sectors.map(({ percentage }) => percentage)) ? undefined : ''],
    ['unknown-marker', markers.find(({ code }) => !isKnown(POLICY_MARKERS, code))?.code],
    ['unknown-significance', markers.find(({ significance }) => !isKnown(SIGNIFICANCES, significance))?.significance],
  ];
  for (const [fault, about] of checks) if (about !== undefined) return { fault, about };
  return null;
}

/** Whether shares make a whole: none at all, a single one that needs no saying, or 100 together. */
export function sharesAdd(shares: readonly (number | null)[]): boolean {
  if (shares.length === 0 || (shares.length === 1 && shares[0] === null)) return true;
  return shares.every((share) => share !== null) && sumOfShares(shares) === 100;
}

export function sumOfShares(shares: readonly (number | null)[]): number {
  return shares.reduce<number>((sum, share) => sum + (share ?? 0), 0);
}
