/** Words for importing people and organisations, in Spanish of Bolivia: plain, short, *usted*. */
import { es as review } from '../review/texts.es.ts';
import { wholeEs as whole } from '../../../platform/number-text.ts';

/** A count with its noun: `1 fila`, `1.234 filas`. */
function count(n: number, one: string, many: string): string {
  return `${whole(n)} ${n === 1 ? one : many}`;
}

export const es = {
  what: { people: 'Personas', organisations: 'Organizaciones', attendance: 'Asistencia' },
  upload: {
    title: { people: 'Importar personas', organisations: 'Importar organizaciones' },
    hint: 'Sirve cualquier Excel (.xlsx) o CSV con una fila por cada una. Primero se revisa; todavía no se guarda nada.',
    columns: {
      people:
        'Basta una columna con el nombre. Se reconocen también documento, sexo, nacimiento o edad, celular, correo, lugar, organización, cargo, autoidentificación, discapacidad e idiomas.',
      organisations:
        'Basta una columna con el nombre o razón social. Se reconocen también sigla, NIT, tipo, rubro, lugar, contacto, socios, trabajadores, ventas y si es formal.',
    },
    unfinished: 'Sin terminar',
  },
  review,
  import: {
    crumb: { people: 'Importar personas', organisations: 'Importar organizaciones' },
    remembered: 'Así se leyó la última vez un archivo con estos encabezados.',
    policy: 'Si el registro dice otra cosa',
    fill: 'queda lo del registro',
    replace: 'vale lo del archivo',
    update: 'Se actualizan',
    same: 'Ya están igual',
    taxNumber: (number: string) => `NIT ${number}`,
    newOrganisation: (name: string) => `${name} (organización nueva)`,
    isUpdate: 'Ya está; se agrega o cambia',
    isSame: 'Ya está, sin nada nuevo',
    repeats: (row: number) => `Repite la fila ${row}`,
    changeFill: (field: string, after: string) => `${field}: ${after}`,
    changeReplace: (field: string, before: string, after: string) => `${field}: ${before} pasa a ${after}`,
    changeKept: (field: string, before: string, after: string) => `${field}: queda ${before} (el archivo dice ${after})`,
    role: 'Se anota su organización o cargo',
    documentHead: { people: 'Documento', organisations: 'NIT' },
    placeHead: 'Lugar',
    detailsHead: 'Detalle',
    confirmBody: (added: number, updated: number) =>
      `Se registran ${whole(added)} y se actualizan ${whole(updated)}, todo de una vez.`,
    doneBody: (n: number) => `${count(n, 'fila entró', 'filas entraron')} en el registro.`,
    see: { people: 'Ver las personas', organisations: 'Ver las organizaciones' },
    sameFile: (when: string) => `Este mismo archivo ya se importó el ${when}. Importarlo otra vez no agrega nada que ya esté.`,
  },
  field: {
    ...review.field,
    paternal: 'Apellido paterno',
    maternal: 'Apellido materno',
    married: 'Apellido de casada',
    complement: 'Complemento',
    'issued-in': 'Expedido en',
    birth: 'Nacimiento (fecha o año)',
    'age-band': 'Rango de edad',
    indigenous: 'Se identifica como indígena',
    disability: 'Vive con discapacidad',
    languages: 'Idiomas',
    name: 'Nombre o razón social',
    acronym: 'Sigla',
    'tax-number': 'NIT',
    sector: 'Rubro (código CAEB)',
    'value-chain': 'Cadena productiva',
    address: 'Dirección',
    'contact-person': 'Persona de contacto',
    formal: 'Formal',
    'members-women': 'Socias mujeres',
    'members-men': 'Socios hombres',
    'members-unknown': 'Socios, sin decir sexo',
    'workers-women': 'Trabajadoras mujeres',
    'workers-men': 'Trabajadores hombres',
    'workers-unknown': 'Trabajadores, sin decir sexo',
    sales: 'Ventas anuales',
    equity: 'Patrimonio',
    exports: 'Exporta',
  },
  value: {
    yes: 'sí',
    no: 'no',
    'not-stated': 'no declara',
    formal: 'formal',
    'in-process': 'en trámite',
    informal: 'informal',
    noData: 'sin dato',
  },
  /** Faults and doubts of the whole file: what it is, and what to do. */
  fault: {
    ...review.fault,
    'too-many-rows': 'El archivo tiene más de 120.000 filas. Divídalo en varios archivos y elija uno cada vez.',
    'column-twice': 'Dos columnas se tomaron por lo mismo. Deje una y ponga la otra en No importar:',
  },
  /** What is wrong with one row, or worth a look. */
  problem: {
    ...review.problem,
    'document-of-other': 'Ese C.I. es de otra persona',
    'birth-impossible': 'Fecha de nacimiento que no puede ser',
    'birth-unreadable': 'El nacimiento no se entiende',
    'age-impossible': 'La edad no se entiende',
    'tax-number-unreadable': 'El NIT no se entiende',
    'tax-number-of-other': 'Ese NIT es de otra organización',
    'number-unreadable': 'Aquí va un número entero',
    'amount-unreadable': 'El monto no se entiende',
    'municipality-elsewhere': 'Ese municipio es de otro departamento; queda solo el departamento',
    'stated-unreadable': 'No se entiende si es sí o no; queda sin dato',
    'language-unknown': 'Un idioma no se reconoce; quedan los demás',
    'position-without-organisation': 'El cargo no dice en qué organización; no se anota',
    'sector-unknown': 'El rubro no trae código CAEB; queda sin dato',
  },
};

/** What every language of these imports must word. */
export type RegistryImportTexts = typeof es;
