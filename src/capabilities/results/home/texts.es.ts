/** Words of what waits to be done, on the home page. */
import type { MatterKind } from './rules.ts';

interface MatterWords {
  /** One sentence; `name` is what it is about, or the codes of what is listed. */
  readonly says: (count: string, one: boolean, name: string) => string;
  readonly why: string;
  readonly action: string;
}

const matters: Readonly<Record<MatterKind, MatterWords>> = {
  'report-returned': { says: (_count, _one, name) => `«${name}» volvió para corregir`, why: 'Corrija lo que pide el donante y envíelo otra vez', action: 'Corregir' },
  'report-reminder': {
    says: (count, one, name) => (one ? `«${name}»: falta 1 cosa` : count === '0' ? `«${name}»: no falta nada` : `«${name}»: faltan ${count} cosas`),
    why: 'Todavía no se presentó al donante',
    action: 'Ver',
  },
  'report-due': { says: (_count, _one, name) => `Informe «${name}»`, why: 'Todavía no se envió al donante', action: 'Completar' },
  'report-to-answer': { says: (_count, _one, name) => `«${name}» espera la respuesta del donante`, why: 'Cuando responda, anote si lo aprobó o lo devolvió', action: 'Anotar' },
  'report-to-read': { says: (_count, _one, name) => `«${name}» espera su respuesta`, why: 'Léalo y diga a la coordinación si lo aprueba', action: 'Leer' },
  'data-requests': {
    says: (count, one) => (one ? '1 persona pide algo sobre sus datos' : `${count} pedidos de personas sobre sus datos`),
    why: 'Piden que se corrijan o se borren; verán su respuesta',
    action: 'Responder',
  },
  'sessions-today': { says: (_count, _one, name) => `Hoy hay una sesión de «${name}»`, why: 'Anote quién asiste', action: 'Anotar' },
  'sessions-unrecorded': {
    says: (count, one, name) => (one ? `1 sesión de «${name}» sin asistencia` : `${count} sesiones de «${name}» sin asistencia`),
    why: 'Mientras nadie anote quién asistió, esas personas no cuentan',
    action: 'Anotar',
  },
  'activities-late': {
    says: (count, one, name) => (one ? `1 actividad atrasada: ${name}` : `${count} actividades del plan atrasadas`),
    why: 'Debían haber empezado o terminado',
    action: 'Ver',
  },
  'follow-ups': {
    says: (count, one, name) => (one ? `1 persona de «${name}» por consultar` : `${count} personas de «${name}» por consultar`),
    why: 'Toca preguntarles qué aplicaron de lo aprendido',
    action: 'Consultar',
  },
  'figures-late': {
    says: (count, one) => (one ? '1 cifra atrasada frente a su meta' : `${count} cifras atrasadas frente a su meta`),
    why: '',
    action: 'Ver',
  },
  conflicts: {
    says: (count, one) => (one ? '1 registro con dos versiones' : `${count} registros con dos versiones`),
    why: 'Dos personas cambiaron lo mismo sin verse: elija cuál es correcto',
    action: 'Decidir',
  },
  import: { says: (_count, _one, name) => `Lista «${name}» a medio importar`, why: 'Todavía no se guardó nada de ella', action: 'Revisar' },
  'people-import': { says: (_count, _one, name) => `Lista de personas «${name}» a medio importar`, why: 'Todavía no se guardó nada de ella', action: 'Revisar' },
  'organisations-import': { says: (_count, _one, name) => `Lista de organizaciones «${name}» a medio importar`, why: 'Todavía no se guardó nada de ella', action: 'Revisar' },
  'people-duplicates': {
    says: (count, one) => (one ? '1 par de personas que pueden ser la misma' : `${count} pares de personas que pueden ser la misma`),
    why: 'Si lo son, las cifras bajan',
    action: 'Comparar',
  },
  'organisation-duplicates': {
    says: (count, one) => (one ? '1 par de organizaciones que pueden ser la misma' : `${count} pares de organizaciones que pueden ser la misma`),
    why: 'Si lo son, las cifras de organizaciones bajan',
    action: 'Comparar',
  },
  certificates: {
    says: (count, one, name) => (one ? `1 certificado por emitir de «${name}»` : `${count} certificados por emitir de «${name}»`),
    why: 'El proceso terminó y estas personas llegaron al mínimo',
    action: 'Emitir',
  },
  'figures-missing': {
    says: (count, one) => (one ? '1 indicador sin dato' : `${count} indicadores sin dato`),
    why: '',
    action: 'Ver',
  },
  waiting: {
    says: (count, one) => (one ? '1 corrección en espera' : `${count} correcciones en espera`),
    why: 'Llegaron antes que lo que corrigen; contarán en cuanto llegue',
    action: 'Ver',
  },
};

export const es = {
  toDo: 'Por hacer',
  order: (count: string, one: boolean) => (one ? '1 asunto' : `${count} asuntos, lo más urgente primero`),
  none: 'Todo al día',
  noneWords: 'No hay nada que le toque resolver ahora. Si algo vence o queda a medias, aparecerá aquí.',
  noneToRead: 'No hay informes que esperen su respuesta. Las cifras de abajo están al día de hoy.',
  all: (count: string) => `Ver los ${count} asuntos`,
  fewer: 'Ver solo los primeros',
  matters,
  ofCodes: (codes: string) => `Son ${codes}`,
  tellCoordination: 'Diga a la coordinación cómo van: ella anota el avance',
  expired: (day: string) => `Venció el ${day}`,
  left: (days: number) => (days === 0 ? 'Se entrega hoy' : days === 1 ? 'Queda 1 día' : `Quedan ${days} días`),
  late: (days: number) => (days === 1 ? 'Venció ayer' : `Venció hace ${days} días`),
  until: (day: string) => `Vence el ${day}`,
  today: 'Hoy',
  since: (day: string) => `Desde el ${day}`,
  ofTarget: (value: string, target: string) => `${value} de ${target}`,
  firstSteps: 'Para empezar',
  stepDone: 'Hecho',
  steps: {
    describe: { what: 'Describa el programa', why: 'Qué busca, cuándo comienza y termina, con quiénes: abre cada informe', action: 'Describir' },
    measure: { what: 'Arme el marco de resultados', why: 'Las áreas y sus indicadores: de ellos salen las cifras', action: 'Armar' },
    register: { what: 'Registre las primeras organizaciones y personas', why: 'Una por una o desde la hoja de cálculo que ya tiene', action: 'Registrar' },
  },
};
