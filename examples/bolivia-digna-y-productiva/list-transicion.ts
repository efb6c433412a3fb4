/** The fourth list, for somebody to import by hand: people known and new, and rows that ask for a decision. */
import { JHONNY, LIDIA, MARIA_ELENA, NANCY, ROSA, WILDER, type CastMember } from './cast.ts';
import { NAMELESS_DOCUMENT } from './contacts.ts';
import { departments, isConstituent, ORGANISATIONS, type Organisation } from './organisations.ts';
import { courseOf, type Crowd, type Participation, type Person } from './people.ts';
import { PROCESSES } from './programme.ts';
import type { Random } from './random.ts';
import { TRAINED_SLOTS } from './slots.ts';
import { fullSpelling, givenFirst, spellingKey, surnamesFirst } from './spellings.ts';
import { workbookOf, type Cell } from './workbook.ts';
import { NOTICE, writtenDepartment, writtenDocument, writtenPhone, writtenSex } from './written.ts';

const HEADINGS = ['Nombre completo', 'C.I.', 'Institución', 'M/F', 'Depto.', 'Min. conectado', 'Celular', 'Obs.'];
const WIDTHS = [36, 16, 36, 8, 14, 16, 16, 24];
const KNOWN_BY_DOCUMENT = 18;
const KNOWN_BY_PHONE = 6;
const NEW_REACHING = 12;
const NEW_BELOW = 2;
const LETTERS = { woman: 'F', man: 'M' };

export async function listOfTransicion(random: Random, crowd: Crowd): Promise<Uint8Array> {
  const title = PROCESSES.find(({ code }) => code === 'TRANSICION')?.title ?? '';
  const notice = `${NOTICE}. Ninguna de estas personas existe.`;
  const head: Cell[][] = [[`LISTA DE PARTICIPANTES: ${title}`], [notice], [], HEADINGS];
  const rows: Cell[][] = [...head];
  const usual = random.shuffled([...knownRows(random, crowd.people), ...newRows(random, crowd)]);
  const special = specialRows(random, crowd);
  while (usual.length > 0 || special.size > 0) {
    const next = special.get(rows.length + 1) ?? usual.pop() ?? [...special.values()][0];
    if (next === undefined) break;
    for (const [at, row] of special) if (row === next) special.delete(at);
    rows.push(next);
  }
  return workbookOf('Lista', rows, { widths: WIDTHS, boldRow: head.length });
}

const minutesOf = (random: Random, fromPercent: number, toPercent: number): number => {
  const [duration = 0] = courseOf('TRANSICION').durations;
  return random.between(Math.ceil((duration * fromPercent) / 100), Math.floor((duration * toPercent) / 100));
};

interface Seen {
  readonly person: Person;
  readonly participation: Participation;
}

/** The trained of the first list but for the cast, with what that list says of them. */
function seenInApoyo(people: readonly Person[]): Seen[] {
  return people.slice(0, TRAINED_SLOTS.length).flatMap((person, at) => {
    const participation = person.participations.find(({ list }) => list === 'APOYO');
    const cast = TRAINED_SLOTS[at]?.trait === 'cast';
    return participation === undefined || cast ? [] : [{ person, participation }];
  });
}

function knownRows(random: Random, people: readonly Person[]): Cell[][] {
  const seen = random.shuffled(seenInApoyo(people));
  const byDocument = seen.filter(({ participation }) => participation.states.document).slice(0, KNOWN_BY_DOCUMENT);
  const sameName = ({ person: { name }, participation: { spellings } }: Seen): boolean => {
    const full = spellingKey(fullSpelling(name));
    return name.surnames.length === 2 && spellings.every((one) => spellingKey(one) === full);
  };
  const byPhone = seen
    .filter((one) => one.participation.states.phone && sameName(one) && !byDocument.includes(one))
    .slice(0, KNOWN_BY_PHONE);
  return [
    ...byDocument.map(({ person, participation }) => {
      const [first = ''] = person.name.surnames;
      const full = fullSpelling(person.name);
      const spelling = random.chance(30) ? { ...full, surnames: first } : full;
      const name = random.chance(50) ? givenFirst(random, spelling) : surnamesFirst(random, spelling);
      return rowOf(random, name, person, participation.organisation, { document: true, phone: random.chance(40) });
    }),
    ...byPhone.map(({ person, participation }) => {
      const name = givenFirst(random, fullSpelling(person.name));
      return rowOf(random, name, person, participation.organisation, { document: false, phone: true });
    }),
  ];
}

