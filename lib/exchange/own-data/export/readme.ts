import { env } from '../../../platform/env'

/** Returns the text that explains the archive. */
export function readmeOf(displayName: string, at: Date): string {
  return `What ${env().siteName} (${env().siteUrl}) keeps of ${displayName}, as of ${at.toISOString()}

posts/threads   Your questions, one file each, in Markdown: text that any editor opens.
posts/replies   Your replies, named by the number of the thread and the number of the reply.
pictures        Pictures you added.

The same and the rest for programs (JSON):

account.json    Name, address, settings, the day you were last here, where you are signed in, passkeys, mails that were sent to you.
threads.json    Your questions, hidden ones too.
replies.json    Your replies, hidden ones too.
edits.json      Each state of a post that you saved, of your own and of others' posts. Of others' posts that you can't see
                now: number, date and your note.
boosts.json     What you boosted.
visits.json     When you last visited which thread, and its last reply then: for a year, to show you what is new.
notices.json    What you follow or have muted, searches you saved, what you were told of, and how you want to be told.
mentions.json   Posts that mention you, by thread and number of the reply (0 is the question), as far as you can see them now.
drafts.json     The question and the replies you are writing, and posts that wait for approval or were not published.
reports.json    Which posts you reported, what became of it, and what you said when a post of yours was hidden.
answers.json    Canonical answers you wrote or reviewed, as editor. Drafts have their text while you are an editor and the
                last who changed them.
comments.json   What you said about drafts, as editor.
decisions.json  What you decided about posts of others, as editor or admin.
pictures.json   When you added which picture.

Not in it: your password, which nobody knows; links in mails, because they would sign someone in; counts that tell nobody
apart, such as views and searches. What others wrote about you is theirs.
`
}
