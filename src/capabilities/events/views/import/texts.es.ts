/** Words for importing a list, in Spanish of Bolivia: plain, short, *usted*. */
import { es as review } from '../../../../registry/views/review/texts.es.ts';
import { wholeEs as whole } from '../../../../platform/number-text.ts';

/** A count with its noun: `1 fila`, `1.234 filas`. */
function count(n: number, one: string, many: string): string {
  return `${whole(n)} ${n === 1 ? one : many}`;
}

export const es = {
  imports: {
    kind: 'Qué se importa',
    everyKind: 'Todas',
    kinds: { attendance: 'Asistencia', people: 'Personas', organisations: 'Organizaciones', iati: 'Archivo IATI' },
    wholeProgramme: 'Todo el programa',
    discard: 'Descartar',
    discarded: (file: string) => `Se descartó la revisión de ${file}. No se había guardado nada; puede subir el archivo otra vez.`,
    title: 'Importaciones',
    unfinished: 'Sin terminar',
    unfinishedHint: 'Todavía no se guardó nada de estas listas.',
    finished: 'Terminadas',
    file: 'Archivo',
    process: 'Proceso',
    startedBy: 'Empezada por',
    when: 'Cuándo',
    rows: 'Filas',
    entries: 'Hechos',
    state: 'Estado',
    inForce: 'En las cifras',
    withdrawn: 'Retirada',
    withdrawnBy: (who: string, when: string) => `por ${who}, ${when}`,
    resume: 'Seguir revisando',
    downloadShort: 'Archivo',
    noFile: 'Su función no permite abrir el archivo',
    withdraw: 'Retirar',
    withdrawTitle: '¿Retirar toda la importación?',
    withdrawBody: (file: string, entries: number) =>
      `${count(entries, 'hecho', 'hechos')} de «${file}» ${entries === 1 ? 'sale' : 'salen'} de las cifras ` +
      'y las listas. Nada se borra: queda en la historia y las cifras de fechas pasadas no cambian.',
    withdrawReason: 'Por qué se retira',
    withdrawReasonHint: 'Por ejemplo: era la lista de otro taller',
    withdrawConfirm: 'Retirar la importación',
    withdrawDone: (file: string) => `«${file}» quedó retirada`,
    whatChanges: 'Qué cambia en las cifras',
    exportCsv: 'Exportar',
    notAllowed: 'Su función no permite este cambio.',
    noProcess: 'Sin proceso',
    noneTitle: 'Todavía no se importó ninguna lista',
    noneHint: 'Abra un proceso y elija Importar lista, o use Importar en Personas u Organizaciones. Sirven .xlsx y .csv.',
    toProcesses: 'Ir a Procesos',
    fileName: 'importaciones.csv',
    caption: 'Importaciones terminadas',
    needReason: 'Escriba por qué.',
  },
  upload: {
    hint: 'Excel (.xlsx) o CSV, también el informe de Zoom. Primero se revisa; todavía no se guarda nada.',
  },
  review,
  import: {
    crumb: 'Importar asistencia',
    session: 'La lista es de',
    sessionByRow: 'Lo dice el archivo',
    sessionLabel: (n: number, day: string) => `Sesión ${n}, ${day}`,
    sessionOfColumn: 'Sesión de esta columna',
    recognised: 'Reconocidas',
    organisation: 'Organización',
    noOrganisation: 'Organización sin dato',
    newOrganisation: 'organización nueva',
    documentHead: 'Documento',
    sexHead: 'Sexo',
    minutesHead: 'Minutos',
    attendance: 'Asist.',
    isRecognised: 'Ya está en el registro',
    absent: 'No asistió a ninguna sesión: no se importa',
    confirmBody: (n: number, process: string) => `${count(n, 'fila entra', 'filas entran')} de una vez en «${process}».`,
    doneBody: (n: number) => `${count(n, 'fila entró', 'filas entraron')} en las cifras.`,
    seeProcess: 'Ver el proceso',
    sameFile: (when: string) =>
      `Este mismo archivo ya se importó el ${when}. Si lo importa otra vez, la asistencia se sumaría dos veces.`,
  },
  field: {
    ...review.field,
    'birth-year': 'Año de nacimiento',
    minutes: 'Minutos',
    'join-time': 'Hora de entrada',
    'leave-time': 'Hora de salida',
    date: 'Fecha',
    'session-number': 'Número de sesión',
    present: 'Asistió (sí o no)',
    'session-presence': 'Asistió a una sesión',
  },
  /** Faults and doubts of the whole file: what it is, and what to do. */
  fault: {
    ...review.fault,
    'too-many-rows': 'Tiene demasiadas filas para una lista. Deje solo las filas de asistencia.',
    'no-attendance-column': 'Ninguna columna dice cuánto asistieron. Diga cuál trae los minutos o las marcas.',
    'session-not-said': 'Falta decir de qué sesión es la lista. Elíjala arriba, en La lista es de.',
    'column-without-session': 'Una columna de asistencia no dice de qué sesión es. Elíjala en Columnas del archivo.',
    'mark-a-undecidable': 'En las marcas la letra A puede ser asistió o ausente. Esas filas quedan por corregir.',
  },
  /** What is wrong with one row, or worth a look. */
  problem: {
    ...review.problem,
    'birth-year-impossible': 'Año de nacimiento imposible',
    'date-impossible': 'Fecha que no existe',
    'date-unreadable': 'La fecha no se entiende',
    'date-without-session': 'Ninguna sesión fue ese día',
    'leave-before-join': 'Salió antes de entrar',
    'minutes-unreadable': 'Los minutos no se entienden',
    'mark-unreadable': 'La marca de asistencia no se entiende',
    'more-than-session': 'Más minutos de los que duró la sesión',
    'session-unknown': 'El proceso no tiene esa sesión',
    'minutes-differ': 'Los minutos y las horas no coinciden; valen los minutos',
    'no-attendance': 'No asistió a ninguna sesión',
  },
};

/** What every language of the import must word. */
export type ImportTexts = typeof es;
