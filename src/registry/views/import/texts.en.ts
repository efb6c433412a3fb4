/** Words for importing people and organisations, in English. */
import { en as review } from '../review/texts.en.ts';
import type { RegistryImportTexts } from './texts.es.ts';

const whole = new Intl.NumberFormat('en-GB');

/** A count with its noun: `1 row`, `1,234 rows`. */
function count(n: number, one: string, many: string): string {
  return `${whole.format(n)} ${n === 1 ? one : many}`;
}

export const en: RegistryImportTexts = {
  what: { people: 'People', organisations: 'Organisations', attendance: 'Attendance' },
  upload: {
    title: { people: 'Import people', organisations: 'Import organisations' },
    hint: 'Any Excel (.xlsx) or CSV with one row for each will do. It is reviewed first; nothing is saved yet.',
    columns: {
      people:
        'One column with the name is enough. Document, sex, birth or age, phone, e-mail, place, organisation, position, self-identification, disability and languages are recognised too.',
      organisations:
        'One column with the name is enough. Acronym, NIT, kind, sector, place, contact, members, workers, sales, equity and whether it is formal are recognised too.',
    },
    unfinished: 'Not finished',
  },
  review,
  import: {
    crumb: { people: 'Import people', organisations: 'Import organisations' },
    remembered: 'This is how a file with these headings was read the last time.',
    policy: 'If the registry says something else',
    fill: 'the registry stays',
    replace: 'the file counts',
    update: 'Updated',
    same: 'Already the same',
    taxNumber: (number) => `NIT ${number}`,
    newOrganisation: (name) => `${name} (new organisation)`,
    isUpdate: 'Known; adds or changes',
    isSame: 'Known, nothing new',
    repeats: (row) => `Repeats row ${row}`,
    changeFill: (field, after) => `${field}: ${after}`,
    changeReplace: (field, before, after) => `${field}: ${before} becomes ${after}`,
    changeKept: (field, before, after) => `${field}: ${before} stays (the file says ${after})`,
    role: 'Its organisation or position is noted',
    documentHead: { people: 'Document', organisations: 'NIT' },
    placeHead: 'Place',
    detailsHead: 'Details',
    confirmBody: (added, updated) => `${whole.format(added)} are registered and ${whole.format(updated)} updated, all at once.`,
    doneBody: (n) => `${count(n, 'row went', 'rows went')} into the registry.`,
    see: { people: 'See the people', organisations: 'See the organisations' },
    sameFile: (when) => `This very file was imported on ${when}. Importing it again adds nothing that is there already.`,
  },
  field: {
    ...review.field,
    paternal: "Father's surname",
    maternal: "Mother's surname",
    married: 'Married name',
    complement: 'Complement',
    'issued-in': 'Issued in',
    birth: 'Birth (date or year)',
    'age-band': 'Age band',
    indigenous: 'Identifies as indigenous',
    disability: 'Lives with a disability',
    languages: 'Languages',
    name: 'Name',
    acronym: 'Acronym',
    'tax-number': 'NIT (tax number)',
    sector: 'Sector (CAEB code)',
    'value-chain': 'Value chain',
    address: 'Address',
    'contact-person': 'Contact person',
    formal: 'Formal',
    'members-women': 'Women members',
    'members-men': 'Men members',
    'members-unknown': 'Members, sex not said',
    'workers-women': 'Women workers',
    'workers-men': 'Men workers',
    'workers-unknown': 'Workers, sex not said',
    sales: 'Annual sales',
    equity: 'Equity',
    exports: 'Exports',
  },
  value: {
    yes: 'yes',
    no: 'no',
    'not-stated': 'not stated',
    formal: 'formal',
    'in-process': 'in process',
    informal: 'informal',
    noData: 'no data',
  },
  fault: {
    ...review.fault,
    'too-many-rows': 'The file has more than 120,000 rows. Split it into several files and choose one at a time.',
    'column-twice': 'Two columns were taken for the same. Keep one and set the other to Do not import:',
  },
  problem: {
    ...review.problem,
    'document-of-other': 'That ID belongs to somebody else',
    'birth-impossible': 'A date of birth that cannot be',
    'birth-unreadable': 'The birth cannot be understood',
    'age-impossible': 'The age cannot be understood',
    'tax-number-unreadable': 'The NIT cannot be understood',
    'tax-number-of-other': 'That NIT belongs to another organisation',
    'number-unreadable': 'A whole number belongs here',
    'amount-unreadable': 'The amount cannot be understood',
    'municipality-elsewhere': 'That municipality lies in another department; only the department stays',
    'stated-unreadable': 'It cannot be understood as yes or no; left without',
    'language-unknown': 'A language is not recognised; the others stay',
    'position-without-organisation': 'The position does not say in which organisation; not noted',
    'sector-unknown': 'The sector has no CAEB code; left without',
  },
};
