/** Words of copies of what a phone has not sent. */
export const es = {
  title: 'Traer una copia de otro teléfono',
  hint: 'El archivo que un teléfono guarda con lo que falta enviar. Va cifrado: lo abren su autora o autor, o quien administra los usuarios. Traerlo dos veces no duplica nada.',
  opened: (name: string, count: number) => `${name === '' ? 'Copia' : `Copia de ${name}`}: ${count === 1 ? '1 registro' : `${count} registros`}`,
  files: (count: number) => (count === 1 ? 'con 1 foto' : `con ${count} fotos`),
  bringIn: 'Traer al programa',
  busy: (done: number, of: number) => `${done} de ${of} traídos`,
  results: { accepted: 'Traído', 'already-had': 'Ya estaba', waiting: 'En espera de otro registro', refused: 'No se aceptó' },
  sum: (accepted: number, had: number, refused: number) => `${accepted} traídos, ${had} ya estaban, ${refused} no se aceptaron.`,
  inTheirName: (name: string) => `Quedaron a nombre de ${name}.`,
  inOwnName: 'Su teléfono ya no tiene permiso para enviar: quedaron a nombre de quien los trajo.',
  empty: 'La copia no tiene nada por enviar.',
  another: 'Traer otra copia',
};
