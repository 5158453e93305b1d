/** Colours are only identifiers of classes, so that pages have no inline styles and follow light and dark mode. */
export const classOfColour: Readonly<Record<string, string>> = {
  '#000001': 'tc',
  '#000002': 'tk',
  '#000003': 'ts',
  '#000004': 'ti',
  '#000005': 'td',
}

const plain = '#000000'

/** The colours of a grammar's scopes. */
export const theme = {
  name: 'cairn',
  type: 'light' as const,
  fg: plain,
  bg: '#ffffff',
  settings: [
    { settings: { foreground: plain } },
    { scope: ['comment', 'punctuation.definition.comment'], settings: { foreground: '#000001' } },
    {
      scope: ['keyword', 'storage', 'entity.name.tag', 'entity.name.section', 'meta.preprocessor keyword', 'markup.heading'],
      settings: { foreground: '#000002' },
    },
    { scope: ['keyword.operator'], settings: { foreground: plain } },
    // Operators that are words.
    {
      scope: ['keyword.operator.expression', 'keyword.operator.new', 'keyword.operator.word', 'keyword.operator.logical.python'],
      settings: { foreground: '#000002' },
    },
    { scope: ['string', 'constant.numeric', 'constant.language', 'constant.character'], settings: { foreground: '#000003' } },
    { scope: ['markup.inserted'], settings: { foreground: '#000004' } },
    { scope: ['markup.deleted'], settings: { foreground: '#000005' } },
  ],
}
