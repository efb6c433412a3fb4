/** Words of badges: on paper, where one is scanned or typed, on one's own page, and on the page that a strange camera opens. */
import { wholeEs as whole } from '../../../platform/number-text.ts';

export const es = {
  page: {
    otherLanguage: 'English',
    heading: 'Es una credencial',
    what: 'Este QR es la credencial de una persona que participa en un programa de capacitación.',
    how: 'Muéstrela a quien anota la asistencia: la lee con Digna, con o sin conexión. Si el QR no se lee, dicte el código de arriba.',
    nothingSaid: 'Esta página dice lo mismo de todas las credenciales: no busca ni muestra de quién es.',
    noBadge: 'Ese código no es de una credencial',
    miscopied: 'Revise la dirección: termina en ocho letras y números, como ABCD-EFGH.',
  },
  print: {
    title: 'Credenciales',
    what: 'Ocho por hoja A4, para recortar. La credencial de una persona es siempre la misma y sirve en todos los procesos.',
    none: 'Todavía no hay nadie con lugar en este proceso. Inscriba a quienes vendrán y vuelva aquí.',
    toRegistrations: 'Ir a la inscripción',
    choose: (chosen: number, total: number) => `Elegir a quiénes: ${whole(chosen)} de ${whole(total)}`,
    all: 'Todas',
    nobody: 'Ninguna',
    search: 'Nombre u organización',
    noneChosen: 'Elija al menos a una persona.',
    sheets: (n: number) => (n === 1 ? '1 hoja A4' : `${whole(n)} hojas A4`),
    qr: (name: string) => `Código QR de ${name}`,
    sheet: (n: number) => `Hoja ${n}`,
  },
  scan: {
    hint: 'Ponga el QR de la credencial frente a la cámara. Cada una que se lee queda presente; puede seguir con la siguiente.',
    code: 'Código de la credencial',
    codeHint: 'Ocho letras y números, como ABCD-EFGH',
    mark: 'Marcar presente',
    video: 'Lo que ve la cámara',
    starting: 'Se está abriendo la cámara…',
    paused: 'La cámara está en pausa',
    again: 'Abrir la cámara',
    camera: {
      denied: 'El navegador no deja usar la cámara. Permítalo en los ajustes del sitio, o escriba el código que está bajo el QR.',
      none: 'Este dispositivo no tiene cámara. Escriba el código que está bajo el QR.',
      busy: 'Otra aplicación está usando la cámara. Ciérrela e intente otra vez, o escriba el código que está bajo el QR.',
      insecure: 'La cámara solo se puede usar cuando la dirección empieza con https. Escriba el código que está bajo el QR.',
      reader: 'No se pudo cargar el lector. Intente otra vez cuando haya conexión, o escriba el código que está bajo el QR.',
    },
    present: (name: string) => `${name}: presente`,
    already: (name: string) => `${name}: ya estaba presente`,
    failed: (name: string) => `${name}: no se pudo marcar`,
    elsewhere: (name: string) => `${name} no está en la lista de esta sesión`,
    several: 'Ese código es de más de una persona. Elija quién es.',
    add: 'Agregar y marcar presente',
    other: 'Ese QR no es de una credencial',
    otherHint: 'Es un QR de otra cosa. Busque el que está en la credencial de la persona.',
    miscopied: 'El código no está bien escrito',
    miscopiedHint: 'Tiene ocho letras y números, como ABCD-EFGH. Revíselo letra por letra.',
    unknown: (code: string) => `Nadie tiene el código ${code}`,
    unknownHint: 'Es de otro programa, o de alguien que todavía no llegó a este dispositivo. Busque a la persona por su nombre.',
    read: 'Marcadas ahora',
  },
  own: {
    show: 'Mostrar mi código QR',
    hide: 'Ocultar mi código QR',
    qr: 'Mi código QR',
    how: 'Quien anota la asistencia lo lee y usted queda presente. Si no se lee, dicte el código.',
  },
};

/** What every language of badges must word. */
export type BadgeTexts = typeof es;
