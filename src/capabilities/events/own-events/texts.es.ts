/** Words of one's own events. */
export const es = {
  title: 'Mis eventos',
  none: 'No tiene eventos por venir',
  noneHint: 'Aparecen aquí cuando se inscribe y le confirman.',
  next: 'Próximos',
  past: 'Pasados',
  virtual: 'Virtual',
  today: 'Hoy',
  session: (n: number) => `Sesión ${n}`,
  waiting: (turn: number | null) => (turn === null ? 'En lista de espera' : `En lista de espera, turno ${turn}`),
  hasPlace: 'Tiene lugar',
  addToCalendar: 'Agregar a mi calendario',
};

/** What every language of one's own events must word. */
export type OwnEventsTexts = typeof es;
