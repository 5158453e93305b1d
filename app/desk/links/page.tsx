import type { Metadata } from 'next'
import { DeadLinkItem } from '@/components/desk/dead-link'
import { DeskPage } from '@/components/desk/desk-page'
import { requirePerson } from '@/components/shell/require-person'
import { FormError, Say } from '@/components/ui/field'
import { Pager } from '@/components/ui/pager'
import { Tabs } from '@/components/ui/tabs'
import { countLinks, type LinkList, listDeadLinks } from '@/lib/curation/links'
import { env } from '@/lib/platform/env'
import { fullCount, urls } from '@/lib/shared'
import { one, sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Dead links', robots: { index: false } }

const lists: LinkList[] = ['dead', 'fine']
const names: Record<LinkList, string> = { dead: 'Dead', fine: 'Said to be fine' }
const empty: Record<LinkList, string> = {
  dead: 'No link of a published answer is dead.',
  fine: 'Nobody has said of a link that it is fine.',
}
const done: Record<string, string> = {
  check: 'It will be checked again in a moment.',
  fine: 'Noted. It won’t be checked or listed as dead, as long as an answer has it.',
  not_fine: 'Taken back. It will be checked again in a moment.',
}

/** Links of published answers whose pages are not there any more, each with what editors can do about it. */
export default async function LinksPage({ searchParams }: PageProps<'/desk/links'>) {
  const me = requirePerson(urls.deskLinks(), 'link.decide')
  const query = await searchParams
  const show = lists.find((each) => each === one(query.show)) ?? 'dead'
  const request = { after: one(query.after), before: one(query.before) }
  const [{ links, newer, older }, counts] = await Promise.all([listDeadLinks(me.viewer, { show, ...request }), countLinks(me.viewer)])
  const notice = done[one(query.done) ?? '']
  const { checkLinks } = env()
  const addressOf = (options: { after?: string; before?: string }) =>
    urls.deskLinks({ show: show === 'dead' ? undefined : show, ...options })
  return (
    <DeskPage title="Dead links">
      <FormError form={sentForm()} />
      {notice && <Say>{notice}</Say>}
      <p className="deck">
        {checkLinks
          ? 'Links of published answers to other sites are checked about once a week. A page that failed again and again is listed here.'
          : 'Links are not checked on this site: an administrator has switched that off. What is listed was found before.'}
      </p>
      <Tabs
        label="Lists of links"
        at={show}
        tabs={lists.map((key) => ({
          key,
          href: urls.deskLinks({ show: key === 'dead' ? undefined : key }),
          label: names[key],
          count: fullCount(counts[key]),
        }))}
      />
      {links.length === 0 && <p className="quiet mt-4">{request.after || request.before ? 'Nothing more.' : empty[show]}</p>}
      <ul className="plain dead-links">
        {links.map((link) => (
          <DeadLinkItem key={link.id} link={link} list={show} isChecking={checkLinks} />
        ))}
      </ul>
      <Pager newer={newer && addressOf({ before: newer })} older={older && addressOf({ after: older })} />
    </DeskPage>
  )
}
