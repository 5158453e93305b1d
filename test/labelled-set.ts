import type { LabelledDocument, LabelledSet } from '../tools/evaluate'

type Labels = Record<string, Record<string, number>>

/** A document or query of a labelled set. */
export const aDocument = (id: string, title: string, text: string, created: string | null = null): LabelledDocument => ({
  id,
  title,
  text,
  tags: [],
  author: null,
  likes: 0,
  heat: 0,
  category: null,
  answers: null,
  created: created ? new Date(created) : null,
})

/** A set with these labels: query, document, grade. */
export const aLabelledSet = (documents: LabelledDocument[], queries: LabelledDocument[], labels: Labels): LabelledSet => ({
  documents,
  byId: new Map(documents.map((each) => [each.id, each])),
  queries,
  grades: new Map(Object.entries(labels).map(([query, grades]) => [query, new Map(Object.entries(grades))])),
  candidates: null,
})
