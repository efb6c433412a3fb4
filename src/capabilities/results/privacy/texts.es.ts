/** Words about personal data: on the public page, and where staff state them. What stands here holds for every programme. */
export const es = {
  page: {
    title: 'Privacidad',
    told: (responsible: string) => `Qué datos guarda ${responsible}, para qué, quién los ve y cómo pedir que se corrijan o borren.`,
    inForce: (day: string) => `En vigor desde el ${day}.`,
    notStated: 'El programa todavía no escribió lo suyo. Lo que sigue vale para todos los programas que usan Digna.',
    responsible: 'Quién responde por sus datos',
    nobodyStated: (programme: string) => `El programa «${programme}». Pregunte a quien le inscribió o a quien coordina.`,
    organisation: 'Responsable',
    address: 'Dirección',
    contact: 'Contacto',
    legalBasis: 'Norma',
    parts: {
      kept: {
        heading: 'Qué se guarda',
        usual: [
          'Nombre y apellidos; sexo, edad y lugar si los dijo; carnet, celular y correo si los dio. A qué procesos se inscribió, a qué sesiones asistió y por qué organización, sus pruebas y sus certificados.',
          'No se guarda qué páginas de este sitio visita. No hay publicidad ni contadores de otras empresas.',
        ],
      },
      purposes: {
        heading: 'Para qué',
        usual: ['Para organizar las actividades, avisarle, registrar quién asistió, dar certificados y contar, sin nombres, a cuántas personas llegó el programa.'],
      },
      retention: {
        heading: 'Cuánto tiempo',
        usual: ['Los registros no se cambian a escondidas: cada corrección queda al lado de lo anterior. Si pide que borren sus datos, se borran los que dicen quién es; la cuenta de personas queda sin nombre.'],
      },
      readers: {
        heading: 'Quién los ve',
        usual: [
          'El personal del programa y, en los procesos que lleva, el del socio que los organiza. Carnets y teléfonos salen tapados; cada vez que alguien los destapa queda anotado.',
          'Quien financia y quien evalúa ven totales, nunca nombres. En público solo salen totales de cinco personas o más.',
        ],
      },
    },
    rights: 'Qué puede pedir',
    rightsList: [
      'Ver lo que el programa sabe de usted.',
      'Que corrijan lo que está mal.',
      'Retirar un permiso que dio, por ejemplo para fotos, y darlo otra vez.',
      'Que borren sus datos.',
    ],
    ask: (contact: string) => `Si tiene cuenta, pídalo en su página de inicio y verá allí la respuesta. Si no, pídalo a: ${contact}.`,
    askPlain: 'Si tiene cuenta, pídalo en su página de inicio y verá allí la respuesta. Si no, pídalo a quien le inscribió.',
    figures: 'Las cifras públicas',
    figuresWords: 'De ninguna cifra publicada se puede deducir un grupo de una a cuatro personas u organizaciones.',
  },
  title: 'Página de privacidad',
  meta: (day: string) => `En vigor desde el ${day}`,
  none: 'Todavía no dice quién responde por los datos ni cuánto se guardan.',
  see: 'Ver la página de privacidad',
  write: 'Escribir',
  change: 'Cambiar',
  formTitle: 'Qué pasa con los datos personales',
  formLead: 'Se publica tal como lo escriba. Lo que vale para todos los programas ya está en la página; agregue lo suyo.',
  responsible: 'Organización responsable',
  address: 'Dirección de su oficina',
  contact: 'Cómo ubicarla',
  contactHint: 'Teléfono o correo de la oficina, no de una persona',
  legalBasis: 'Norma que se aplica',
  legalBasisHint: 'Con su artículo',
  from: 'En vigor desde',
  own: { kept: 'Qué más se guarda', purposes: 'Para qué, en este programa', retention: 'Cuánto tiempo', readers: 'Quién más los ve' },
  inEnglish: (what: string) => `${what} (en inglés)`,
  needResponsible: 'Escriba quién responde por los datos.',
  needContact: 'Escriba cómo ubicarla.',
  needSpanish: 'Escríbalo también en español.',
  badDay: 'Escriba la fecha como 30/06/2021.',
  save: 'Publicar',
  saved: 'La página de privacidad está publicada',
  unchanged: 'Todavía no cambió nada.',
  notAllowed: 'Lo decide quien administra, coordina o hace seguimiento del programa.',
};

/** What every language of this must word. */
export type PrivacyTexts = typeof es;
