/** The place of something in an export, as people find it. */
export type Origin = { file: string; position: string }

/** A person as the source knows them. */
export type SourcePerson = { externalId: string; name: string; displayName: string; createdAt?: Date }

/** A topic of the source. With a parent it is a subtopic. */
export type SourceTopic = {
  externalId: string
  name: string
  description?: string
  documentationUrl?: string
  parent?: SourceTopic
  /** Who may see it at the source. Absent: everyone. */
  visibility?: 'members' | 'editors'
  /** Order among its siblings, if the source has one. */
  position?: number
  /** True if the source has only an id and `name` was made up. */
  unnamed?: boolean
  /** True if the source has neither ids nor levels, so that topics are known by name only. */
  knownByName?: boolean
}

/** A reply of the source. */
export type SourceReply = {
  externalId: string
  /** Markdown. */
  body: string
  author: SourcePerson | null
  createdAt: Date
  accepted: boolean
  /** Votes or likes without the people who gave them. */
  boosts: number
  /** External id of the reply that it answers, or the opening. Null if the source does not say. */
  answers: string | 'opening' | null
  addresses: string[]
  /** True if its author was deleted here and withdrew it; `body` says so. Importers never set it. */
  withdrawn?: boolean
  /** Why it is not public at the source. Only with --include-hidden. It is stored as hidden. */
  hidden?: string
  /** When the source last changed it, if known. An older text never replaces a newer one. */
  updatedAt?: Date
  /** For the report. Removed before the record is stored or compared. */
  at?: Origin
}

/** The age of a form of a thread: the latest date in it, and its views by then. */
export type Age = { latest: string; views: number | null }

/** A thread of the source with all its replies. */
export type SourceThread = {
  kind: 'thread'
  externalId: string
  title: string
  body: string
  author: SourcePerson | null
  topic: SourceTopic
  tags: string[]
  createdAt: Date
  activityAt?: Date
  closed: boolean
  boosts: number
  views: number
  /** Replies that the source counts and the export does not have. */
  repliesElsewhere: number
  addresses: string[]
  replies: SourceReply[]
  /** As for a reply. */
  withdrawn?: boolean
  /** Why it is not public at the source. Only with --include-hidden. It is stored as hidden. */
  hidden?: string
  /**
   * True if the export has all replies of the source and all could be read. Then a known reply that is missing was
   * removed at the source.
   */
  complete?: boolean
  /** A form that is older than the one imported last changes nothing. Absent: every form counts as newer. */
  age?: Age
  /** For the opening, as for a reply. */
  updatedAt?: Date
  links: { toExternalId: string; kind: 'link' | 'duplicate' }[]
  /** As for a reply. */
  at?: Origin
}

/** An explainer of the source. It becomes a canonical answer. */
export type SourceAnswer = {
  kind: 'answer'
  externalId: string
  title: string
  summary: string
  body: string
  topic: SourceTopic
  tags: string[]
  createdAt: Date
  revisedAt: Date
  boosts: number
  views: number
  /** Older revisions, oldest first. The source has only their dates and notes. */
  history: { note: string; createdAt: Date }[]
  /** As for a reply. */
  at?: Origin
}

export type SourceTag = { kind: 'tag'; name: string; description: string; at?: Origin }

/** The mail address of an author of the source. Someone who confirms it can claim the author's posts. */
export type SourceAddress = { kind: 'address'; personId: string; email: string }

/** Something that could not be read. It was left out, or `kept` in another form, which the message describes. */
export type SourceProblem = { kind: 'problem'; file: string; position: string; message: string; kept?: boolean }

/** A copy of what the export has elsewhere in the same or a newer form. It was left out. */
export type SourceDuplicate = { kind: 'duplicate'; file: string; position: string; message: string }

/** A thread of which the source counts more posts than the export has. */
export type SourceIncomplete = {
  kind: 'incomplete'
  externalId: string
  title: string
  file: string
  /** Posts that the source counts, and how many of them are missing. */
  posts: number
  missing: number
  /** External ids of missing posts, if the source lists them. At most a hundred. */
  ids: string[]
}

/** A message about the whole export. */
export type SourceNote = { kind: 'note'; message: string }

/** Something that was left out because the source does not show it to everyone. */
export type SourceWithheld = {
  kind: 'withheld'
  subject: 'thread' | 'reply'
  externalId: string
  title?: string
  reason: string
  file: string
  position: string
}

/** A record of a reader, in any order. */
export type SourceRecord =
  | SourceThread
  | SourceAnswer
  | SourceTag
  | SourceAddress
  | SourceProblem
  | SourceWithheld
  | SourceDuplicate
  | SourceIncomplete
  | SourceNote

/** Reports how far reading has come. The total may change. */
export type Progress = (done: number, total: number) => void

/** What a reader needs besides the path. */
export type ReaderOptions = {
  /** Returns private messages, deleted and hidden posts as `hidden`, not as `withheld`. */
  includeHidden?: boolean
  /** Returns threads of restricted categories, in topics for these people, not as `withheld`. */
  restricted?: 'members' | 'editors'
  /** Called for each thing that is read. What it throws ends the reading. */
  goOn?: () => void
  /** Address of the source, for relative addresses in its texts. Without it the address is looked for in the export. */
  base?: string
}

/** Reads one kind of source. */
export type SourceReader = (path: string, progress: Progress, options?: ReaderOptions) => AsyncIterable<SourceRecord>
