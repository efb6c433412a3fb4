/** What a row of a list of organisations says: only what stands in that row. Pure. */
import { readAmount, readCount, readOrganisationKind, readStated, statedText, type Amount } from './cell-values.ts';
import type { FORMAL_STATUSES, OrganisationKind } from './entries.ts';
import type { Phone } from './particulars.ts';
import { Findings, readEmail, readPhones, readPlace, readText, type PlaceRead } from './import-cells.ts';
import type { Cells, Field, Finding, Reading } from './import-file.ts';
import { normaliseName } from './names.ts';

export const ORGANISATION_NAMES: readonly Field[] = ['name'];

export interface OrganisationRow extends PlaceRead {
  /** Row of the file, from 1. */
  readonly row: number;
  readonly name: string;
  readonly acronym: string | null;
  readonly taxNumber: string | null;
  readonly organisationKind: OrganisationKind | null;
  readonly sector: string | null;
  readonly valueChain: string | null;
  readonly formalStatus: (typeof FORMAL_STATUSES)[number] | null;
  readonly exports: 'yes' | 'no' | null;
  readonly membersWomen: number | null;
  readonly membersMen: number | null;
  readonly membersUnknown: number | null;
  readonly workersWomen: number | null;
  readonly workersMen: number | null;
  readonly workersUnknown: number | null;
  readonly sales: Amount | null;
  /** In the currency of the sales, where both are stated: a size has one. */
  readonly equity: Amount | null;
  readonly phones: readonly Phone[];
  readonly email: string | null;
  readonly address: string | null;
  readonly contactPerson: string | null;
  readonly findings: readonly Finding[];
}

const COUNT_MAX = 1_000_000;

export function readOrganisationRow(row: number, cells: Cells, reading: Reading): OrganisationRow {
  const findings = new Findings(reading);
  const name = readText(cells, 'name', 200, findings) ?? '';
  if (name === '') findings.say('name-missing', 'name', null);
  else if (!/\p{L}{2}/u.test(name)) findings.say('name-unreadable', 'name', name);
  const count = (field: Field): number | null => countOf(cells, field, findings);
  return {
    row,
    name,
    acronym: readText(cells, 'acronym', 30, findings),
    taxNumber: taxNumberOf(cells, findings),
    organisationKind: kindOf(cells, findings),
    sector: sectorOf(cells, findings),
    valueChain: readText(cells, 'value-chain', 80, findings),
    formalStatus: formalOf(cells, findings),
    exports: exportsOf(cells, findings),
    membersWomen: count('members-women'),
    membersMen: count('members-men'),
    membersUnknown: count('members-unknown'),
    workersWomen: count('workers-women'),
    workersMen: count('workers-men'),
    workersUnknown: count('workers-unknown'),
    ...amountsOf(cells, findings),
    ...readPlace(cells, findings),
    phones: readPhones(cells, findings),
    email: readEmail(cells, findings),
    address: readText(cells, 'address', 300, findings),
    contactPerson: readText(cells, 'contact-person', 160, findings),
    findings: findings.found,
  };
}

function taxNumberOf(cells: Cells, findings: Findings): string | null {
  const text = statedText(cells['tax-number']);
  if (text === null) return null;
  const digits = text.replace(/^nit\s*[:.]?\s*/i, '').replace(/[\s.-]/g, '').replace(/,0+$/, '');
  if (/^\d{5,15}$/.test(digits)) return digits;
  findings.say('tax-number-unreadable', 'tax-number', text);
  return null;
}

function kindOf(cells: Cells, findings: Findings): OrganisationKind | null {
  const text = statedText(cells['organisation-kind']);
  const kind = text === null ? null : readOrganisationKind(text);
  if (text !== null && kind === null) findings.say('organisation-kind-unknown', 'organisation-kind', text);
  return kind;
}

/** A CAEB or ISIC code of one to five digits, alone or before its words. */
function sectorOf(cells: Cells, findings: Findings): string | null {
  const text = statedText(cells['sector']);
  if (text === null) return null;
  const code = /^[A-U]?\s?(\d{1,5})(?!\d)/i.exec(text)?.[1] ?? null;
  if (code === null) findings.say('sector-unknown', 'sector', text);
  return code;
}

function formalOf(cells: Cells, findings: Findings): OrganisationRow['formalStatus'] {
  const text = statedText(cells['formal']);
  if (text === null) return null;
  const word = normaliseName(text);
  if (/tramite|proceso|process/.test(word)) return 'in-process';
  if (/informal|^no\b/.test(word)) return 'informal';
  if (/formal|^(si|s|x|1|yes)$|registrad|legal/.test(word)) return 'formal';
  findings.say('stated-unreadable', 'formal', text);
  return null;
}

function exportsOf(cells: Cells, findings: Findings): 'yes' | 'no' | null {
  const text = statedText(cells['exports']);
  const answer = text === null ? null : readStated(text);
  if (answer === 'yes' || answer === 'no' || text === null) return answer === 'not-stated' ? null : answer;
  findings.say('stated-unreadable', 'exports', text);
  return null;
}

function countOf(cells: Cells, field: Field, findings: Findings): number | null {
  const text = statedText(cells[field]);
  if (text === null) return null;
  const count = readCount(text);
  if (count !== null && count <= COUNT_MAX) return count;
  findings.say('number-unreadable', field, text);
  return null;
}

function amountsOf(cells: Cells, findings: Findings): Pick<OrganisationRow, 'sales' | 'equity'> {
  const [sales, equity] = [amountOf(cells, 'sales', findings), amountOf(cells, 'equity', findings)];
  if (sales === null || equity === null || sales.currency === equity.currency) return { sales, equity };
  findings.say('amount-unreadable', 'equity', statedText(cells['equity']));
  return { sales, equity: null };
}

function amountOf(cells: Cells, field: 'sales' | 'equity', findings: Findings): Amount | null {
  const text = statedText(cells[field]);
  const amount = text === null ? null : readAmount(text);
  if (text !== null && amount === null) findings.say('amount-unreadable', field, text);
  return amount;
}
