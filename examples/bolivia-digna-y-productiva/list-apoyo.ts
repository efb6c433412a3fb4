/** The first list: typed by hand after workshops, a row per person and a column per session. */
import { KIND_WORDS, POSITIONS } from './organisations.ts';
import { courseOf, type Participation, type Person } from './people.ts';
import { PROCESSES } from './programme.ts';
import type { Random } from './random.ts';
import { givenFirst } from './spellings.ts';
import { workbookOf, type Cell } from './workbook.ts';
import {
  NOTICE,
  writtenDepartment,
  writtenDocument,
  writtenOrganisation,
  writtenPhone,
  writtenSex,
} from './written.ts';

const HEADINGS = [
  'N.º', 'Nombre y apellidos', 'C.I.', 'Institución', 'Tipo de institución', 'Cargo', 'Sexo (M/H)', 'Departamento',
  'Municipio', 'Celular', 'Correo',
];
const WIDTHS = [5, 34, 14, 36, 18, 24, 10, 14, 20, 15, 34, 9, 9, 9, 9, 9];

export async function listOfApoyo(random: Random, people: readonly Person[]): Promise<Uint8Array> {
  const { durations } = courseOf('APOYO');
  const title = PROCESSES.find(({ code }) => code === 'APOYO')?.title ?? '';
  const lines = random.shuffled(
    people.flatMap((person) => {
      const found = person.participations.find(({ list }) => list === 'APOYO');
      return found === undefined ? [] : [lineOf(random, person, found, durations)];
    }),
  );
  const head: Cell[][] = [
    [`LISTA DE ASISTENCIA: ${title}`],
    [`${NOTICE}. Ninguna de estas personas existe.`],
    [],
    [...HEADINGS, ...durations.map((_, at) => `Sesión ${at + 1}`)],
  ];
  const numbered = lines.map((line, at): Cell[] => [at + 1, ...line]);
  const rows = [...head, ...numbered, [], totalsOf(lines, durations.length)];
  return workbookOf('Asistencia', rows, { widths: WIDTHS, boldRow: head.length });
}

function lineOf(random: Random, person: Person, found: Participation, durations: readonly number[]): Cell[] {
  const { organisation, spellings, states, stays } = found;
  const [spelling] = spellings;
  if (spelling === undefined) throw new Error('A participation without a session.');
  const markOf = (minutes: number, at: number): Cell => (minutes === durations[at] ? 'X' : minutes);
  const marks = stays.map(([minutes], at) => (minutes === undefined || minutes === 0 ? null : markOf(minutes, at)));
  return [
    givenFirst(random, spelling),
    states.document ? writtenDocument(random, person.document, person.department) : '',
    organisation === null ? '' : writtenOrganisation(random, organisation.name),
    organisation === null ? '' : (KIND_WORDS[organisation.kind]?.short ?? ''),
    organisation === null || random.chance(25) ? '' : random.pick(POSITIONS[organisation.kind] ?? ['']),
    states.sex ? writtenSex(person.sex, { woman: 'M', man: 'H' }) : '',
    writtenDepartment(random, person.department),
    person.municipality,
    states.phone ? writtenPhone(random, person.phone) : '',
    states.email ? person.email : '',
    ...marks,
  ];
}

/** The closing line: how many came to each session. */
function totalsOf(lines: readonly (readonly Cell[])[], sessions: number): Cell[] {
  const first = HEADINGS.length - 1;
  const counts = Array.from({ length: sessions }, (_, at) => lines.filter((line) => line[first + at] !== null).length);
  return [null, 'Total de asistentes', ...Array.from({ length: HEADINGS.length - 2 }, () => null), ...counts];
}
