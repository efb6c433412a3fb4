/** The second list: kept on line by an assistant, a row per person and session, saved as semicolon text on Windows. */
import { delimited, windows1252 } from './delimited.ts';
import { KIND_WORDS } from './organisations.ts';
import type { Person } from './people.ts';
import { PROCESSES } from './programme.ts';
import type { Random } from './random.ts';
import { surnamesFirst, type Spelling } from './spellings.ts';
import { NOTICE, writtenDepartment, writtenDocument, writtenOrganisation, writtenSex } from './written.ts';

const HEADINGS = [
  'Nro', 'Apellidos y nombres', 'Carnet de identidad', 'Género (F/M)', 'Organización que representa', 'Sector',
  'Correo electrónico', 'Depto.', 'Ciudad', 'Fecha', 'Minutos conectados',
];

interface Line {
  readonly session: number;
  readonly cells: readonly string[];
}

export function listOfContinuidad(random: Random, people: readonly Person[]): Uint8Array {
  const sessions = PROCESSES.find(({ code }) => code === 'CONTINUIDAD')?.sessions ?? [];
  const days = sessions.map(({ heldOn }) => heldOn.split('-').reverse().join('/'));
  const lines = random.shuffled(people.flatMap((person) => linesOf(random, person, days)));
  const inOrder = lines.sort((a, b) => a.session - b.session).map(({ cells }, at) => [String(at + 1), ...cells]);
  return windows1252(delimited([[`${NOTICE}: ninguna de estas personas existe`], HEADINGS, ...inOrder], ';'));
}

/** One line per session attended. What is known of somebody was copied from session to session; the name was not. */
function linesOf(random: Random, person: Person, days: readonly string[]): Line[] {
  const found = person.participations.find(({ list }) => list === 'CONTINUIDAD');
  if (found === undefined) return [];
  const { organisation, spellings, states, stays } = found;
  const document = states.document ? writtenDocument(random, person.document, person.department) : '';
  const name = organisation === null ? '' : writtenOrganisation(random, organisation.name);
  const kind = organisation === null ? '' : (KIND_WORDS[organisation.kind]?.long ?? '');
  const department = writtenDepartment(random, person.department);
  const hands = new Map<Spelling, string>();
  for (const spelling of spellings) if (!hands.has(spelling)) hands.set(spelling, surnamesFirst(random, spelling));
  return stays.flatMap(([minutes = 0], session) => {
    const spelling = spellings[session];
    if (minutes === 0 || spelling === undefined) return [];
    const cells = [
      hands.get(spelling) ?? '',
      document,
      states.sex ? writtenSex(person.sex, { woman: 'F', man: 'M' }) : '',
      name,
      kind,
      states.email ? person.email : '',
      department,
      person.municipality,
      days[session] ?? '',
      String(minutes),
    ];
    return [{ session, cells }];
  });
}
