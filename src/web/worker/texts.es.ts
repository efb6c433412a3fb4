/** Words about newer versions and about being without connection. */
export const es = {
  offlineTitle: 'Sin conexión',
  offlineServerPage: 'Esta página se pide al servidor de Digna y ahora no se puede llegar a él.',
  offlineAgain: 'Cuando haya conexión, vuelva a cargar la página.',
  offlineNotSent: 'Lo que escribió no se envió. Vuelva atrás con su navegador: sigue en el formulario. Envíelo cuando haya conexión.',
  offlinePage: 'Esta página necesita conexión y ahora no se puede llegar al servidor.',
  offlineFirst: 'Para entrar por primera vez en este dispositivo hace falta conexión. Después Digna se abre también sin ella.',
  offlineMeanwhile: 'Sin conexión puede abrir:',
  tryAgain: 'Intentar otra vez',
  newVersion: 'Hay una versión nueva',
  useNow: 'Usar ahora',
  hindrances: {
    form: 'Guarde o cierre primero lo que está escribiendo.',
    unsent: 'Envíe primero lo que está por enviar.',
    window: 'Cierre primero las otras ventanas de Digna.',
  },
};
