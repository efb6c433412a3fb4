/**
 * The people with a part in the fourth list, where their rows raise questions. Their surnames are not in the pool, so
 * no seed can invent anybody like them. Pure data.
 */
import type { FullName } from './spellings.ts';

export interface CastMember {
  readonly name: FullName;
  readonly sex: 'woman' | 'man';
  readonly document: number;
  readonly phone: string;
}

export const LIDIA: CastMember = member(['Lidia'], ['Mamani', 'Condori'], 'woman', 5_920_123, '71245036');
export const JHONNY: CastMember = member(['Jhonny'], ['Rocha', 'Salvatierra'], 'man', 1_798_302, '70611842');
export const WILDER: CastMember = member(['Wilder'], ['Condori', 'Poma'], 'man', 6_035_403, '67190255');
export const ROSA: CastMember = member(['Rosa'], ['Choque', 'Terán'], 'woman', 3_344_110, '76520019');
export const NANCY: CastMember = member(['Nancy'], ['Flores', 'Rojas'], 'woman', 4_831_024, '73018846');
/** Sisters with one telephone, in the same organisation. */
export const MARIA_ELENA: CastMember = member(['María', 'Elena'], ['Poma', 'Ticona'], 'woman', 5_590_211, '68123970');
export const MARIA_NORMA: CastMember = member(['María', 'Norma'], ['Poma', 'Ticona'], 'woman', 5_704_006, '68123970');

/** In the order of their slots. */
export const CAST: readonly CastMember[] = [LIDIA, JHONNY, WILDER, ROSA, NANCY, MARIA_ELENA, MARIA_NORMA];

function member(
  given: string[],
  surnames: string[],
  sex: CastMember['sex'],
  document: number,
  phone: string,
): CastMember {
  return { name: { given, surnames, married: null }, sex, document, phone };
}
