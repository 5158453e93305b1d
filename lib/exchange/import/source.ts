/** Where in an export something is, for people who look for it. */
export type Origin = { file: string; position: string }

/** Who wrote something, as the source knows them. */
export type SourcePerson = { externalId: string; name: string; displayName: string; createdAt?: Date }

/** An area of the source; a parent makes it a subtopic. */
export type SourceTopic = {
  externalId: string
  name: string
  description?: string
  documentationUrl?: string
  parent?: SourceTopic
  /** Who may see it at the source; everyone when absent. */
  visibility?: 'members' | 'editors'
  /** Order among its siblings, where the source tells it. */
  position?: number
  /** True when the source gave an id alone and `name` is made up. */
  unnamed?: boolean
  /** True when the source has no ids and no levels: the name is all that its topic is known by. */
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
  /** Votes or likes whose voters the source does not give. */
  boosts: number
  /** External id of the reply it answers, or the opening, or nothing said. */
  answers: string | 'opening' | null
  addresses: string[]
  /** Its author was deleted here and took it back: `body` says so. No importer sets it. */
  withdrawn?: boolean
  /** Not public at the source, and why; only there with --include-hidden. It is stored as hidden. */
  hidden?: string
  /** When the source last changed it, where it tells: an older text never replaces a newer one. */
  updatedAt?: Date
  /** For the report; removed before anything is stored or compared. */
  at?: Origin
}

/** How new a form of a thread is: the latest date that it shows, and how often it had been seen by then. */
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
  /** Replies the source counts and does not give. */
  repliesElsewhere: number
  addresses: string[]
  replies: SourceReply[]
  /** As of a reply. */
  withdrawn?: boolean
  /** Not public at the source, and why; only there with --include-hidden. It is stored as hidden. */
  hidden?: string
  /** True when the export holds all replies that the source has, and all could be read: what is missing here has vanished there. */
  complete?: boolean
  /** An older form than the one that was imported last changes nothing. Without it, every form is taken as newer. */
  age?: Age
  /** Of the opening, as of a reply. */
  updatedAt?: Date
  links: { toExternalId: string; kind: 'link' | 'duplicate' }[]
  /** As of a reply. */
  at?: Origin
}

/** An explainer of the source that Cairn keeps as a canonical answer. */
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
  /** Older revisions, of which the source gives date and note alone; oldest first. */
  history: { note: string; createdAt: Date }[]
  /** As of a reply. */
  at?: Origin
}

export type SourceTag = { kind: 'tag'; name: string; description: string; at?: Origin }

/** Under which mail address an author of the source writes: someone who proves it may take them over. */
export type SourceAddress = { kind: 'address'; personId: string; email: string }

/** What could not be read as it is: said with its place, and left out, or `kept` with what the message says instead. */
export type SourceProblem = { kind: 'problem'; file: string; position: string; message: string; kept?: boolean }

/** A copy of what the export has elsewhere in the same or a newer form; it was left out. */
export type SourceDuplicate = { kind: 'duplicate'; file: string; position: string; message: string }

/** A thread of which the source counts more posts than the export holds. */
export type SourceIncomplete = {
  kind: 'incomplete'
  externalId: string
  title: string
  file: string
  /** Posts that the source counts, and those that are missing. */
  posts: number
  missing: number
  /** External ids of those missing, as far as the source names them; the first hundred. */
  ids: string[]
}

/** Something about the whole export that people should know. */
export type SourceNote = { kind: 'note'; message: string }

/** Something that the source does not show to everyone: left out, and said so. */
export type SourceWithheld = {
  kind: 'withheld'
  subject: 'thread' | 'reply'
  externalId: string
  title?: string
  reason: string
  file: string
  position: string
}

/** What a reader of a source hands on, in any order. */
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

/** How far reading has come, of a known or unknown whole. */
export type Progress = (done: number, total: number) => void

/** What a reader is told beside the path. */
export type ReaderOptions = {
  /** Private messages, deleted and hidden posts come as `hidden`, and not as `withheld`. */
  includeHidden?: boolean
  /** Threads of restricted categories come, in topics for these people; otherwise they are `withheld`. */
  restricted?: 'members' | 'editors'
  /** Address of the source, against which relative addresses in its texts are read. Without one it is looked for in the export. */
  base?: string
}

/** A reader of one kind of source. */
export type SourceReader = (path: string, progress: Progress, options?: ReaderOptions) => AsyncIterable<SourceRecord>
