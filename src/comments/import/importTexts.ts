/** Why something of an export is left out, in German. */
export const importTexts = {
  imported: 'Eingelesen aus einem Export.',
  long: 'Der Text ist zu lang.',
  empty: 'Name oder Text fehlt.',
  noDate: (text: string): string => `„${text}“ ist kein Datum.`,
  noArticle: (text: string): string => `Zu „${text}“ gibt es keinen Artikel.`,
  noComment: 'Darin steht kein Kommentar.',
} as const;
