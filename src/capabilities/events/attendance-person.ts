/** What a row of an attendance list says about the person: only what stands in that row, never guessed. Pure. */
import { findDepartment, findMunicipalities } from '../../registry/places.ts';
import type { AttendanceRow, Field, ProblemCode, WarningCode } from './attendance-file.ts';
import { headingOf, type Findings, type NameReading, type RowContext } from './attendance-row-context.ts';
import { readBirthYear, readDocument, readOrganisationKind, readSex, statedText } from './attendance-values.ts';

type PersonCells = Pick<
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

interface Around {
  readonly context: RowContext;
  readonly findings: Findings;
  /** Year of the session, from which an age counts back; null where no session is known. */
  readonly year: number | null;
}

const ORGANISATION_LENGTH_MAX = 200;
const POSITION_LENGTH_MAX = 120;
const AGE_MIN = 10;
const AGE_MAX = 110;
const BIRTH_YEAR_MIN = 1900;

/** Reads everything about the person but the name. What cannot be understood is left empty and said. */
export function readPersonCells(cells: Readonly<Record<string, string>>, name: NameReading, around: Around): PersonCells {
  const reader = new PersonReader(cells, around);
  const department = reader.department(name.place);
  return {
    document: reader.document(),
    sex: reader.sex(),
    organisation: reader.shortened('organisation', ORGANISATION_LENGTH_MAX) ?? name.organisation,
    organisationKind: reader.organisationKind(),
    position: reader.shortened('position', POSITION_LENGTH_MAX),
    ...reader.municipality(department),
    phone: reader.phone(),
    email: reader.email(),
    birthYear: reader.birthYear(),
  };
}

class PersonReader {
  private readonly cells: Readonly<Record<string, string>>;
  private readonly around: Around;

  constructor(cells: Readonly<Record<string, string>>, around: Around) {
    this.cells = cells;
    this.around = around;
  }

  document(): AttendanceRow['document'] {
    const text = this.stated('document');
    if (text === null) return null;
    const read = readDocument(text);
    if (typeof read !== 'string') return read;
    if (read === 'not-ci') this.warn('document-not-ci', 'document', text);
    else this.problem(read === 'letter-o' ? 'document-letter-o' : 'document-unreadable', 'document', text);
    return null;
  }

  sex(): AttendanceRow['sex'] {
    const text = this.stated('sex');
    if (text === null) return null;
    const read = readSex(text, this.around.context.reading.sexOfM);
    if (read !== 'undecidable' && read !== 'unreadable') return read;
    this.warn(read === 'undecidable' ? 'sex-undecidable' : 'sex-unreadable', 'sex', text);
    return null;
  }

  organisationKind(): AttendanceRow['organisationKind'] {
    const text = this.stated('organisation-kind');
    if (text === null) return null;
    const kind = readOrganisationKind(text);
    if (kind === null) this.warn('organisation-kind-unknown', 'organisation-kind', text);
    return kind;
  }

  /** `beside`: a place that stood beside the name, used where no column says one. */
  department(beside: string | null): string | null {
    const text = this.stated('department');
    if (text === null) return beside === null ? null : (findDepartment(beside)?.code ?? null);
    const found = findDepartment(text);
    if (found === null) this.warn('department-unknown', 'department', text);
    return found?.code ?? null;
  }

  municipality(department: string | null): Pick<PersonCells, 'department' | 'municipality'> {
    const text = this.stated('municipality');
    if (text === null) return { department, municipality: null };
    const found = findMunicipalities(text, department);
    const [only] = found;
    if (only !== undefined && found.length === 1) return { department: only.department, municipality: only.code };
    this.warn(found.length > 1 ? 'municipality-ambiguous' : 'municipality-unknown', 'municipality', text);
    return { department, municipality: null };
  }

  phone(): string | null {
    const text = this.stated('phone');
    if (text === null) return null;
    const digits = text.replace(/\.0$/, '').replace(/\D/g, '');
    if (digits.length >= 7 && digits.length <= 15) return text.slice(0, 30);
    this.warn('phone-unreadable', 'phone', text);
    return null;
  }

  email(): string | null {
    const text = this.stated('email')?.replace(/^mailto:/i, '').toLowerCase() ?? null;
    if (text === null) return null;
    if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) && text.length <= 200) return text;
    this.warn('email-unreadable', 'email', text);
    return null;
  }

  birthYear(): number | null {
    const stated = this.stated('birth-year');
    const field: Field = stated === null ? 'age' : 'birth-year';
    const text = stated ?? this.stated('age');
    if (text === null) return null;
    const year = field === 'birth-year' ? readBirthYear(text) : this.yearOfAge(text);
    // A list made this year cannot hold somebody born after it, nor anyone over 110.
    const last = this.around.year ?? 2100;
    if (year !== null && year >= Math.max(BIRTH_YEAR_MIN, last - AGE_MAX) && year <= last) return year;
    this.problem('birth-year-impossible', field, text);
    return null;
  }

  private yearOfAge(text: string): number | null {
    const age = /^(\d{1,3})(\s*(a[nñ]os?|years?))?$/i.exec(text)?.[1];
    if (age === undefined || this.around.year === null) return null;
    return Number(age) < AGE_MIN || Number(age) > AGE_MAX ? null : this.around.year - Number(age);
  }

  shortened(field: Field, lengthMax: number): string | null {
    const text = this.stated(field);
    if (text === null || text.length <= lengthMax) return text;
    this.warn('text-cut', field, text.slice(0, lengthMax));
    return text.slice(0, lengthMax).trim();
  }

  private stated(field: Field): string | null {
    return statedText(this.cells[field]);
  }

  private problem(code: ProblemCode, field: Field, value: string): void {
    this.around.findings.problems.push({ code, column: headingOf(this.around.context.reading, field), value });
  }

  private warn(code: WarningCode, field: Field, value: string): void {
    this.around.findings.warnings.push({ code, column: headingOf(this.around.context.reading, field), value });
  }
}
