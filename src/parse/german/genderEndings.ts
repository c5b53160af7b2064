/** Endings after the sign of a gender form: `Leser*innen`, `jede:r`, `ein_e`. */
export const genderEndings: readonly string[] = 'in innen r n e x s m er en em es'.split(' ');

/** The one that compounds go on after: `Bürger*innenrat`. */
export const compoundEnding = 'innen';
