/** What a row of an attendance list says about the person: only what stands in that row, never guessed. Pure. */
import { findDepartment, findMunicipalities } from '../../registry/place-search.ts';
import type { Cells, Findings } from './attendance-context.ts';
import type { AttendanceRow, Field, Reading } from './attendance-file.ts';
import type { DisplayName } from './attendance-names.ts';
import { readBirthYear, readDocument, readOrganisationKind, readSex, statedText } from '../../registry/cell-values.ts';

type PersonPart = Pick<
  AttendanceRow,
  | 'document'
  | 'sex'
  | 'organisation'
  | 'organisationKind'
  | 'position'
  | 'department'
  | 'municipality'
  | 'phone'
  | 'email'
  | 'birthYear'
>;

/** Longest texts the ledger takes. */
const ORGANISATION_LENGTH_MAX = 200;
const POSITION_LENGTH_MAX = 120;
const PHONE_LENGTH_MAX = 30;
/** Ages a participant can have, in years. Outside them a date of birth is a typing error. */
const AGE_MIN = 10;
const AGE_MAX = 110;

/** Reads the cells about the person. `beside` is what stood next to the name; `sessionYear` turns ages into years. */
export function readPersonCells(
  cells: Cells,
  beside: DisplayName,
  sessionYear: number | null,
  reading: Reading,
  findings: Findings,
): PersonPart {
  const kind = statedText(cells['organisation-kind']);
  const organisationKind = kind === null ? null : readOrganisationKind(kind);
  if (kind !== null && organisationKind === null) {
    findings.warning('organisation-kind-unknown', 'organisation-kind', kind);
  }
  const organisation = statedText(cells['organisation']) ?? beside.organisation;
  return {
    document: documentOf(cells, findings),
    sex: sexOf(cells, reading, findings),
    organisation: cut(organisation, ORGANISATION_LENGTH_MAX, 'organisation', findings),
    organisationKind,
    position: cut(statedText(cells['position']), POSITION_LENGTH_MAX, 'position', findings),
    ...placeOf(cells, beside, findings),
    phone: phoneOf(cells, findings),
    email: emailOf(cells, findings),
    birthYear: birthYearOf(cells, sessionYear, findings),
  };
}

function cut(text: string | null, length: number, field: Field, findings: Findings): string | null {
  if (text === null || text.length <= length) return text;
  findings.warning('text-cut', field, text);
  // Half of a sign that takes two places is no text.
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '').trim();
}

function documentOf(cells: Cells, findings: Findings): AttendanceRow['document'] {
  const text = statedText(cells['document']);
  if (text === null) return null;
  const read = readDocument(text);
  if (typeof read !== 'string') return read;
  if (read === 'not-ci') findings.warning('document-not-ci', 'document', text);
  else findings.problem(read === 'letter-o' ? 'document-letter-o' : 'document-unreadable', 'document', text);
  return null;
}

function sexOf(cells: Cells, reading: Reading, findings: Findings): AttendanceRow['sex'] {
  const text = statedText(cells['sex']);
  if (text === null) return null;
  const sex = readSex(text, reading.sexOfM);
  if (sex !== 'undecidable' && sex !== 'unreadable') return sex;
  findings.warning(sex === 'undecidable' ? 'sex-undecidable' : 'sex-unreadable', 'sex', text);
  return null;
}

interface Place {
  readonly department: string | null;
  readonly municipality: string | null;
}

/** Municipality and department. A place that stands beside the name counts where no column says one. */
function placeOf(cells: Cells, beside: DisplayName, findings: Findings): Place {
  const stated = departmentOf(statedText(cells['department']), findings);
  const text = statedText(cells['municipality']);
  if (text !== null) return municipalityOf(text, stated, findings);
  return stated.department === null && beside.place !== null ? townOf(beside.place) : stated;
}

/** A column of departments may name a town: "El Alto" says its department too. */
function departmentOf(text: string | null, findings: Findings): Place {
  if (text === null) return { department: null, municipality: null };
  const place = townOf(text);
  if (place.department === null) findings.warning('department-unknown', 'department', text);
  return place;
}

/** A column of municipalities may name a department: "Beni" is no town, and stays without one. */
function municipalityOf(text: string, stated: Place, findings: Findings): Place {
  const places = findMunicipalities(text, stated.department);
  const [only] = places;
  if (places.length === 1 && only !== undefined) return { department: only.department, municipality: only.code };
  const named = findDepartment(text)?.code ?? null;
  if (named === null) {
    findings.warning(places.length > 1 ? 'municipality-ambiguous' : 'municipality-unknown', 'municipality', text);
  }
  return { department: stated.department ?? named, municipality: null };
}

/** What a bare place name says: a department before a town of the same name. */
function townOf(text: string): Place {
  const department = findDepartment(text);
  if (department !== null) return { department: department.code, municipality: null };
  const places = findMunicipalities(text);
  const [only] = places;
  if (places.length !== 1 || only === undefined) return { department: null, municipality: null };
  return { department: only.department, municipality: only.code };
}

function phoneOf(cells: Cells, findings: Findings): string | null {
  const text = statedText(cells['phone']);
  if (text === null) return null;
  // Two numbers in one cell: the first.
  const first = text.split(/\s*[/;,]\s*|\s+[yo]\s+/)[0] ?? '';
  const digits = first.replace(/\D/g, '');
  if (digits.length >= 7 && digits.length <= 15 && first.length <= PHONE_LENGTH_MAX) return first;
  findings.warning('phone-unreadable', 'phone', text);
  return null;
}

function emailOf(cells: Cells, findings: Findings): string | null {
  const text = statedText(cells['email']);
  if (text === null) return null;
  const email = text.toLowerCase().replace(/^mailto:/, '').replace(/[,;.]+$/, '');
  if (/^[^\s@,;<>]+@[^\s@,;<>]+\.[a-z]{2,}$/.test(email) && email.length <= 200) return email;
  findings.warning('email-unreadable', 'email', text);
  return null;
}

/** Year of birth as stated, or the session's year less the age (which may be one year off). */
function birthYearOf(cells: Cells, sessionYear: number | null, findings: Findings): number | null {
  const born = statedText(cells['birth-year']);
  const age = statedText(cells['age']);
  if (born === null && (age === null || sessionYear === null)) return null;
  const field = born === null ? 'age' : 'birth-year';
  const years = Number((age ?? '').replace(/\s*a[nñ]os$/i, ''));
  const year = born === null ? (sessionYear ?? 0) - years : readBirthYear(born);
  const lived = year === null ? Number.NaN : (sessionYear ?? 2100) - year;
  const possible = lived >= AGE_MIN && (lived <= AGE_MAX || sessionYear === null) && Number.isInteger(year);
  if (year !== null && possible && year > 1900) return year;
  findings.problem('birth-year-impossible', field, born ?? age);
  return null;
}
