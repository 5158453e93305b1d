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
}

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
  /** True when `replies` are all the source has: what is missing here has vanished there. */
  complete?: boolean
  links: { toExternalId: string; kind: 'link' | 'duplicate' }[]
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
}

export type SourceTag = { kind: 'tag'; name: string; description: string }

/** Under which mail address an author of the source writes: whoever proves it may take them over. */
export type SourceAddress = { kind: 'address'; personId: string; email: string }

/** What could not be read: said with its place, and skipped. */
export type SourceProblem = { kind: 'problem'; file: string; position: string; message: string }

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
export type SourceRecord = SourceThread | SourceAnswer | SourceTag | SourceAddress | SourceProblem | SourceWithheld

/** How far reading has come, of a known or unknown whole. */
export type Progress = (done: number, total: number) => void

/** A reader of one kind of source. */
export type SourceReader = (path: string, progress: Progress) => AsyncIterable<SourceRecord>
