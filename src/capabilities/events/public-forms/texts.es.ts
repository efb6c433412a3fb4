/** Words that all public forms of a process share: on the page, and where staff open it. */
export const es = {
  otherLanguage: 'English',
  unknownWords: 'Revise que el enlace esté completo: termina en doce letras y números, como ABCD-EFGH-JKMN. O pida que se lo envíen otra vez.',
  seePage: 'Ver la página',
  badDay: 'Elija un día que todavía no pasó.',
  unchanged: 'Todavía no cambió nada.',
  notAllowed: 'Su función no permite este cambio.',
};

/** What every language of public forms must word. */
export type PublicFormTexts = typeof es;
