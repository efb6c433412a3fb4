/** The third list: what a video call exports, a row per time somebody joined, below a block about the meeting. */
import { delimited, markedUtf8 } from './delimited.ts';
import { KIND_WORDS, type Department } from './organisations.ts';
import type { Person } from './people.ts';
import { PROCESSES } from './programme.ts';
import type { Random } from './random.ts';
import { givenFirst, type Spelling } from './spellings.ts';
import { NOTICE } from './written.ts';

const MEETING = [
  'ID de la reunión', 'Tema', 'Hora de inicio', 'Hora de finalización', 'Correo electrónico del anfitrión',
  'Duración (minutos)',
];
/** The export's own columns; the two in the middle come from the registration form. */
const HEADINGS = [
  'Nombre (nombre original)', 'Correo electrónico', 'Institución', 'Tipo de institución', 'Departamento',
  'Hora de entrada', 'Hora de salida', 'Duración (minutos)', 'Invitado',
];
/** Six in the evening, in minutes from midnight. */
const STARTS_AT = 18 * 60;

interface Line {
  /** Session and second at which the person joined: the order of the export. */
  readonly at: number;
  readonly cells: readonly string[];
}

export function listOfFichas(random: Random, people: readonly Person[]): Uint8Array {
  const process = PROCESSES.find(({ code }) => code === 'FICHAS');
  const sessions = process?.sessions ?? [];
  const days = sessions.map(({ heldOn }) => heldOn);
  const [first = ''] = days;
  const duration = sessions[0]?.durationMinutes ?? 0;
  const block = [
    '845 1200 7731',
    `${process?.topic ?? ''} (${NOTICE})`,
    clock(first, STARTS_AT, 0),
    clock(first, STARTS_AT + duration, 0),
    'programa@correo.example',
    String(duration),
  ];
  const lines = people.flatMap((person) => linesOf(random, person, days)).sort((a, b) => a.at - b.at);
  return markedUtf8(delimited([MEETING, block, [], HEADINGS, ...lines.map(({ cells }) => cells)], ','));
}

function linesOf(random: Random, person: Person, days: readonly string[]): Line[] {
  const found = person.participations.find(({ list }) => list === 'FICHAS');
  if (found === undefined) return [];
  const { organisation, spellings, states, stays } = found;
  const shown = new Map<Spelling, string>();
  for (const spelling of spellings) {
    if (!shown.has(spelling)) shown.set(spelling, displayName(random, spelling, person.department, states.email));
  }
  return stays.flatMap((pieces, session) => {
    const spelling = spellings[session];
    const day = days[session];
    if (spelling === undefined || day === undefined) return [];
    let start = STARTS_AT + random.between(-4, 2);
    return pieces.map((minutes) => {
      const [from, second] = [start, random.below(60)];
      start += minutes + random.between(1, 3);
      const cells = [
        shown.get(spelling) ?? '',
        states.email ? person.email : '',
        organisation?.name ?? '',
        organisation === null ? '' : (KIND_WORDS[organisation.kind]?.short ?? ''),
        person.department,
        clock(day, from, second),
        clock(day, from + minutes, second),
        String(minutes),
        states.email ? 'No' : 'Sí',
      ];
      return { at: (session * 1440 + from) * 60 + second, cells };
    });
  });
}

/** People name themselves: with their place, or as the owner of a telephone. Guests give the name alone. */
function displayName(random: Random, spelling: Spelling, department: Department, registered: boolean): string {
  const name = givenFirst(random, spelling);
  const way = registered ? random.below(16) : 15;
  if (way === 0) return `iPhone de ${name}`;
  return way === 1 ? `${name} (${department})` : name;
}

/** "05/18/2021 06:02:11 PM": month first, whatever the language of the export. */
function clock(day: string, minute: number, second: number): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const [hour, half] = [Math.floor(minute / 60), minute < 720 ? 'AM' : 'PM'];
  const pair = (value: number): string => String(value).padStart(2, '0');
  return `${month}/${date}/${year} ${pair(((hour + 11) % 12) + 1)}:${pair(minute % 60)}:${pair(second)} ${half}`;
}
