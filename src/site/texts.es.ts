/** Words around every page of the public site. */
export const es = {
  otherLanguage: 'English',
  skip: 'Ir al contenido',
  notice: 'Aviso',
  demonstration: 'Demostración: las personas, organizaciones y listas son inventadas.',
  pages: 'Páginas del programa',
  names: { results: 'Resultados', calendar: 'Calendario', library: 'Biblioteca', privacy: 'Privacidad' },
  share: 'Compartir',
  shareAgain: 'Ya está listo: toque Compartir otra vez.',
  verify: 'Verificar un certificado o informe',
  notFound: 'Aquí no hay nada publicado',
  notFoundWords: 'El programa no existe, todavía no publica nada o dejó de hacerlo. Revise la dirección o pregunte a quien se la dio.',
  tooMany: 'Demasiadas visitas seguidas',
  tooManyWords: 'Espere un minuto y vuelva a cargar la página.',
};

/** What every language of the public site must word. */
export type SiteTexts = typeof es;
