/** Words of answering what people ask about their own data. */
export const es = {
  title: 'Pedidos sobre datos personales',
  lead: 'Lo que las personas piden desde su página. Ven allí lo que usted responde.',
  none: 'Nadie pidió nada',
  noneHint: 'Cuando alguien pida corregir o borrar sus datos, aparece aquí y en su inicio.',
  what: 'Pide',
  whats: { erasure: 'Borrar sus datos', correction: 'Corregir sus datos' },
  person: 'Persona',
  noName: 'Sin nombre: sus datos fueron borrados',
  requestedOn: 'Lo pidió el',
  state: 'Respuesta',
  waits: 'Por responder',
  answers: {
    erasure: { done: (day: string) => `Borrado el ${day}`, declined: (day: string) => `No se borró, ${day}` },
    correction: { done: (day: string) => `Atendido el ${day}`, declined: (day: string) => `No se corrigió, ${day}` },
  },
  answer: 'Responder',
  answerTitle: { erasure: 'Responder el pedido de borrado', correction: 'Responder el pedido de corrección' },
  openPerson: 'Ver a la persona, para corregir',
  said: 'Lo que escribió',
  erase: 'Borrar los datos',
  attended: 'Ya está corregido',
  decline: 'No aceptar',
  words: 'Su respuesta',
  wordsHint: 'La lee quien lo pidió',
  needWords: 'Escriba por qué no.',
  eraseTitle: '¿Borrar para siempre quién es?',
  eraseWhat: 'Se borran de todos sus registros nombre, carnet, contactos, fecha de nacimiento, cargos y todo lo escrito sobre la persona. Nadie puede recuperarlo, y esta respuesta no se retira.',
  eraseStays: 'Quedan, sin nombre: que alguien asistió, su sexo, edad y lugar, y las cifras. Quedan también las listas importadas y las hojas firmadas donde figura junto a otras personas: quítelas aparte.',
  answered: 'Respuesta enviada',
  notAllowed: 'Responde quien administra o coordina el programa.',
};

/** What every language of this must word. */
export type OwnRequestsTexts = typeof es;