function rowOf(
  random: Random,
  name: string,
  person: Person,
  organisation: Organisation | null,
  says: { readonly document: boolean; readonly phone: boolean },
): Cell[] {
  return [
    name,
    says.document ? writtenDocument(random, person.document, person.department) : '',
    organisation?.name ?? '',
    random.chance(15) ? '' : writtenSex(person.sex, LETTERS),
    writtenDepartment(random, person.department),
    minutesOf(random, 80, 100),
    says.phone ? writtenPhone(random, person.phone) : '',
    random.chance(10) ? 'Llegó con su equipo' : '',
  ];
}

function newRows(random: Random, { names, contacts }: Crowd): Cell[][] {
  return Array.from({ length: NEW_REACHING + NEW_BELOW }, (_, at): Cell[] => {
    const sex = random.chance(58) ? 'woman' : 'man';
    const spelling = fullSpelling(names.take(sex, 2));
    const organisation = random.pick(ORGANISATIONS.filter(({ kind }) => isConstituent(kind)));
    return [
      random.chance(50) ? givenFirst(random, spelling) : surnamesFirst(random, spelling),
      writtenDocument(random, contacts.document(), organisation.department),
      organisation.name,
      at === 0 ? '' : LETTERS[sex],
      writtenDepartment(random, organisation.department),
      at < NEW_REACHING ? minutesOf(random, 80, 100) : minutesOf(random, 40, 75),
      random.chance(60) ? writtenPhone(random, contacts.phone()) : '',
      random.chance(10) ? 'Primera vez' : '',
    ];
  });
}

/** Rows by their number in the file: three that cannot go in as they are, and five that may be somebody known. */
function specialRows(random: Random, { people }: Crowd): Map<number, Cell[]> {
  const organisationOf = ({ document }: CastMember): Organisation | null =>
    people.find((person) => person.document === document)?.participations[0]?.organisation ?? null;
  type Row = readonly [name: string, document: string, organisation: Organisation | null, sex: string];
  const row = (...[name, document, organisation, sex]: Row): Cell[] => {
    const minutes = minutesOf(random, 80, 100);
    return [name, document, organisation?.name ?? '', sex, organisation?.department ?? '', minutes, '', ''];
  };
  const [lidia, jhonny, wilder, rosa, nancy] = [LIDIA, JHONNY, WILDER, ROSA, NANCY].map(organisationOf);
  const elsewhere = departments().flatMap((department) =>
    ORGANISATIONS.filter((one) => one.kind === 'workers' && one.department === department && one !== wilder),
  );
  const [duration = 0] = courseOf('TRANSICION').durations;
  const employment = ORGANISATIONS.find(({ kind }) => kind === 'government') ?? null;
  return new Map<number, Cell[]>([
    [9, row('Flores Rojas Nancy', `${String(NANCY.document).replace('0', 'O')} LP`, nancy ?? null, 'F')],
    [12, row('Lidia Mamani C.', '', lidia ?? null, '')],
    [17, row('Jhoni Rocha', swappedAtTheEnd(JHONNY.document), jhonny ?? null, 'M')],
    [21, withRest(row('Édgar Terrazas', '', employment, 'M'), { minutes: duration + 74, note: '¿Con el taller?' })],
    [26, withRest(row('Ma. Poma Ticona', '', organisationOf(MARIA_ELENA), 'F'), { phone: MARIA_ELENA.phone })],
    [31, withRest(row('Wilder Condori', '', random.pick(elsewhere), 'M'), { phone: WILDER.phone })],
    [38, withRest(row('', `${NAMELESS_DOCUMENT} OR`, employment, 'F'), { note: 'Nombre ilegible' })],
    [43, row('Rosa Choque de Vargas', `${ROSA.document} LP`, rosa ?? null, 'F')],
  ]);
}

/** The row with some of its last cells filled otherwise. */
function withRest(row: readonly Cell[], rest: { minutes?: number; phone?: string; note?: string }): Cell[] {
  const [minutes = null, phone = null, note = null] = row.slice(-3);
  return [...row.slice(0, -3), rest.minutes ?? minutes, rest.phone ?? phone, rest.note ?? note];
}

/** The number with its last two digits in the wrong order. */
function swappedAtTheEnd(number: number): string {
  return String(number).replace(/(\d)(\d)$/, '$2$1');
}
