/** What the heading of a column says it holds, in the Spanish and English of real lists. Pure. */
import { readHeadingDay } from '../../registry/cell-values.ts';
import { normaliseName } from '../../registry/names.ts';
import type { Field, ListSession } from './attendance-file.ts';

export interface HeadingReading {
  readonly field: Field;
  /** For `session-presence`. */
  readonly session: number | null;
}

/** In order: the first that fits holds. Headings are compared in one form (no accents, capitals or punctuation). */
const HEADINGS: readonly (readonly [Field, readonly RegExp[]])[] = [
  ['ignore', [/^(n|no|nro|num|item|numero|firma|obs|observaciones|guest|invitado|topic|tema|participants|huella)$/]],
  ['ignore', [/meeting id|id de reunion|recording consent|consentimiento/, /start time|end time|hora de (inicio|fin)/]],
  ['email', [/e ?mail|correo/]],
  ['phone', [/^(nro |no |n )?(de )?(cel|tel|fono|movil)/, /celular|telefono|phone|mobile|whatsapp/]],
  ['document', [/^c ?i\b|carnet|cedula|^doc|documento|\bdni\b|identidad|identity|id number/]],
  ['birth-year', [/nacimiento|^f(ec)? nac|birth/]],
  ['age', [/^edad|^age\b|anos cumplidos/]],
  ['sex', [/^sexo|^genero|^gender|^sex\b/, /^(m f|f m|h m|m h|v m|m v)$/]],
  ['position', [/^cargo|^puesto/]],
  ['organisation-kind', [/^(tipo|clase|kind|type) (de |of )?(la )?(org|inst|ent)/, /organi[sz]ation (type|kind)/]],
  ['organisation-kind', [/^tipo$/, /^sector\b|a quien representa/]],
  ['organisation', [/instituc|organi[sz]ac|organi[sz]ation|entidad|empresa|company|affiliation/]],
  ['organisation', [/camara|sindicato|^org$|^inst$/]],
  ['position', [/puesto|position|job title|funcion|ocupacion|^rol$/]],
  ['municipality', [/municipio|municipality|ciudad|city|localidad/]],
  ['department', [/depto|dpto|departamento|department|^dep$|^region|^lugar/]],
  ['surnames', [/^(primer |segundo |1er |2do )?(apellidos?|ap)( s)?( paterno| materno)?$/, /^(paterno|materno)$/]],
  ['surnames', [/^(last|family) name|^surnames?$/]],
  ['given-names', [/^(first|given) names?$|^nombres? de pila$|^(primer|segundo) nombre$/]],
  ['full-name', [/nombres? y apellidos?|apellidos? y nombres?|nombre completo|full name/]],
  ['full-name', [/^participantes?$|^name\b|^nombres?( s)?\b|asistente$/]],
  ['join-time', [/join time|hora (de )?(entrada|ingreso|union)|se unio|^entrada|^ingreso/]],
  ['leave-time', [/leave time|hora (de )?(salida|retiro|abandono)|^salida|salio/]],
  ['minutes', [/duration|duracion|minutos|^min\b|tiempo (total|conectad)|minutes/]],
  ['session-number', [/^(n|no|nro|numero)?( de)? ?sesion$|^session( number| no)?$/]],
  ['date', [/^fecha|^date\b/]],
  ['present', [/^asist(encia|io)?$|^presente?$|attended|attendance|^presencia$/]],
];

/** What one heading says; null when it says nothing known. Sessions tell which one a date in a heading means. */
export function readHeading(heading: string, sessions: readonly ListSession[]): HeadingReading | null {
  const plain = normaliseName(heading);
  if (plain === '') return null;
  const session = readSessionHeading(heading, sessions);
  if (session !== null) return session;
  const field = HEADINGS.find(([, patterns]) => patterns.some((pattern) => pattern.test(plain)))?.[0];
  return field === undefined ? null : { field, session: null };
}

const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'];
const SESSION_WORD =
  '(?:sesion(?:es)?|session|ses|s|dias?|day|taller(?:es)?|modulos?|clase|jornada|encuentro|asistencia)';
/** The number must not go on as a date: "Día 12/08" is no twelfth day. */
const NUMBERED = new RegExp(
  `^(?:min(?:utos)? )?${SESSION_WORD}\\.?\\s*(?:n[°º]?o?\\.?\\s*)?(\\d{1,2}|[ivx]{1,4})(?!\\w|[/.-]\\d)`,
);
const ORDINAL = new RegExp(`^(\\d{1,2})\\s*(?:ra|da|ta|va|era|er|do|to|[°ºªao])?\\.?\\s+${SESSION_WORD}\\b`);

/** "Sesión 1", "S2", "Día III", "1ra sesión", "12/08", "Sesión del 12 de agosto". */
function readSessionHeading(heading: string, sessions: readonly ListSession[]): HeadingReading | null {
  const lower = heading.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').trim();
  const numbered = NUMBERED.exec(lower)?.[1] ?? ORDINAL.exec(lower)?.[1];
  // "Si" beside "No" is an answer, not a first session.
  if (numbered !== undefined && lower !== 'si') {
    const roman = ROMAN.indexOf(numbered) + 1;
    return { field: 'session-presence', session: roman > 0 ? roman : Number(numbered) };
  }
  const withWord = new RegExp(`^${SESSION_WORD}\\b`).test(lower);
  const bareDate = /^(lunes|martes|miercoles|jueves|viernes|sabado|domingo)?[\s,]*\d{1,4}[\s/.-]/.test(lower);
  const day = withWord || bareDate ? readHeadingDay(lower) : null;
  if (day === null) return null;
  const held = sessions.find((session) => {
    const [year, month, date] = session.heldOn.split('-').map(Number);
    return date === day.day && month === day.month && (day.year === null || day.year === year);
  });
  return { field: 'session-presence', session: held?.number ?? null };
}
