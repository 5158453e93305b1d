import type { AnswerView } from '../../answers'
import type { ThreadView } from '../../community/threads'
import { env } from '../../platform/env'
import { urls } from '../../shared'

/** Returns the absolute form of an address of this site. */
export function absolute(path: string): string {
  return `${env().siteUrl}${path}`
}

/** Returns a thread as schema.org's QAPage: one question, accepted replies as accepted answers, others as suggested ones. */
export function questionPage(thread: ThreadView): object {
  const person = (author: ThreadView['author']) =>
    author
      ? { '@type': 'Person', name: author.displayName, url: absolute(urls.person(author.name)) }
      : { '@type': 'Person', name: 'Someone' }
  const answers = thread.replies
    .filter(({ withdrawn }) => !withdrawn)
    .map((reply) => ({
      '@type': 'Answer',
      text: reply.plain,
      url: absolute(urls.reply(thread, reply.number)),
      upvoteCount: reply.boostCount,
      dateCreated: reply.createdAt.toISOString(),
      author: person(reply.author),
      accepted: reply.acceptedAt !== null,
    }))
    // A reply that is only a comment shows nothing, so search engines don't get it either.
    .filter(({ text }) => text !== '')
  const strip = ({ accepted: _, ...answer }: (typeof answers)[number]) => answer
  return {
    '@context': 'https://schema.org',
    '@type': 'QAPage',
    mainEntity: {
      '@type': 'Question',
      name: thread.title,
      text: thread.plain || undefined,
      url: absolute(urls.thread(thread)),
      answerCount: thread.replyCount,
      upvoteCount: thread.boostCount,
      dateCreated: thread.createdAt.toISOString(),
      author: person(thread.author),
      acceptedAnswer: answers.filter((answer) => answer.accepted).map(strip),
      suggestedAnswer: answers
        .filter((answer) => !answer.accepted)
        .slice(0, suggestedMax)
        .map(strip),
    },
  }
}

/** Search engines use the first answers. All replies of a long thread would double the page. */
const suggestedMax = 5

/** Returns a canonical answer as schema.org's TechArticle: it is a document, not a question with replies. */
export function techArticle(answer: AnswerView): object {
  const sections = answer.rendered.sections.map((section) => section.heading)
  return {
    '@context': 'https://schema.org',
    '@type': 'TechArticle',
    headline: answer.title,
    description: answer.summary || undefined,
    url: absolute(urls.answer(answer.slug)),
    datePublished: answer.publishedAt.toISOString(),
    dateModified: answer.revisedAt.toISOString(),
    version: String(answer.revisionNumber),
    creativeWorkStatus: answer.needsReviewSince ? 'Needs review' : 'Published',
    articleSection: sections.length > 0 ? sections : undefined,
    keywords: answer.tags.join(', ') || undefined,
    author: authorsOf(answer).map((name) => ({ '@type': 'Person', name })),
  }
}

/** Returns the display names of everyone who wrote a revision, each person once. */
function authorsOf({ revisions }: AnswerView): string[] {
  const names = new Map<string, string>()
  for (const { author } of revisions) if (author) names.set(author.name, author.displayName)
  return [...names.values()]
}
