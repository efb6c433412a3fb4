/** Words of the command line. */
import { wholeEs as whole } from '../platform/number-text.ts';

export const es = {
  notUnderstood: 'No se entiende la orden',
  unknownOption: (option: string) => `no existe la opción ${option}`,
  needsValue: (option: string) => `a ${option} le falta su valor`,
  takesNoValue: (option: string) => `${option} no lleva valor`,
  notJson: (about: string) => `el archivo no es JSON bien escrito (${about})`,
  cannotReadOrWrite: 'No se puede leer o escribir',
  /** Problems that screens word otherwise, or for which they have no words. */
  problems: {
    'bad-request': 'Algún dato de la orden no es válido. Revise lo que escribió.',
    'not-signed-in': 'Hace falta entrar primero.',
    forbidden: 'Esa cuenta no tiene permiso para hacer esto.',
    'not-found': 'Eso no existe en este programa. Revise cómo lo escribió.',
    'already-member': 'Esa cuenta ya está en el programa.',
    'bad-reach': 'Ese papel necesita un socio (--partner), o no puede tenerlo.',
    'unknown-partner': 'Esa organización no está en el registro. Revise el identificador de --partner.',
    'not-described': 'El programa todavía no está descrito. Agregue primero su nombre, sus fechas y sus socios.',
    'bad-position': 'Ese momento no es una fecha, una hora ni una posición. Escriba por ejemplo 2021-11-26 o @120.',
    'activity-not-chosen': 'El archivo tiene varias actividades. Diga cuál con --activity.',
    'nothing-to-import': 'Ninguna fila está lista para importar. Corrija el archivo o impórtelo en pantalla.',
    'database-away': 'La base de datos no responde. No se guardó nada; intente otra vez en un momento.',
    'report-refused': 'El informe no se puede enviar así.',
    'not-ready': 'Algo falló de nuestro lado.',
  },
  noData: 'sin dato',
  overlap: (n: number) => `(las celdas suman ${whole(n)} más: personas en más de una)`,
  read: 'leídos',
  collapsed: 'unificados',
  leftOut: 'excluidos',
  counted: 'contados',
  alreadyIn: 'Este archivo ya está importado.',
  attendanceRows: (rows: number, ready: number, doubtful: number, problem: number) => `filas ${rows}: ${ready} listas, ${doubtful} por decidir, ${problem} con problema`,
  registryRows: (rows: number, added: number, update: number, same: number) => `filas ${rows}: ${added} nuevas, ${update} con cambios, ${same} iguales`,
  registryWaiting: (doubtful: number, problem: number, ready: number) => `${doubtful} por decidir, ${problem} con problema; ${ready} listas`,
  row: (n: number) => `fila ${n}`,
  toDecide: 'por decidir',
  sayWhich: 'Diga cuál: --activity ID',
  found: (results: number, indicators: number, documents: number) => `resultados ${results}, indicadores ${indicators}, documentos ${documents}`,
  noAccess: 'sin acceso',
};

/** What every language of the command line must word. */
export type CommandLineTexts = typeof es;
