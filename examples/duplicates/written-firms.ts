/** How lists write firms down: legal forms in all their spellings, abbreviations, acronyms, slips and missing numbers. */
import type { OrganisationRecord } from '../../src/registry/organisation-matching.ts';
import { Random } from '../bolivia-digna-y-productiva/random.ts';
import type { TrueFirm } from './firms.ts';
import { byEar, withoutAccents, withTypo, withWrongDigit } from './slips.ts';
import { MUNICIPALITIES } from './weighted-names.ts';

export const FIRM_SLIPS = [
  'legal-form', 'abbreviated', 'typo', 'by-ear', 'order', 'trade-missing', 'trade-other', 'acronym-added', 'acronym-only',
  'tax-number-missing', 'wrong-digit', 'place-missing', 'moved', 'kind-other', 'phone-changed', 'name-only',
] as const;
export type FirmSlip = (typeof FIRM_SLIPS)[number];

export interface WrittenFirm {
  readonly firm: TrueFirm;
  readonly record: OrganisationRecord;
  readonly slips: ReadonlySet<FirmSlip>;
}

export function writeFirms(seed: number, firms: readonly TrueFirm[]): WrittenFirm[] {
  const random = new Random(seed * 13 + 5);
  return firms.flatMap((firm) => {
    const lot = random.below(100);
    return Array.from({ length: lot < 62 ? 1 : lot < 88 ? 2 : 3 }, () => writeFirm(random, firm));
  });
}

function writeFirm(random: Random, firm: TrueFirm): WrittenFirm {
  const slips = new Set<FirmSlip>();
  const name = writtenName(random, firm, slips);
  const taxNumber = firm.taxNumber !== null && random.chance(82) ? written(random, firm.taxNumber, slips) : null;
  if (taxNumber === null) slips.add('tax-number-missing');
  const record: OrganisationRecord = {
    name,
    acronym: firm.acronym !== null && random.chance(45) ? firm.acronym : null,
    kind: writtenKind(random, firm, slips),
    municipality: writtenPlace(random, firm, slips),
    taxNumber,
    phones: firm.phone !== null && random.chance(75) ? [changed(random, firm.phone, slips)] : [],
    email: random.chance(65) ? firm.email : null,
  };
  if (taxNumber === null && record.phones.length === 0 && record.email === null) slips.add('name-only');
  return { firm, record, slips };
}

const FORMS: Readonly<Record<string, readonly string[]>> = {
  SRL: ['S.R.L.', 'SRL', 'S.R.L', 'Soc. de Resp. Ltda.', 'srl.', ''],
  SA: ['S.A.', 'SA', 'Sociedad Anónima', ''],
  LTDA: ['Ltda.', 'LTDA', 'Limitada', ''],
  UNIPERSONAL: ['', '', 'Empresa Unipersonal', '(Unipersonal)'],
};
const SHORT: readonly (readonly [RegExp, string])[] = [
  [/Asociación/, 'Asoc.'], [/Cooperativa/, 'Coop.'], [/Productores/, 'Prod.'], [/Industrias/, 'Ind.'], [/Federación/, 'Fed.'],
  [/Comercial/, 'Com.'], [/Santa /, 'Sta. '], [/Hermanos/, 'Hnos.'], [/Agropecuaria/, 'Agrop.'], [/Distribuidora/, 'Dist.'],
  [/Constructora/, 'Const.'], [/Departamental/, 'Dptal.'], [/Importadora/, 'Imp.'], [/Confecciones/, 'Conf.'],
];

function writtenName(random: Random, firm: TrueFirm, slips: Set<FirmSlip>): string {
  const happens = (percent: number, slip: FirmSlip, possible: boolean): boolean => {
    const so = possible && random.chance(percent);
    if (so) slips.add(slip);
    return so;
  };
  if (firm.branch === null && happens(3, 'acronym-only', firm.acronym !== null)) return firm.acronym ?? '';
  let trade = firm.trade;
  let proper = slipped(random, firm.proper, happens);
  if (happens(9, 'trade-missing', firm.kind === 'enterprise')) trade = '';
  else if (happens(3, 'trade-other', firm.kind === 'enterprise')) trade = 'Empresa';
  const [pattern, short] = SHORT.find(([long]) => long.test(trade)) ?? [/$/, ''];
  if (happens(28, 'abbreviated', short !== '')) trade = trade.replace(pattern, short);
  if (firm.branch !== null) proper = `${proper} ${firm.branch}`;
  const forms = FORMS[firm.legalForm ?? ''] ?? [''];
  const form = random.pick(forms);
  if (form !== forms[0]) slips.add('legal-form');
  const core = happens(4, 'order', firm.kind === 'enterprise' && trade !== '') ? `${proper} ${trade}` : `${trade} ${proper}`;
  const acronym = happens(12, 'acronym-added', firm.acronym !== null) ? ` (${firm.acronym})` : '';
  const text = `${core} ${form}`.replaceAll(/\s+/g, ' ').trim() + acronym;
  const hand = random.below(10);
  const bare = hand < 6 ? withoutAccents(text) : text;
  return hand < 4 ? bare.toUpperCase() : bare;
}

function slipped(random: Random, proper: string, happens: (percent: number, slip: FirmSlip, possible: boolean) => boolean): string {
  const words = proper.split(' ');
  const at = words.length - 1;
  const word = words[at] ?? '';
  if (happens(8, 'typo', word.length > 4)) words[at] = withTypo(random, word);
  else if (happens(6, 'by-ear', word.length > 3)) words[at] = byEar(random, word);
  return words.join(' ');
}

function written(random: Random, taxNumber: string, slips: Set<FirmSlip>): string {
  if (!random.chance(4)) return taxNumber;
  slips.add('wrong-digit');
  return withWrongDigit(random, taxNumber);
}

function writtenKind(random: Random, firm: TrueFirm, slips: Set<FirmSlip>): string {
  if (!random.chance(14)) return firm.kind;
  slips.add('kind-other');
  return random.chance(75) ? 'other' : random.pick(['enterprise', 'ngo', 'producers-association']);
}

function writtenPlace(random: Random, firm: TrueFirm, slips: Set<FirmSlip>): string | null {
  if (random.chance(12)) {
    slips.add('place-missing');
    return null;
  }
  if (random.chance(96)) return firm.municipality;
  slips.add('moved');
  return random.pick(MUNICIPALITIES);
}

function changed(random: Random, phone: string, slips: Set<FirmSlip>): string {
  if (!random.chance(10)) return phone;
  slips.add('phone-changed');
  return `7${random.between(1_000_000, 9_999_999)}`;
}
